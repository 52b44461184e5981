// The partial sums of a product whose workgroups shared K, added in order: result i = sum over parts of partial[part, i].
@group(0) @binding(0) var<storage, read> partial: array<f32>;   // [SPLITS, SIZE]

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= SIZE) { return; }
  var sum = 0.0;
  for (var part = 0u; part < SPLITS; part++) {
    sum += partial[part * SIZE + i];
  }
  store(i, i / N, i % N, sum);
}
