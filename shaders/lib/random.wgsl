// Counter-based random numbers: equal integers on every device. pcg4d: Jarzynski and Olano, "Hash Functions for GPU
// Rendering", JCGT 9(3), 2020.
fn pcg4d(input: vec4u) -> vec4u {
  var v = input * 1664525u + 1013904223u;
  v.x += v.y * v.w;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v.w += v.y * v.z;
  v ^= v >> vec4u(16u);
  v.x += v.y * v.w;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v.w += v.y * v.z;
  return v;
}

// 32 random bits for element i of a stream at a step.
fn randomBits(seed: i32, step: i32, stream: u32, i: u32) -> u32 {
  return pcg4d(vec4u(u32(seed), u32(step), stream, i)).x;
}

// Uniform in [0, 1): 24 bits, exact in float32.
fn randomUniform(seed: i32, step: i32, stream: u32, i: u32) -> f32 {
  return f32(randomBits(seed, step, stream, i) >> 8u) * 5.9604644775390625e-8;
}

// What random bits are worth in (-1, 1).
fn centered(bits: u32) -> f32 {
  return (f32(bits >> 9u) + 0.5) * 2.384185791015625e-7 - 1.0;
}

// The standard normal number below which a share (1 + u) / 2 of all lies: the inverse error function, by M. Giles,
// "Approximating the erfinv function", GPU Computing Gems Jade, 2011 (single precision).
fn normalQuantile(u: f32) -> f32 {
  let w = -log((1.0 - u) * (1.0 + u));
  let near = w - 2.5;
  let far = sqrt(max(w, 0.0)) - 3.0;
  let p = 1.501409 + near * (0.24664073 + near * (-4.177682e-3 + near * (-1.2537251e-3 + near * (2.1858087e-4
    + near * (-4.391507e-6 + near * (-3.523388e-6 + near * (3.4327394e-7 + near * 2.8102264e-8)))))));
  let q = 2.8329768 + far * (1.0016741 + far * (9.438870e-3 + far * (-7.622461e-3 + far * (5.739508e-3
    + far * (-3.6734284e-3 + far * (1.3493432e-3 + far * (1.0095056e-4 - far * 2.0021426e-4)))))));
  return 1.4142135623730951 * u * select(q, p, w < 5.0);
}

fn randomNormal(seed: i32, step: i32, stream: u32, i: u32) -> f32 {
  return normalQuantile(centered(randomBits(seed, step, stream, i)));
}

// Standard normal without the numbers beyond 2: erf(sqrt(2)) is the share that is left.
fn randomTruncatedNormal(seed: i32, step: i32, stream: u32, i: u32) -> f32 {
  return normalQuantile(0.9544997361036416 * centered(randomBits(seed, step, stream, i)));
}
