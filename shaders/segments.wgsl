// Sums over parts of a block: partial[target] = sum of value(first + k * stride) for k < count, for each chunk.
//
// A segment is cut into chunks of at most LENGTH elements; segments-merge.wgsl adds up the chunks of each segment in order, so
// that equal input gives equal bits. Written by src/kernels/segments.ts: Sum (f32, or a vector of f32); by the op: value(i).
//
// TREE: one workgroup per chunk, its invocations combine in shared memory. Otherwise one invocation per chunk.
@group(0) @binding(90) var<storage, read> chunks: array<vec4u, CHUNKS>;          // first, stride, count, target
@group(0) @binding(91) var<storage, read_write> partial: array<Sum, CHUNKS>;
//#if TREE
var<workgroup> tree: array<Sum, GROUP>;
//#endif

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) lane: u32, @builtin(workgroup_id) group: vec3u) {
  var sum = Sum();
//#if TREE
  let t = group.y * PITCH + group.x;
  let chunk = chunks[min(t, CHUNKS - 1u)];
  for (var k = 0u; k < ROUNDS; k++) {
    let place = k * GROUP + lane;
    if (place < chunk.z) { sum += value(chunk.x + place * chunk.y); }
  }
  tree[lane] = sum;
  workgroupBarrier();
  for (var level = 0u; level < LEVELS; level++) {
    let half = (GROUP / 2u) >> level;
    if (lane < half) { tree[lane] += tree[lane + half]; }
    workgroupBarrier();
  }
  if (lane == 0u && t < CHUNKS) { partial[chunk.w] = tree[0]; }
//#else
  let t = id.y * PITCH + id.x;
  if (t >= CHUNKS) { return; }
  let chunk = chunks[t];
  for (var k = 0u; k < LENGTH; k++) {
    if (k >= chunk.z) { break; }
    sum += value(chunk.x + k * chunk.y);
  }
  partial[chunk.w] = sum;
//#endif
}
