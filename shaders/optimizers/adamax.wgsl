// Adamax (Kingma and Ba, ICLR 2015, section 7.1): the largest gradient instead of the mean square.
//   m += (g - m)(1 - BETA_1);  u = max(BETA_2 u, |g|);  w -= rate m / (u + EPSILON),  rate = learningRate / (1 - BETA_1^t)
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  next.momentum = s.momentum + (g - s.momentum) * (1.0 - BETA_1);
  next.norm = max(BETA_2 * s.norm, abs(g));
  next.w = s.w - rates.rate * next.momentum / (next.norm + EPSILON);
  return next;
}
