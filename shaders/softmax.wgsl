// Softmax over C elements (V: one number, or four) that lie INNER apart: rows r = (outer, inner), element c at (outer * C + c) * INNER + inner.
//   y = exp(x - max) / sum(exp(x - max));    LOG: y = x - max - log(sum(exp(x - max)))
// MASK: places that do not count are LOWEST instead of x: 0 beside any that counts. EMPTY_ZERO: they are 0 also where nothing counts.
// Backward (GRAD), given y and dy:  dx = y (dy - sum(dy y));    LOG: dx = dy - exp(y) sum(dy)
// TREE: one workgroup per row, its invocations stride over the elements. Otherwise one invocation per row.
@group(0) @binding(0) var<storage, read> x: array<V>;   // the input; GRAD: y
//#if GRAD
@group(0) @binding(1) var<storage, read> dy: array<V>;
//#endif
// Element c of a row, at place i.
fn element(row: u32, c: u32, i: u32) -> V {
//#if MASK
  return select(V(LOWEST), x[i], counts(row, c, i));
//#else
  return x[i];
//#endif
}

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
      partial += total(dy[i]);
//#else
      partial += total(dy[i] * x[i]);
//#endif
    }
  }
  let sum = combined(lane, partial, false);
//#else
  var most = -3.4028234e38;
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) { most = max(most, largest(element(row, c, base + c * INNER))); }
  }
  let top = combined(lane, most, true);
  var partial = 0.0;
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) { partial += total(exp(element(row, c, base + c * INNER) - top)); }
  }
  let sum = combined(lane, partial, false);
//#if LOG
  let logSum = log(sum);
//#else
  let scale = 1.0 / sum;
//#endif
//#endif
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) {
      let i = base + c * INNER;
//#if GRAD
//#if LOG
      let value = dy[i] - exp(x[i]) * sum;
//#else
      let value = x[i] * (dy[i] - sum);
//#endif
//#elif LOG
      let value = (x[i] - top) - logSum;
//#elif EMPTY_ZERO
      let value = select(V(0.0), exp(element(row, c, i) - top) * scale, counts(row, c, i));
//#else
      let value = exp(element(row, c, i) - top) * scale;
//#endif
      storeAll(i, value);
    }
  }
}
