// Partial sums of workgroups that shared the terms, added in order: result i = sum over parts of partial[part, i].
@group(0) @binding(0) var<storage, read> partial: array<f32>;   // [PARTS, SIZE]

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= SIZE) { return; }
  var sum = 0.0;
  for (var part = 0u; part < PARTS; part++) {
    sum += partial[part * SIZE + i];
  }
  store(i, i / COLUMNS, i % COLUMNS, sum);
}
