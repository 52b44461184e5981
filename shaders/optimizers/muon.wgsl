// Muon (Jordan et al., 2024). Matrices step along an orthogonal matrix that is given:  m = MOMENTUM m + g;  w -= rate direction
// All other weights step as Adam does:  m += (g - m)(1 - BETA_1);  v += (g^2 - v)(1 - BETA_2);  w -= adamRate m / (sqrt(v) + EPSILON)
// number: 0 without a direction, else 1 + how many blocks of weights the direction lies further on, plus all BLOCKS.
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  if (here.number > 0.0) {
    next.momentum = MOMENTUM * s.momentum + g;
    next.w = s.w - rates.rate * direction[here.i + (u32(here.number - 1.0) - u32(BLOCKS)) * 16u];
    return next;
  }
  next.momentum = s.momentum + (g - s.momentum) * (1.0 - BETA_1);
  next.velocity = s.velocity + (g * g - s.velocity) * (1.0 - BETA_2);
  next.w = s.w - rates.adamRate * next.momentum / (sqrt(next.velocity) + EPSILON);
  return next;
}
