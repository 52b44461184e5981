// Adafactor (Shazeer and Stern, ICML 2018). Of a matrix only the means of g² over its rows and its columns are kept:
//   v = row column / mean of the rows (FACTORED);  of other weights  v += (g² + EPSILON_1 - v) share
//   u = g / sqrt(v);  w -= max(EPSILON_2, rms(w)) rate u / max(1, rms(u) / CLIP_THRESHOLD)
// outline, two per variable: [first weight, size, columns, elements of a matrix (0: no matrix)], [rows, columns, matrices: where they start]
fn adafactorStep(s: State, g: vec4f) -> vec4f { return g * inverseSqrt(s.velocity); }
//#if PREPARE
fn secondMoment(e: u32, before: f32, g: f32, share: f32, outline: vec4u, places: vec4u) -> f32 {
//#if FACTORED
  if (outline.w > 0u) {
    let matrix = e / outline.w;
    let row = statistics[places.x + e / outline.z];
    let column = statistics[places.y + matrix * outline.z + e % outline.z];
    return row / (totals[places.z + matrix] / f32(outline.w / outline.z)) * column;
  }
//#endif
  return before + (g * g + EPSILON_1 - before) * share;
}
fn prepare(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  let outline = outlines[here.variable * 2u];
  let places = outlines[here.variable * 2u + 1u];
  for (var k = 0u; k < 4u; k++) {
    let e = here.i * 4u + k - outline.x;
    let known = secondMoment(min(e, outline.y - 1u), s.velocity[k], g[k], rates.share, outline, places);
    next.velocity[k] = select(1.0, known, e < outline.y);
  }
  return next;
}
//#elif NORMS
fn vectors(s: State, g: vec4f, rates: Rates, here: Here) -> Vectors {
  return Vectors(s.w, adafactorStep(s, g));
}
//#else
fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State {
  var next = s;
  let size = here.number;
  let length = max(EPSILON_2, sqrt(here.weights / size)) * rates.rate;
  next.w = s.w - length * adafactorStep(s, g) / max(1.0, sqrt(here.step / size) / CLIP_THRESHOLD);
  return next;
}
//#endif
