// Adam (Kingma and Ba, ICLR 2015), AMSGRAD: Reddi et al., ICLR 2018. rate holds both bias corrections:
//   rate = learningRate sqrt(1 - BETA_2^t) / (1 - BETA_1^t);  m += (g - m)(1 - BETA_1);  v += (g^2 - v)(1 - BETA_2)
//   w -= rate m / (sqrt(v) + EPSILON): epsilon is added to the uncorrected root, as in Keras.
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  next.momentum = s.momentum + (g - s.momentum) * (1.0 - BETA_1);
  next.velocity = s.velocity + (g * g - s.velocity) * (1.0 - BETA_2);
//#if AMSGRAD
  next.highest = max(s.highest, next.velocity);
  next.w = s.w - rates.rate * next.momentum / (sqrt(next.highest) + EPSILON);
//#else
  next.w = s.w - rates.rate * next.momentum / (sqrt(next.velocity) + EPSILON);
//#endif
  return next;
}
