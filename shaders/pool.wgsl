// Pooling over windows of TAPS places; channels last. V is one channel (f32) or four (vec4f), CHANNELS counts V's.
//   MAX: y = the largest of the window, tap = its place in the window (the first of equal ones); places outside do not count
//   else: y = sum of the window / number of its places inside
// placeOf(o, t), written by src/kernels/pool/pool.ts: the input's place of tap t of output place o, or OUTSIDE.
@group(0) @binding(0) var<storage, read> x: array<V, INPUTS>;            // [batch, ...input, channels]
//#if MAX
@group(0) @binding(1) var<storage, read_write> taps: array<I, OUTPUTS>;  // [batch, ...output, channels]
//#endif

const OUTSIDE = 0xffffffffu;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= OUTPUTS) { return; }
  let o = i / CHANNELS;
  let channel = i % CHANNELS;
//#if MAX
  var best = V(-3.4028234e38);
  var chosen = I(0);
  for (var t = 0u; t < TAPS; t++) {
    let place = placeOf(o, t);
    let value = x[select(place * CHANNELS + channel, 0u, place == OUTSIDE)];
    let better = (value > best) & B(place != OUTSIDE);
    best = select(best, value, better);
    chosen = select(chosen, I(i32(t)), better);
  }
  taps[i] = chosen;
  storeAll(i, best);
//#else
  var sum = V(0.0);
  var count = 0.0;
  for (var t = 0u; t < TAPS; t++) {
    let place = placeOf(o, t);
    let inside = place != OUTSIDE;
    sum += select(V(0.0), x[select(0u, place * CHANNELS + channel, inside)], B(inside));
    count += select(0.0, 1.0, inside);
  }
  storeAll(i, sum / count);
//#endif
}
