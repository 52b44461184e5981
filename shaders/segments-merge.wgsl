// sums[s] = the sum of the partial sums of segment s, in order (see segments.wgsl). One invocation per segment.
@group(0) @binding(90) var<storage, read> heads: array<vec2u, SEGMENTS>;         // the first partial sum, how many
@group(0) @binding(91) var<storage, read> partial: array<Sum, CHUNKS>;
@group(0) @binding(92) var<storage, read_write> sums: array<Sum, SEGMENTS>;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let s = id.y * PITCH + id.x;
  if (s >= SEGMENTS) { return; }
  let head = heads[s];
  var sum = Sum();
  for (var k = 0u; k < MOST; k++) {
    if (k < head.y) { sum += partial[head.x + k]; }
  }
  sums[s] = sum;
}
