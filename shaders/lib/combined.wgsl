// Sum (or largest) of the values of all GROUP = 2^LEVELS invocations of a row, in a fixed order. Without TREE a row has one invocation.
//#if TREE
var<workgroup> tree: array<f32, GROUP>;

fn combined(lane: u32, value: f32, largest: bool) -> f32 {
  tree[lane] = value;
  workgroupBarrier();
  for (var level = 0u; level < LEVELS; level++) {
    let half = (GROUP / 2u) >> level;
    if (lane < half) {
      let other = tree[lane + half];
      tree[lane] = select(tree[lane] + other, max(tree[lane], other), largest);
    }
    workgroupBarrier();
  }
  let result = tree[0];
  workgroupBarrier();
  return result;
}
//#else
fn combined(lane: u32, value: f32, largest: bool) -> f32 {
  return value;
}
//#endif
