// Adagrad (Duchi et al., JMLR 2011); epsilon is inside of the root, as in Keras.  a += g^2;  w -= rate g / sqrt(a + EPSILON)
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  next.accumulator = s.accumulator + g * g;
  next.w = s.w - rates.rate * g / sqrt(next.accumulator + EPSILON);
  return next;
}
