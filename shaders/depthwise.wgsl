// Depthwise convolution: every channel has MULTIPLIER kernels of its own. V is one channel (f32) or, for one kernel per channel,
// four (vec4f); IN_CHANNELS and OUT_CHANNELS count V's.
//   FORWARD: y[o, f] = sum over taps t of x[place(o, t), f / MULTIPLIER] * kernel[t, f]
//   INPUT:   dx[p, c] = sum over taps t and kernels m of dy[window(p, t), c * MULTIPLIER + m] * kernel[t, c * MULTIPLIER + m]
//   FILTER:  part[part, t, f] = sum over the places o of a part of x[place(o, t), f / MULTIPLIER] * dy[o, f]
// placeOf(o, t) and windowOf(p, t), written by src/kernels/windows.ts: the input's place of tap t of output place o, and back.
//#if FORWARD
@group(0) @binding(0) var<storage, read> x: array<V, INPUTS>;            // [batch, ...input, channels]
@group(0) @binding(1) var<storage, read> kernel: array<V, KERNEL>;       // [taps, channels, MULTIPLIER]
//#elif INPUT
@group(0) @binding(0) var<storage, read> dy: array<V, OUTPUTS>;          // [batch, ...output, channels * MULTIPLIER]
@group(0) @binding(1) var<storage, read> kernel: array<V, KERNEL>;       // [taps, channels, MULTIPLIER]
//#else
@group(0) @binding(0) var<storage, read> x: array<V, INPUTS>;            // [batch, ...input, channels]
@group(0) @binding(1) var<storage, read> dy: array<V, OUTPUTS>;          // [batch, ...output, channels * MULTIPLIER]
@group(0) @binding(2) var<storage, read_write> partial: array<V>;        // [PARTS, taps, channels, MULTIPLIER]
//#endif

const OUTSIDE = 0xffffffffu;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
//#if FORWARD
  if (i >= OUTPUTS) { return; }
  let o = i / OUT_CHANNELS;
  let f = i % OUT_CHANNELS;
  var sum = V(0.0);
  for (var t = 0u; t < TAPS; t++) {
    let place = placeOf(o, t);
    let inside = place != OUTSIDE;
    let value = x[select(0u, place * IN_CHANNELS + f / MULTIPLIER, inside)];
    sum += select(V(0.0), value, B(inside)) * kernel[t * OUT_CHANNELS + f];
  }
  storeAll(i, sum);
//#elif INPUT
  if (i >= INPUTS) { return; }
  let p = i / IN_CHANNELS;
  let c = i % IN_CHANNELS;
  var sum = V(0.0);
  for (var t = 0u; t < TAPS; t++) {
    let window = windowOf(p, t);
    let inside = window != OUTSIDE;
    for (var m = 0u; m < MULTIPLIER; m++) {
      let f = c * MULTIPLIER + m;
      let value = dy[select(0u, window * OUT_CHANNELS + f, inside)];
      sum += select(V(0.0), value, B(inside)) * kernel[t * OUT_CHANNELS + f];
    }
  }
  storeAll(i, sum);
//#else
  if (i >= PARTS * TAPS * OUT_CHANNELS) { return; }
  let f = i % OUT_CHANNELS;
  let t = (i / OUT_CHANNELS) % TAPS;
  let first = (i / (OUT_CHANNELS * TAPS)) * ROUNDS;
  var sum = V(0.0);
  for (var round = 0u; round < ROUNDS; round++) {
    let o = min(first + round, PLACES - 1u);
    let place = placeOf(o, t);
    let counts = place != OUTSIDE && first + round < PLACES;
    let value = x[select(0u, place * IN_CHANNELS + f / MULTIPLIER, counts)];
    sum += select(V(0.0), value, B(counts)) * dy[o * OUT_CHANNELS + f];
  }
  partial[i] = sum;
//#endif
}
