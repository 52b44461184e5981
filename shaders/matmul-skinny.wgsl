// C = A . B for up to 8 rows: 16 columns by 4 parts of K per workgroup; the parts are added in shared memory.
// Every invocation keeps one sum per row (unrolled by src/kernels/matmul/tiled.ts).
var<workgroup> sums: array<f32, 64u * M>;

fn elementA(matrix: u32, row: u32, k: u32) -> f32 {
//#if TRANSPOSE_A
  return a[matrix * (M * K) + k * M + row];
//#else
  return a[matrix * (M * K) + row * K + k];
//#endif
}

fn elementB(matrix: u32, k: u32, column: u32) -> f32 {
//#if TRANSPOSE_B
  return b[matrix * (K * N) + column * K + k];
//#else
  return b[matrix * (K * N) + k * N + column];
//#endif
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let column = group.x * 16u + lane % 16u;
  let part = lane / 16u;
  let matrixA = batchOffsetA(group.y);
  let matrixB = batchOffsetB(group.y);
  // ACCUMULATORS
  for (var t = 0u; t < STEPS; t++) {
    let k = part * STEPS + t;
    if (k < K) {
      let y = elementB(matrixB, k, min(column, N - 1u));
      // PRODUCTS
    }
  }
  // SUMS
  workgroupBarrier();
  if (part == 0u && column < N) {
    for (var row = 0u; row < M; row++) {
      let at = row * 64u + lane;
      let total = sums[at] + sums[at + 16u] + sums[at + 32u] + sums[at + 48u];
      let flatRow = group.y * M + row;
      store(flatRow * N + column, flatRow, column, total);
    }
  }
}
