// RMSprop (Tieleman and Hinton, Coursera lecture 6.5, 2012); epsilon is inside of the root, as in Keras.
//   v = RHO v + (1 - RHO) g^2;   CENTERED: a = RHO a + (1 - RHO) g, d = v - a^2 + EPSILON, else d = v + EPSILON
//   HEAVY: m = MOMENTUM m + rate g / sqrt(d), w -= m;   else w -= rate g / sqrt(d)
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  next.velocity = RHO * s.velocity + (1.0 - RHO) * g * g;
//#if CENTERED
  next.average = RHO * s.average + (1.0 - RHO) * g;
  let step = rates.rate * g / sqrt(next.velocity - next.average * next.average + EPSILON);
//#else
  let step = rates.rate * g / sqrt(next.velocity + EPSILON);
//#endif
//#if HEAVY
  next.momentum = MOMENTUM * s.momentum + step;
  next.w = s.w - next.momentum;
//#else
  next.w = s.w - step;
//#endif
  return next;
}
