// Nadam (Dozat, 2016): Adam with Nesterov's momentum. The rates hold the learning rate, the momentum schedule and all
// corrections:  w -= (ofMomentum m + ofGradient g) / (sqrt(v correction) + EPSILON)
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  next.momentum = s.momentum + (g - s.momentum) * (1.0 - BETA_1);
  next.velocity = s.velocity + (g * g - s.velocity) * (1.0 - BETA_2);
  let step = rates.ofMomentum * next.momentum + rates.ofGradient * g;
  next.w = s.w - step / (sqrt(next.velocity * rates.correction) + EPSILON);
  return next;
}
