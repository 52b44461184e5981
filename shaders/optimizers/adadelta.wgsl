// Adadelta (Zeiler, 2012): steps are as long as recent steps were, measured by the gradients.
//   G = RHO G + (1 - RHO) g^2;  d = -sqrt(D + EPSILON) / sqrt(G + EPSILON) g;  D = RHO D + (1 - RHO) d^2;  w += rate d
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  next.gradients = RHO * s.gradients + (1.0 - RHO) * g * g;
  let step = -sqrt(s.steps + EPSILON) * g / sqrt(next.gradients + EPSILON);
  next.steps = RHO * s.steps + (1.0 - RHO) * step * step;
  next.w = s.w + rates.rate * step;
  return next;
}
