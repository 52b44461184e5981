// Lion (Chen et al., NeurIPS 2023):  w -= rate sign(BETA_1 m + (1 - BETA_1) g);  m = BETA_2 m + (1 - BETA_2) g
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  next.w = s.w - rates.rate * sign(BETA_1 * s.momentum + (1.0 - BETA_1) * g);
  next.momentum = BETA_2 * s.momentum + (1.0 - BETA_2) * g;
  return next;
}
