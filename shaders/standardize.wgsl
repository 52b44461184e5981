// Rows of C elements (V: one number, or four) that end with the last axis; COUNT numbers in a row.
//   y = (x - mean) * scale,  scale = 1 / sqrt(mean((x - mean)^2) + EPSILON);   without CENTER the mean is taken as 0
// Backward (GRAD), given y, scale and dy:  dx = scale (dy - mean(dy) - y mean(dy y));   without CENTER: no mean(dy)
// TREE: one workgroup per row, its invocations stride over the elements. Otherwise one invocation per row.
@group(0) @binding(0) var<storage, read> x: array<V>;                  // the input; GRAD: y
//#if GRAD
@group(0) @binding(1) var<storage, read> dy: array<V>;
@group(0) @binding(2) var<storage, read> scales: array<f32>;           // [ROWS]
//#else
@group(0) @binding(1) var<storage, read_write> scales: array<f32>;     // [ROWS]
//#endif
@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) local: u32, @builtin(workgroup_id) group: vec3u) {
//#if TREE
  let row = min(group.y * PITCH + group.x, ROWS - 1u);
  let lane = local;
//#else
  let row = id.y * PITCH + id.x;
  let lane = 0u;
  if (row >= ROWS) { return; }
//#endif
  let base = row * C;
//#if CENTER
  var partial = 0.0;
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
//#if GRAD
    if (c < C) { partial += total(dy[base + c]); }
//#else
    if (c < C) { partial += total(x[base + c]); }
//#endif
  }
  let mean = combined(lane, partial, false) / COUNT;
//#else
  let mean = 0.0;
//#endif
  var products = 0.0;
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) {
//#if GRAD
      products += total(dy[base + c] * x[base + c]);
//#else
      let d = x[base + c] - mean;
      products += total(d * d);
//#endif
    }
  }
//#if GRAD
  let slope = combined(lane, products, false) / COUNT;
  let scale = scales[row];
//#else
  let scale = inverseSqrt(combined(lane, products, false) / COUNT + EPSILON);
  if (lane == 0u) { scales[row] = scale; }
//#endif
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) {
      let i = base + c;
//#if GRAD
      storeAll(i, (dy[i] - mean - x[i] * slope) * scale);
//#else
      storeAll(i, (x[i] - mean) * scale);
//#endif
    }
  }
}
