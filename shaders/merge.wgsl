// result[o] = merge of the CHUNKS partial results of reduce.wgsl, in order. Written by the plan: as there, and loadPartial(t).
@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let o = id.y * PITCH + id.x;
  if (o >= RESULTS) { return; }
  var acc = initial();
  for (var chunk = 0u; chunk < CHUNKS; chunk++) {
    acc = merge(acc, loadPartial(chunk * RESULTS + o));
  }
  finish(o, acc);
}
