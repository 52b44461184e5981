// A pass over all weights of an optimizer's step: weights, gradients and slots are flat blocks of SIZE vectors of four with
// equal layout; every variable starts at a multiple of 64 numbers, gaps between variables hold zeros.
//
// The rule's file gives update (and prepare, vectors for rules with norms). src/kernels/update/text.ts writes the bindings
// (gradient, runningAverage, blocks, squares, sums ...), State (the weight w and the slots), Rates (numbers that change from step to
// step), Here (the place and its variable), and load(i), save(i, state), currentRates(), placeOf(i).
//
//   g = gradient * scale;   g *= CLIP_NORM / max(length of the variable's g, CLIP_NORM);   g = clamp(g, -CLIP, CLIP)
//   w -= w * decay;   state = update(state, g);   average = momentum * average + (1 - momentum) * w;   now and then w = average
//
// gate (GATED): 0 nothing at all happens, 1 only the average is made, 2 all.
//#if GRADIENT
fn gradientAt(i: u32, rates: Rates, here: Here) -> vec4f {
  var g = gradient[i];
//#if SCALED
  g *= rates.scale;
//#endif
//#if SHORTENED
//#if SCALED
  let norm = sqrt(squares[here.variable]) * rates.scale;
//#else
  let norm = sqrt(squares[here.variable]);
//#endif
  g *= CLIP_NORM / max(norm, CLIP_NORM);
//#endif
//#if CLIPPED
  g = clamp(g, vec4f(-CLIP), vec4f(CLIP));
//#endif
  return g;
}
//#else
fn gradientAt(i: u32, rates: Rates, here: Here) -> vec4f { return vec4f(); }
//#endif

//#if NORMS
fn value(i: u32) -> Sum {
  let rates = currentRates();
  let here = placeOf(i);
  return squaresOf(vectors(load(i), gradientAt(i, rates, here), rates, here));
}
//#else
@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= SIZE) { return; }
  let rates = currentRates();
  let here = placeOf(i);
//#if GATED
  if (rates.gate < 0.5) { return; }
//#endif
  var state = load(i);
//#if STEPS
  if (steps(rates, i)) {
    let g = gradientAt(i, rates, here);
//#if DECAYS
//#if MASKED
    state.w -= state.w * (rates.decay * blocks[i / 16u].y);
//#else
    state.w -= state.w * rates.decay;
//#endif
//#endif
//#if PREPARES
    state = prepare(state, g, rates, here);
//#else
    state = update(state, g, rates, here);
//#endif
  }
//#endif
//#if AVERAGED
  let mean = rates.emaMomentum * runningAverage[i] + (1.0 - rates.emaMomentum) * state.w;
  runningAverage[i] = mean;
//#if OVERWRITTEN
  if (rates.overwrite > 0.5) { state.w = mean; }
//#endif
//#endif
  save(i, state);
}
//#endif

//#if STEPS
fn steps(rates: Rates, i: u32) -> bool {
//#if GATED
  if (rates.gate < 1.5) { return false; }
//#endif
//#if PARTIAL
  return blocks[i / 16u].w > 0.5;
//#else
  return true;
//#endif
}
//#endif
