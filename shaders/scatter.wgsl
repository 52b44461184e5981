// The gradient of gather: table[v, :] = sum of dy[s, :] over the places s with index[s] = v, in order of s.
// Deterministic without float atomics: a counting sort of the places by row, then one invocation per element of the table.
//
// COUNTS: invocation t counts the rows of its share of the places:           counts[t, v]
// OFFSETS: invocation v turns counts[:, v] into offsets within the row:       counts[t, v] = places before share t; totals[v]
// STARTS: one invocation adds up the totals:                                  starts[v], starts[ROWS] = all
// FILL: invocation t writes its places in order:                              places[starts[v] + counts[t, v]++] = s
// SUMS: adds the rows of dy.
//#if COUNTS
@group(0) @binding(0) var<storage, read> index: array<i32>;            // [COUNT]
@group(0) @binding(1) var<storage, read_write> counts: array<u32>;     // [SHARES, ROWS]

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let t = id.x;
  if (t >= SHARES) { return; }
  for (var v = 0u; v < ROWS; v++) { counts[t * ROWS + v] = 0u; }
  for (var k = 0u; k < SHARE; k++) {
    let s = t * SHARE + k;
    if (s < COUNT) {
      let v = u32(index[s]);
      if (v < ROWS) { counts[t * ROWS + v] += 1u; }
    }
  }
}
//#elif OFFSETS
@group(0) @binding(0) var<storage, read_write> counts: array<u32>;     // [SHARES, ROWS]
@group(0) @binding(1) var<storage, read_write> totals: array<u32>;     // [ROWS]

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let v = id.y * PITCH + id.x;
  if (v >= ROWS) { return; }
  var total = 0u;
  for (var t = 0u; t < SHARES; t++) {
    let own = counts[t * ROWS + v];
    counts[t * ROWS + v] = total;
    total += own;
  }
  totals[v] = total;
}
//#elif STARTS
@group(0) @binding(0) var<storage, read> totals: array<u32>;           // [ROWS]
@group(0) @binding(1) var<storage, read_write> starts: array<u32>;     // [ROWS + 1]

@compute @workgroup_size(1)
fn main() {
  var sum = 0u;
  for (var v = 0u; v < ROWS; v++) {
    starts[v] = sum;
    sum += totals[v];
  }
  starts[ROWS] = sum;
}
//#elif FILL
@group(0) @binding(0) var<storage, read> index: array<i32>;            // [COUNT]
@group(0) @binding(1) var<storage, read> starts: array<u32>;           // [ROWS + 1]
@group(0) @binding(2) var<storage, read_write> counts: array<u32>;     // [SHARES, ROWS]
@group(0) @binding(3) var<storage, read_write> places: array<u32>;     // [COUNT]

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let t = id.x;
  if (t >= SHARES) { return; }
  for (var k = 0u; k < SHARE; k++) {
    let s = t * SHARE + k;
    if (s < COUNT) {
      let v = u32(index[s]);
      if (v < ROWS) {
        let place = counts[t * ROWS + v];
        counts[t * ROWS + v] = place + 1u;
        places[starts[v] + place] = s;
      }
    }
  }
}
//#else
@group(0) @binding(0) var<storage, read> dy: array<f32>;               // [COUNT, WIDTH]
@group(0) @binding(1) var<storage, read> starts: array<u32>;           // [ROWS + 1]
@group(0) @binding(2) var<storage, read> places: array<u32>;           // [COUNT]

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= ROWS * WIDTH) { return; }
  let row = i / WIDTH;
  let column = i % WIDTH;
  let end = starts[row + 1u];
  var sum = 0.0;
  // A row may occur any number of times: this bound cannot be constant.
  for (var p = starts[row]; p < end; p++) {
    sum += dy[places[p] * WIDTH + column];
  }
  store(i, row, column, sum);
}
//#endif
