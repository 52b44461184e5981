// y[.., o, ..] = sum over t of weights[o, t] * x[.., places[o, t], ..]: weighted sums of elements along one axis.
// V is one element (f32) or four neighbours (vec4f) of the axes behind; INNER and `store` count V's.
@group(0) @binding(0) var<storage, read> x: array<V, INPUTS>;              // [outer, FROM, INNER]
@group(0) @binding(1) var<storage, read> places: array<i32, TO * TAPS>;    // [TO, TAPS]
@group(0) @binding(2) var<storage, read> weights: array<f32, TO * TAPS>;   // [TO, TAPS]

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= OUTPUTS) { return; }
  let column = i % INNER;
  let row = i / INNER;
  let taps = (row % TO) * TAPS;
  let start = (row / TO) * FROM;
  var sum = V(0.0);
  for (var t = 0u; t < TAPS; t++) {
    sum += weights[taps + t] * x[(start + u32(places[taps + t])) * INNER + column];
  }
  storeAll(i, sum);
}
