// y[s, :] = table[index[s], :]; an index outside of the table gives zeros. WIDTH words per row, one invocation per element.
//#if INTEGER
@group(0) @binding(0) var<storage, read> table: array<i32>;   // [ROWS, WIDTH]
//#else
@group(0) @binding(0) var<storage, read> table: array<f32>;   // [ROWS, WIDTH]
//#endif
@group(0) @binding(1) var<storage, read> index: array<i32>;   // [COUNT]

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= COUNT * WIDTH) { return; }
  let row = i / WIDTH;
  let column = i % WIDTH;
  let place = u32(index[row]);
  let inside = place < ROWS;
  let value = table[select(0u, place, inside) * WIDTH + column];
  store(i, row, column, select(ZERO, value, inside));
}
