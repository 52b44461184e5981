// Softmax and crossentropy of rows of C logits z in one kernel: loss[r], and (GRAD) dz[r, :] for the loss weights w[r].
//
//   t = targets: SPARSE: 1 at the class, 0 elsewhere; else labels[r, :] (1 - SMOOTH) + SMOOTH / C
//   p = softmax(z);   loss = -sum(t log(p));   dz = w (p sum(t) - t)
//   CLIPPED (p was asked for as probabilities, as Keras computes it): loss = -sum(t log(clamp(p, LOW, HIGH))), and classes
//   whose p is clipped give no gradient: dz = w (p sum(t m) - t m), m = 1 where LOW <= p <= HIGH, else 0.
//
// One invocation per row, or with TREE one workgroup per row.
@group(0) @binding(0) var<storage, read> z: array<f32>;            // [ROWS, C]
//#if SPARSE
@group(0) @binding(1) var<storage, read> labels: array<i32>;       // [ROWS]
//#else
@group(0) @binding(1) var<storage, read> labels: array<f32>;       // [ROWS, C]
//#endif
//#if GRAD
@group(0) @binding(2) var<storage, read> weights: array<f32>;      // [ROWS]
@group(0) @binding(3) var<storage, read_write> dz: array<f32>;     // [ROWS, C]
//#endif
fn targetOf(row: u32, c: u32) -> f32 {
//#if SPARSE
  return select(0.0, 1.0, u32(labels[row]) == c);
//#else
  return labels[row * C + c] * (1.0 - SMOOTH) + SMOOTH / f32(C);
//#endif
}

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) local: u32, @builtin(workgroup_id) group: vec3u) {
//#if TREE
  let row = min(group.y * PITCH + group.x, ROWS - 1u);
  let lane = local;
//#else
  let row = id.y * PITCH + id.x;
  let lane = 0u;
  if (row >= ROWS) { return; }
//#endif
  var largest = -3.4028234e38;
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) { largest = max(largest, z[row * C + c]); }
  }
  let top = combined(lane, largest, true);
  var partial = 0.0;
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) { partial += exp(z[row * C + c] - top); }
  }
  let total = combined(lane, partial, false);
  let logTotal = log(total);
  let scale = 1.0 / total;
  var ownLoss = 0.0;
  var ownMass = 0.0;
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) {
      let t = targetOf(row, c);
      let logP = (z[row * C + c] - top) - logTotal;
//#if CLIPPED
      let p = exp(logP);
      let clipped = clamp(p, LOW, HIGH);
      ownLoss -= t * select(log(clipped), logP, clipped == p);
      ownMass += select(0.0, t, clipped == p);
//#else
      ownLoss -= t * logP;
      ownMass += t;
//#endif
    }
  }
  let loss = combined(lane, ownLoss, false);
  let mass = combined(lane, ownMass, false);
//#if GRAD
  for (var k = 0u; k < ROUNDS; k++) {
    let c = k * LANES + lane;
    if (c < C) {
      let p = exp(z[row * C + c] - top) * scale;
      let t = targetOf(row, c);
//#if CLIPPED
      let exact = exp((z[row * C + c] - top) - logTotal);
      dz[row * C + c] = weights[row] * (p * mass - select(0.0, t, clamp(exact, LOW, HIGH) == exact));
//#else
      dz[row * C + c] = weights[row] * (p * mass - t);
//#endif
    }
  }
//#endif
//#if LOSS
  if (lane == 0u) {
    store(row, row / COLUMNS, row % COLUMNS, loss);
  }
//#endif
}
