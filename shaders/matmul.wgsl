// C[b] = op(A[b]) · op(B[b]) for batches b, row-major. NN: A [M, K], B [K, N]. NT: B [N, K]. TN: A [K, M].
// Direct register tiling: every invocation computes ROWS x COLUMNS elements, no shared memory, no barrier.
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;

fn elementA(base: u32, row: u32, k: u32) -> f32 {
//#if TRANSPOSE_A
  return a[base + k * M + row];
//#else
  return a[base + row * K + k];
//#endif
}

fn elementB(base: u32, k: u32, column: u32) -> f32 {
//#if TRANSPOSE_B
  return b[base + column * K + k];
//#else
  return b[base + k * N + column];
//#endif
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row0 = id.y * 4u;
  let column0 = id.x * 4u;
  if (row0 >= M || column0 >= N) { return; }
  let baseA = batchOffsetA(id.z) * (M * K);
  let baseB = batchOffsetB(id.z) * (K * N);
  let rows = min(vec4u(row0, row0 + 1u, row0 + 2u, row0 + 3u), vec4u(M - 1u));
  let columns = min(vec4u(column0, column0 + 1u, column0 + 2u, column0 + 3u), vec4u(N - 1u));
  var c0 = vec4f(0.0);
  var c1 = vec4f(0.0);
  var c2 = vec4f(0.0);
  var c3 = vec4f(0.0);
  for (var k = 0u; k < K; k++) {
    let x = vec4f(elementA(baseA, rows.x, k), elementA(baseA, rows.y, k), elementA(baseA, rows.z, k), elementA(baseA, rows.w, k));
    let y = vec4f(elementB(baseB, k, columns.x), elementB(baseB, k, columns.y), elementB(baseB, k, columns.z), elementB(baseB, k, columns.w));
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

fn storeRow(batch: u32, row: u32, column: u32, value: vec4f) {
  if (row >= M) { return; }
  let flatRow = batch * M + row;
  let i = flatRow * N + column;
  store(i, flatRow, column, value.x);
  if (column + 1u < N) { store(i + 1u, flatRow, column + 1u, value.y); }
  if (column + 2u < N) { store(i + 2u, flatRow, column + 2u, value.z); }
  if (column + 3u < N) { store(i + 3u, flatRow, column + 3u, value.w); }
}
