// LAMB (You et al., ICLR 2020): Adam's step u, as long as the variable's weights are.  u = m ofMomentum / (sqrt(v ofVelocity) + EPSILON)
//   w -= rate |w| / |u| u  (lengths over the whole variable; no factor where one of them is 0)
fn adamStep(s: State, rates: Rates) -> vec4f {
  return s.momentum * rates.ofMomentum / (sqrt(s.velocity * rates.ofVelocity) + EPSILON);
}
//#if PREPARE
fn prepare(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  next.momentum = s.momentum + (g - s.momentum) * (1.0 - BETA_1);
  next.velocity = s.velocity + (g * g - s.velocity) * (1.0 - BETA_2);
  return next;
}
//#elif NORMS
fn vectors(s: State, g: vec4f, rates: Rates, here: Here) -> Vectors {
  return Vectors(s.w, adamStep(s, rates));
}
//#else
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  let known = here.weights > 0.0 && here.step > 0.0;
  let ratio = select(1.0, sqrt(here.weights) / sqrt(here.step), known);
  next.w = s.w - ratio * rates.rate * adamStep(s, rates);
  return next;
}
//#endif
