// One step of an optimizer for all weights at once: weights, gradients and slots are flat blocks of SIZE vectors with equal
// layout; blocks are multiples of 64 numbers, so every invocation handles one vector of four.
// The rule's file gives `fn update(state: State, g: vec4f, rates: Rates) -> State`; State (the weight w and the slots) and
// Rates (numbers that change from step to step) are written by src/kernels/update.ts, and so are load(i), save(i, state), rates().
//
//   g = clamp(g * gradientScale, -CLIP, CLIP);   w = w - w * decay;   state = update(state, g)
@group(0) @binding(0) var<storage, read> gradient: array<vec4f, SIZE>;
//#if SCALED
@group(0) @binding(1) var<storage, read> gradientScale: array<f32>;    // [1]
//#endif
//#if DECAYED
@group(0) @binding(2) var<storage, read> decay: array<f32>;            // [1]
//#endif
//#if MASKED
@group(0) @binding(3) var<storage, read> decayed: array<f32>;          // [SIZE / 16]: 1 where weights decay, 0 where not
//#endif

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= SIZE) { return; }
  var g = gradient[i];
//#if SCALED
  g *= gradientScale[0];
//#endif
//#if CLIPPED
  g = clamp(g, vec4f(-CLIP), vec4f(CLIP));
//#endif
  var state = load(i);
//#if MASKED
  state.w -= state.w * decay[0] * decayed[i / 16u];
//#elif DECAYED
  state.w -= state.w * decay[0];
//#endif
  save(i, update(state, g, rates()));
}
