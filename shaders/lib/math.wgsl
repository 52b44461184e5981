// Elementary functions where WGSL's own are not exact or not safe enough. Accuracy limits: WGSL specification, section 15.7.4.

// exp(x) - 1 without cancellation near 0: Taylor series below 0.35 (next term below 1e-8 relative).
fn expm1(x: f32) -> f32 {
  let series = x * (1.0 + x * (0.5 + x * (0.16666667 + x * (0.041666668 + x * (0.008333334 + x * (0.0013888889 + x * 1.984127e-4))))));
  return select(exp(x) - 1.0, series, abs(x) < 0.35);
}

// log(1 + x) without cancellation near 0: 2 atanh(x / (2 + x)) as a series below 0.4.
fn log1p(x: f32) -> f32 {
  let s = x / (2.0 + x);
  let q = s * s;
  let series = 2.0 * s * (1.0 + q * (0.33333334 + q * (0.2 + q * (0.14285715 + q * (0.11111111 + q * 0.09090909)))));
  return select(log(1.0 + x), series, abs(x) < 0.4);
}

// The logistic function; exp's argument is never positive, so nothing overflows.
fn sigmoid(x: f32) -> f32 {
  let e = exp(-abs(x));
  return select(e, 1.0, x >= 0.0) / (1.0 + e);
}

// log(1 + exp(x))
fn softplus(x: f32) -> f32 {
  return max(x, 0.0) + log1p(exp(-abs(x)));
}

// WGSL's tanh may overflow for large |x|; beyond 9 it is 1 in float32. Below 0.35 the series keeps full relative accuracy.
fn safeTanh(x: f32) -> f32 {
  let e = expm1(-2.0 * min(abs(x), 15.0));
  return sign(x) * (-e / (e + 2.0));
}

// Error function: Abramowitz and Stegun 7.1.26 beyond 0.5 (1.5e-7 absolute), Taylor series below.
fn erf(x: f32) -> f32 {
  let a = abs(x);
  let t = 1.0 / (1.0 + 0.3275911 * a);
  let p = t * (0.25482959 + t * (-0.28449674 + t * (1.4214138 + t * (-1.453152 + t * 1.0614054))));
  let far = sign(x) * (1.0 - p * exp(-min(a * a, 80.0)));
  let q = x * x;
  let near = 1.1283792 * x * (1.0 - q * (0.33333334 - q * (0.1 - q * (0.023809524 - q * (0.0046296297 - q * 7.5757574e-4)))));
  return select(far, near, a < 0.5);
}

// x to the power of y as in IEEE 754 pow, for finite arguments: negative x needs a whole y.
fn power(x: f32, y: f32) -> f32 {
  let whole = floor(y) == y;
  let odd = whole && floor(y * 0.5) * 2.0 != y;
  let magnitude = pow(max(abs(x), 1e-38), y);
  let signed = select(magnitude, -magnitude, x < 0.0 && odd);
  let zero = select(select(0.0, 3.4e38, y < 0.0), 1.0, y == 0.0);
  let undefined = bitcast<f32>(select(0u, 0x7fc00000u, x < 0.0 && !whole));
  return select(signed, zero, x == 0.0) + undefined;
}

// Whether the bits are those of a NaN: comparisons may be optimised away, integers are not.
fn isNan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}

fn isFinite(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u;
}
