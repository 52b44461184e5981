// FTRL-Proximal (McMahan et al., KDD 2013), with shrinkage:  h = g + 2 SHRINKAGE w;  n' = n + g^2
//   z += h - (n'^p - n^p) / rate w;   w = (clamp(z, -L1, L1) - z) / (n'^p / rate + 2 (L2 + BETA / (2 rate)));   ROOT: p = 1/2
fn powered(n: vec4f) -> vec4f {
//#if ROOT
  return sqrt(n);
//#else
  return pow(n, vec4f(POWER));
//#endif
}

fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  next.accumulator = s.accumulator + g * g;
  let power = powered(next.accumulator);
  let shrunk = g + 2.0 * SHRINKAGE * s.w;
  next.linear = s.linear + shrunk - (power - powered(s.accumulator)) / rates.rate * s.w;
  let quadratic = (power + BETA) / rates.rate + 2.0 * L2;
  // A weight that never had a gradient has 0 / 0 here when the accumulator starts at 0: it stays 0.
  next.w = (clamp(next.linear, vec4f(-L1), vec4f(L1)) - next.linear) / max(quadratic, vec4f(1e-37));
  return next;
}
