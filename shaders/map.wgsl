// Elementwise: store(i), written by the plan, computes and stores the elements at place i of every output.
// One invocation per element, SIZE elements; the grid is folded into PITCH columns when it is too wide.
@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i < SIZE) {
    store(i);
  }
}
