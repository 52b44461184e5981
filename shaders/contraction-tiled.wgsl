// Contraction (src/kernels/contraction/contraction.ts) with tiles in shared memory, for real GPUs: a workgroup computes TILE_M x TILE_N results, 8 x 8 invocations of
// ROWS x (4 VECTORS) results each, in steps of TILE_K along K. Both tiles are stored [k][m] and [k][n] as vectors along m
// and n, whatever the layout in memory, so that there is one inner loop. Strides are padded by one vector against bank
// conflicts. SPLIT: the workgroups of one tile share K and write partial sums, which sum-parts.wgsl adds in order.
//
// Tiles: gpuweb research of the note "WGSL performance", section 2.2: 32 x 32 is the portable default, 64 x 64 for large results.
var<workgroup> tileA: array<vec4f, TILE_K * (TILE_M / 4u + 1u)>;
var<workgroup> tileB: array<vec4f, TILE_K * (TILE_N / 4u + 1u)>;

const STRIDE_A = TILE_M / 4u + 1u;
const STRIDE_B = TILE_N / 4u + 1u;

// Rows row .. row + 3 of A at step k; zeros outside.
fn loadA(start: u32, row: u32, k: u32) -> vec4f {
  let inside = vec4<bool>(row < M, row + 1u < M, row + 2u < M, row + 3u < M) & vec4<bool>(k < K);
  let at = start + stepA(min(k, K - 1u));
  let rows = min(vec4u(row, row + 1u, row + 2u, row + 3u), vec4u(M - 1u));
  return select(vec4f(0.0), vec4f(a[at + rowA(rows.x)], a[at + rowA(rows.y)], a[at + rowA(rows.z)], a[at + rowA(rows.w)]), inside);
}

// Columns column .. column + 3 of B at step k; zeros outside.
fn loadB(start: u32, column: u32, k: u32) -> vec4f {
  let inside = vec4<bool>(column < N, column + 1u < N, column + 2u < N, column + 3u < N) & vec4<bool>(k < K);
  let at = start + stepB(min(k, K - 1u));
  let columns = min(vec4u(column, column + 1u, column + 2u, column + 3u), vec4u(N - 1u));
  return select(vec4f(0.0), vec4f(b[at + columnB(columns.x)], b[at + columnB(columns.y)], b[at + columnB(columns.z)], b[at + columnB(columns.w)]), inside);
}

@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) raw: vec3u, @builtin(local_invocation_id) local: vec3u, @builtin(local_invocation_index) lane: u32) {
  if (isOutside(raw)) { return; }
  let group = placeOfGroup(raw);
  let batch = group.z / SPLITS;
  let part = group.z % SPLITS;
  let startA = batchA(batch);
  let startB = batchB(batch);
  let tileRow = group.y * TILE_M;
  let tileColumn = group.x * TILE_N;
  // ACCUMULATORS
  for (var t = 0u; t < STEPS; t++) {
    let k0 = (part * STEPS + t) * TILE_K;
    for (var i = 0u; i < TILE_K * TILE_M / 256u; i++) {
      let item = i * 64u + lane;
//#if A_ALONG_ROWS
      let k = item / (TILE_M / 4u);
      let m = item % (TILE_M / 4u);
//#else
      let k = item % TILE_K;
      let m = item / TILE_K;
//#endif
      tileA[k * STRIDE_A + m] = loadA(startA, tileRow + m * 4u, k0 + k);
    }
    for (var i = 0u; i < TILE_K * TILE_N / 256u; i++) {
      let item = i * 64u + lane;
//#if B_ALONG_STEPS
      let k = item % TILE_K;
      let n = item / TILE_K;
//#else
      let k = item / (TILE_N / 4u);
      let n = item % (TILE_N / 4u);
//#endif
      tileB[k * STRIDE_B + n] = loadB(startB, tileColumn + n * 4u, k0 + k);
    }
    workgroupBarrier();
    for (var k = 0u; k < TILE_K; k++) {
      // PRODUCTS
    }
    workgroupBarrier();
  }
  for (var row = 0u; row < ROWS; row++) { // one text of what follows on a result, whatever is fused into it
    // FIRST
    // CHOICES
    // STORES
  }
}

fn storeVector(batch: u32, part: u32, ownRow: u32, ownColumn: u32, value: vec4f) {
  if (ownRow >= M) { return; }
  let row = batchRow(batch) + ownRow;
  let column = batchColumn(batch) + ownColumn;
  let i = row * WIDTH + column;
//#if SPLIT
  let at = part * SIZE + i;
  if (ownColumn < N) { partial[at] = value.x; }
  if (ownColumn + 1u < N) { partial[at + 1u] = value.y; }
  if (ownColumn + 2u < N) { partial[at + 2u] = value.z; }
  if (ownColumn + 3u < N) { partial[at + 3u] = value.w; }
//#else
  if (ownColumn < N) { store(i, row, column, value.x); }
  if (ownColumn + 1u < N) { store(i + 1u, row, column + 1u, value.y); }
  if (ownColumn + 2u < N) { store(i + 2u, row, column + 2u, value.z); }
  if (ownColumn + 3u < N) { store(i + 3u, row, column + 3u, value.w); }
//#endif
}
