// y[p, c] = the value of an image at row rows[p] and column columns[p]: between four pixels (BILINEAR), or of the nearest pixel.
// V is one channel (f32) or four (vec4f); CHANNELS counts V's.
// Outside of the image: the image again (WRAP); its mirror image, edges twice (REFLECT) or once (MIRROR); FILL (FILLED);
// else the outermost pixels.
@group(0) @binding(0) var<storage, read> images: array<V, IMAGES>;     // [batch, HEIGHT, WIDTH, CHANNELS]
@group(0) @binding(1) var<storage, read> rows: array<f32, PLACES>;     // [batch, POINTS]
@group(0) @binding(2) var<storage, read> columns: array<f32, PLACES>;  // [batch, POINTS]

// The pixel whose value stands at a place.
fn folded(place: i32, size: i32) -> u32 {
//#if WRAP
  return u32((place % size + size) % size);
//#elif REFLECT
  let around = (place % (2 * size) + 2 * size) % (2 * size);
  return u32(min(around, 2 * size - 1 - around));
//#elif MIRROR
  let period = max(2 * size - 2, 1);
  let around = (place % period + period) % period;
  return u32(min(around, 2 * size - 2 - around));
//#else
  return u32(clamp(place, 0, size - 1));
//#endif
}

fn pixel(image: u32, row: i32, column: i32, channel: u32) -> V {
  let place = (image * HEIGHT + folded(row, i32(HEIGHT))) * WIDTH + folded(column, i32(WIDTH));
  let value = images[place * CHANNELS + channel];
//#if FILLED
  let inside = (row >= 0) & (row < i32(HEIGHT)) & (column >= 0) & (column < i32(WIDTH));
  return select(V(FILL), value, inside);
//#else
  return value;
//#endif
}

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= OUTPUTS) { return; }
  let point = i / CHANNELS;
  let channel = i % CHANNELS;
  let image = point / POINTS;
  let row = clamp(rows[point], -FAR, FAR);
  let column = clamp(columns[point], -FAR, FAR);
//#if BILINEAR
  let down = row - floor(row);
  let right = column - floor(column);
  let r = i32(floor(row));
  let c = i32(floor(column));
  let above = (1.0 - right) * pixel(image, r, c, channel) + right * pixel(image, r, c + 1, channel);
  let below = (1.0 - right) * pixel(image, r + 1, c, channel) + right * pixel(image, r + 1, c + 1, channel);
  storeAll(i, (1.0 - down) * above + down * below);
//#else
  storeAll(i, pixel(image, i32(round(row)), i32(round(column)), channel));
//#endif
}
