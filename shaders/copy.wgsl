// y[i] = x[i], word by word.
@group(0) @binding(0) var<storage, read> x: array<u32>;        // [SIZE]
@group(0) @binding(1) var<storage, read_write> y: array<u32>;  // [SIZE]

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i < SIZE) {
    y[i] = x[i];
  }
}
