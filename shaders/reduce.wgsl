// result[o] = combine of load(index) over OUTER x INNER elements: index = keptOffset(o) + outerOffset(q) + r * STEP.
//
// Written by the plan: Accumulator (one field per reduction that shares the loop), initial(), accumulate(acc, index),
// merge(a, b), finish(o, acc), keptOffset(o), outerOffset(q); with CHUNKS > 1 and no TREE also savePartial(t, acc).
//
// CHUNKS = 1: one invocation per result; WHOLE: its loop takes UNROLL elements at a time (accumulateBlock). TREE: one workgroup per result, its invocations combine in shared memory.
// Otherwise: CHUNKS partial results per result, which merge.wgsl combines in order, so that equal input gives equal bits.
//#if TREE
var<workgroup> tree: array<Accumulator, CHUNKS>;
//#endif

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) lane: u32, @builtin(workgroup_id) group: vec3u) {
//#if TREE
  let o = group.y * PITCH + group.x;
  let chunk = lane;
  let base = keptOffset(min(o, RESULTS - 1u));
//#else
  let t = id.y * PITCH + id.x;
  if (t >= RESULTS * CHUNKS) { return; }
  let o = t % RESULTS;
  let chunk = t / RESULTS;
  let base = keptOffset(o);
//#endif
  var acc = initial();
//#if SPLIT_OUTER
  for (var k = 0u; k < ROUNDS; k++) {
    let q = k * CHUNKS + chunk;
    if (q < OUTER) {
      let start = base + outerOffset(q);
      for (var r = 0u; r < INNER; r++) {
        acc = accumulate(acc, start + r * STEP);
      }
    }
  }
//#elif WHOLE
  for (var q = 0u; q < OUTER; q++) {
    let start = base + outerOffset(q);
    for (var k = 0u; k < BLOCKS; k++) {
      acc = accumulateBlock(acc, start + k * (UNROLL * STEP));
    }
    for (var e = 0u; e < REST; e++) {
      acc = accumulate(acc, start + (BLOCKS * UNROLL + e) * STEP);
    }
  }
//#else
  for (var q = 0u; q < OUTER; q++) {
    let start = base + outerOffset(q);
    for (var k = 0u; k < ROUNDS; k++) {
      let r = k * CHUNKS + chunk;
      if (r < INNER) {
        acc = accumulate(acc, start + r * STEP);
      }
    }
  }
//#endif
//#if TREE
  tree[lane] = acc;
  workgroupBarrier();
  for (var level = 0u; level < LEVELS; level++) {
    let half = (CHUNKS / 2u) >> level;
    if (lane < half) {
      tree[lane] = merge(tree[lane], tree[lane + half]);
    }
    workgroupBarrier();
  }
  if (lane == 0u && o < RESULTS) {
    finish(o, tree[0]);
  }
//#elif PARTIAL
  savePartial(t, acc);
//#else
  finish(o, acc);
//#endif
}
