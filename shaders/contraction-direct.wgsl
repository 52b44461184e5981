// Contraction (src/kernels/contraction/contraction.ts) with register tiles and nothing shared: works everywhere.
// Every invocation computes 4 x 4 results; a workgroup 32 x 32.
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;

@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) raw: vec3u, @builtin(local_invocation_id) local: vec3u) {
  if (isOutside(raw)) { return; }
  let group = placeOfGroup(raw);
  let id = vec3u(group.xy * 8u + local.xy, group.z);
  let row0 = id.y * 4u;
  let column0 = id.x * 4u;
  if (row0 >= M || column0 >= N) { return; }
  let rows = min(vec4u(row0, row0 + 1u, row0 + 2u, row0 + 3u), vec4u(M - 1u));
  let columns = min(vec4u(column0, column0 + 1u, column0 + 2u, column0 + 3u), vec4u(N - 1u));
  let atA = batchA(id.z) + vec4u(rowA(rows.x), rowA(rows.y), rowA(rows.z), rowA(rows.w));
  let atB = batchB(id.z) + vec4u(columnB(columns.x), columnB(columns.y), columnB(columns.z), columnB(columns.w));
  var c0 = vec4f(0.0);
  var c1 = vec4f(0.0);
  var c2 = vec4f(0.0);
  var c3 = vec4f(0.0);
  for (var k = 0u; k < K; k++) {
    let movedA = atA + stepA(k);
    let movedB = atB + stepB(k);
    let x = vec4f(a[movedA.x], a[movedA.y], a[movedA.z], a[movedA.w]);
    let y = vec4f(b[movedB.x], b[movedB.y], b[movedB.z], b[movedB.w]);
    c0 = fma(vec4f(x.x), y, c0);
    c1 = fma(vec4f(x.y), y, c1);
    c2 = fma(vec4f(x.z), y, c2);
    c3 = fma(vec4f(x.w), y, c3);
  }
  storeRow(id.z, row0, column0, c0);
  storeRow(id.z, row0 + 1u, column0, c1);
  storeRow(id.z, row0 + 2u, column0, c2);
  storeRow(id.z, row0 + 3u, column0, c3);
}

fn storeRow(batch: u32, ownRow: u32, ownColumn: u32, value: vec4f) {
  if (ownRow >= M) { return; }
  let row = batchRow(batch) + ownRow;
  let column = batchColumn(batch) + ownColumn;
  let i = row * WIDTH + column;
  store(i, row, column, value.x);
  if (ownColumn + 1u < N) { store(i + 1u, row, column + 1u, value.y); }
  if (ownColumn + 2u < N) { store(i + 2u, row, column + 2u, value.z); }
  if (ownColumn + 3u < N) { store(i + 3u, row, column + 3u, value.w); }
}
