// Schedule-free AdamW (Defazio et al., NeurIPS 2024). Gradients are taken at w = (1 - BETA_1) z + BETA_1 x; z (momentum) makes
// the steps, x is the mean of all z so far:  z' = z - rate g / (sqrt(v correction) + EPSILON);  x' = x + share (z' - x)
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  next.velocity = s.velocity + (g * g - s.velocity) * (1.0 - BETA_2);
  next.momentum = s.momentum - rates.rate * g / (sqrt(next.velocity * rates.correction) + EPSILON);
  let mean = (s.w - (1.0 - BETA_1) * s.momentum) / BETA_1;
  next.w = (1.0 - BETA_1) * next.momentum + BETA_1 * ((1.0 - rates.share) * mean + rates.share * next.momentum);
  return next;
}
