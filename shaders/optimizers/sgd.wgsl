// Stochastic gradient descent, with momentum and Nesterov's momentum (Sutskever et al., ICML 2013). As in Keras the
// learning rate is inside of the velocity:  v = MOMENTUM v - rate g;  w += v,  or with NESTEROV  w += MOMENTUM v - rate g.
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
//#if HEAVY
  next.velocity = MOMENTUM * s.velocity - rates.rate * g;
//#if NESTEROV
  next.w = s.w + MOMENTUM * next.velocity - rates.rate * g;
//#else
  next.w = s.w + next.velocity;
//#endif
//#else
  next.w = s.w - rates.rate * g;
//#endif
  return next;
}
