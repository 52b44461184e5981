// Softmax over C elements that lie INNER apart: rows r = (outer, inner), element c at (outer * C + c) * INNER + inner.
//   y = exp(x - max) / sum(exp(x - max));    LOG: y = x - max - log(sum(exp(x - max)))
// Backward (GRAD), given y and dy:  dx = y (dy - sum(dy y));    LOG: dx = dy - exp(y) sum(dy)
// ROW: one invocation per row. Otherwise one workgroup per row, its invocations stride over the elements.
@group(0) @binding(0) var<storage, read> x: array<f32>;   // the input; GRAD: y
//#if GRAD
@group(0) @binding(1) var<storage, read> dy: array<f32>;
//#endif
//#if TREE
var<workgroup> tree: array<f32, GROUP>;

fn combined(lane: u32, value: f32, largest: bool) -> f32 {
  tree[lane] = value;
  workgroupBarrier();
  for (var level = 0u; level < LEVELS; level++) {
    let half = (GROUP / 2u) >> level;
    if (lane < half) {
      let other = tree[lane + half];
      tree[lane] = select(tree[lane] + other, max(tree[lane], other), largest);
    }
    workgroupBarrier();
  }
  let result = tree[0];
  workgroupBarrier();
  return result;
}
//#else
fn combined(lane: u32, value: f32, largest: bool) -> f32 {
  return value;
}
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
  let base = row / INNER * C * INNER + row % INNER;
//#if GRAD
  var partial = 0.0;
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) {
      let i = base + c * INNER;
//#if LOG
      partial += dy[i];
//#else
      partial += dy[i] * x[i];
//#endif
    }
  }
  let total = combined(lane, partial, false);
//#else
  var largest = -3.4028234e38;
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) { largest = max(largest, x[base + c * INNER]); }
  }
  let top = combined(lane, largest, true);
  var partial = 0.0;
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) { partial += exp(x[base + c * INNER] - top); }
  }
  let total = combined(lane, partial, false);
//#if LOG
  let logTotal = log(total);
//#else
  let scale = 1.0 / total;
//#endif
//#endif
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) {
      let i = base + c * INNER;
//#if GRAD
//#if LOG
      let value = dy[i] - exp(x[i]) * total;
//#else
      let value = x[i] * (dy[i] - total);
//#endif
//#elif LOG
      let value = (x[i] - top) - logTotal;
//#else
      let value = exp(x[i] - top) * scale;
//#endif
      store(i, i / COLUMNS, i % COLUMNS, value);
    }
  }
}
