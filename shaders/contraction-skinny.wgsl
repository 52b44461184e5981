// Contraction (src/kernels/contraction/contraction.ts) of up to 8 rows: 16 columns by 4 parts of K per workgroup; the parts are added in shared memory.
// Every invocation keeps one sum per row (unrolled by src/kernels/contraction/tiled.ts).
var<workgroup> sums: array<f32, 64u * M>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) raw: vec3u, @builtin(local_invocation_index) lane: u32) {
  if (isOutside(raw)) { return; }
  let group = placeOfGroup(raw);
  let column = group.x * 16u + lane % 16u;
  let part = lane / 16u;
  let startA = batchA(group.y);
  let startB = batchB(group.y) + columnB(min(column, N - 1u));
  // ACCUMULATORS
  for (var t = 0u; t < STEPS; t++) {
    let k = part * STEPS + t;
    if (k < K) {
      let atA = startA + stepA(k);
      let y = b[startB + stepB(k)];
      // PRODUCTS
    }
  }
  // SUMS
  workgroupBarrier();
  if (part == 0u && column < N) {
    for (var row = 0u; row < M; row++) {
      let at = row * 64u + lane;
      let total = sums[at] + sums[at + 16u] + sums[at + 32u] + sums[at + 48u];
      let flatRow = batchRow(group.y) + row;
      let flatColumn = batchColumn(group.y) + column;
      store(flatRow * WIDTH + flatColumn, flatRow, flatColumn, total);
    }
  }
}
