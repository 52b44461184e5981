// The gradient of pool.wgsl by gathering, without atomics: an input place belongs to at most TAPS windows, one for each tap.
//   MAX: dx = sum of dy over the windows whose largest element it was;   else: sum of dy / number of places inside
// windowOf(p, t), written by src/kernels/pool/pool.ts: the output place whose tap t is input place p, or OUTSIDE.
// insideOf(o): the number of places inside of the window of o.
@group(0) @binding(0) var<storage, read> dy: array<V, OUTPUTS>;      // [batch, ...output, channels]
//#if MAX
@group(0) @binding(1) var<storage, read> taps: array<I, OUTPUTS>;    // [batch, ...output, channels]
//#endif

const OUTSIDE = 0xffffffffu;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= INPUTS) { return; }
  let p = i / CHANNELS;
  let channel = i % CHANNELS;
  var sum = V(0.0);
  for (var t = 0u; t < TAPS; t++) {
    let window = windowOf(p, t);
    let inside = window != OUTSIDE;
    let at = select(0u, window * CHANNELS + channel, inside);
//#if MAX
    sum += select(V(0.0), dy[at], (taps[at] == I(i32(t))) & B(inside));
//#else
    sum += select(V(0.0), dy[at] / insideOf(select(0u, window, inside)), B(inside));
//#endif
  }
  storeAll(i, sum);
}
