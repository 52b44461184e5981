// Contraction (src/kernels/contraction/contraction.ts) for an adapter whose subgroups are quads in one SIMD register (software adapters): lanes share what they load.
//
// There a storage load costs about ten multiply-adds, shared memory and barriers cost far more, and a variable that lives
// through a loop costs as much as an element per round. So: four lanes form a quad that computes one tile, every lane loads
// a quarter of what the quad needs and gets the rest by quadSwap (one instruction); the innermost axis of the sum is unrolled so that each accumulator
// is written once per round, in one expression; every index outside of the loop ends in min(.., CONST), so that no bounds
// check is left inside of it. Slot s of a lane therefore holds row or column (sub ^ x): only the store needs to know.
//
// The marked parts are unrolled by src/kernels/contraction/quad.ts: LANES_DOWN x LANES_ACROSS lanes, ROWS x COLUMNS per lane.
enable subgroups;
diagnostic(off, subgroup_uniformity);

@compute @workgroup_size(GROUP)
fn main(@builtin(workgroup_id) raw: vec3u, @builtin(local_invocation_index) local: u32) {
  if (isOutside(raw)) { return; }
  let group = placeOfGroup(raw);
  let lane = local % 4u;
  let down = lane / LANES_ACROSS;
  let across = lane % LANES_ACROSS;
  let tile = min(group.x * (GROUP / 4u) + local / 4u, TILES - 1u);
  let batch = min(group.y, BATCH - 1u);
  let row0 = (tile / TILES_ACROSS) * (LANES_DOWN * ROWS) + down * ROWS;
  let column0 = (tile % TILES_ACROSS) * (LANES_ACROSS * COLUMNS) + across * COLUMNS;
  // HOISTED
  // ACCUMULATORS
  // OUTER
  for (var t = 0u; t < ROUNDS; t++) {
    // ROUND
  }
  // REST
  // ENDS
  // STORES
}
