// Takes a batch: row r of rowsK is row order[(low + high) * BATCH + r] of tableK, for up to three tables; rowMask[r] is 1 for real rows.
// Rows past the end of `order` repeat its last row, with rowMask 0. One invocation per element:
// a word, or four where rows are multiples of four words (WORD0, WORD1, WORD2 are u32 or vec4u, WORDSk counts them).
// The number of the batch has two digits, so that no buffer must hold all numbers (src/runtime/gpu/batchNumbers.ts).
@group(1) @binding(0) var<uniform> low: u32;
@group(1) @binding(1) var<uniform> high: u32;
@group(0) @binding(0) var<storage, read> order: array<u32>;            // rows of an epoch
@group(0) @binding(1) var<storage, read> table0: array<WORD0>;           // [any, WORDS0]
@group(0) @binding(2) var<storage, read_write> rows0: array<WORD0>;      // [BATCH, WORDS0]
//#if SECOND
@group(0) @binding(3) var<storage, read> table1: array<WORD1>;           // [any, WORDS1]
@group(0) @binding(4) var<storage, read_write> rows1: array<WORD1>;      // [BATCH, WORDS1]
//#endif
//#if THIRD
@group(0) @binding(5) var<storage, read> table2: array<WORD2>;           // [any, WORDS2]
@group(0) @binding(6) var<storage, read_write> rows2: array<WORD2>;      // [BATCH, WORDS2]
//#endif
//#if MASK
@group(0) @binding(7) var<storage, read_write> rowMask: array<f32>;    // [BATCH]
//#endif

fn sourceRow(row: u32) -> u32 {
  return order[min((low + high) * BATCH + row, arrayLength(&order) - 1u)];
}

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
//#if MASK
  if (i < BATCH) {
    rowMask[i] = select(0.0, 1.0, (low + high) * BATCH + i < arrayLength(&order));
  }
//#endif
  if (i < BATCH * WORDS0) {
    rows0[i] = table0[sourceRow(i / WORDS0) * WORDS0 + i % WORDS0];
  }
//#if SECOND
  if (i < BATCH * WORDS1) {
    rows1[i] = table1[sourceRow(i / WORDS1) * WORDS1 + i % WORDS1];
  }
//#endif
//#if THIRD
  if (i < BATCH * WORDS2) {
    rows2[i] = table2[sourceRow(i / WORDS2) * WORDS2 + i % WORDS2];
  }
//#endif
}
