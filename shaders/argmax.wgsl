// y[r] = the place of the largest (LEAST: smallest) element of row r; the first of equal ones. Rows as in softmax.wgsl.
@group(0) @binding(0) var<storage, read> x: array<f32>;

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y * PITCH + id.x;
  if (row >= ROWS) { return; }
  let base = row / INNER * C * INNER + row % INNER;
  var best = x[base];
  var place = 0i;
  for (var c = 0u; c < C; c++) {
    let value = x[base + c * INNER];
//#if LEAST
    let better = value < best;
//#else
    let better = value > best;
//#endif
    best = select(best, value, better);
    place = select(place, i32(c), better);
  }
  store(row, row / COLUMNS, row % COLUMNS, place);
}
