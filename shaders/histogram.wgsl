// counts[b, c] = how many rows r have x[r, c] = b. Numbers that are no bin are not counted.
//   SHARES: each invocation counts a share of the rows of a column: partial[b, share, column]
//   else:   counts = the sum of all shares
//#if SHARES
@group(0) @binding(0) var<storage, read> x: array<i32, SIZE>;                      // [rows, COLUMNS]
@group(0) @binding(1) var<storage, read_write> partial: array<u32, BINS * LANES>;  // [BINS, LANES / COLUMNS, COLUMNS]

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let lane = id.y * PITCH + id.x;
  if (lane >= LANES) { return; }
  for (var b = 0u; b < BINS; b++) { partial[b * LANES + lane] = 0u; }
  for (var k = 0u; k < ROUNDS; k++) {
    let place = k * LANES + lane;
    if (place < SIZE) {
      let b = u32(x[place]);
      if (b < BINS) { partial[b * LANES + lane] += 1u; }
    }
  }
}
//#else
@group(0) @binding(0) var<storage, read> partial: array<u32, BINS * LANES>;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= BINS * COLUMNS) { return; }
  let first = (i / COLUMNS) * LANES + i % COLUMNS;
  var sum = 0u;
  for (var s = 0u; s < LANES / COLUMNS; s++) { sum += partial[first + s * COLUMNS]; }
  store(i, i / COLUMNS, i % COLUMNS, i32(sum));
}
//#endif
