// y[i] = how many of the COUNT ascending numbers lie below x[i] (RIGHT: below or at it), by bisection.
//#if INTEGER
@group(0) @binding(0) var<storage, read> sorted: array<i32, COUNT>;   // [COUNT]
@group(0) @binding(1) var<storage, read> x: array<i32, SIZE>;         // [SIZE]
//#else
@group(0) @binding(0) var<storage, read> sorted: array<f32, COUNT>;   // [COUNT]
@group(0) @binding(1) var<storage, read> x: array<f32, SIZE>;         // [SIZE]
//#endif

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= SIZE) { return; }
  let value = x[i];
  var below = 0u;   // so many are known to lie below
  for (var round = 0u; round < ROUNDS; round++) {
    let next = below + (1u << (ROUNDS - 1u - round));
    let other = sorted[min(next, COUNT) - 1u];
//#if RIGHT
    below = select(below, next, next <= COUNT && other <= value);
//#else
    below = select(below, next, next <= COUNT && other < value);
//#endif
  }
  store(i, i / COLUMNS, i % COLUMNS, i32(below));
}
