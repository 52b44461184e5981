/** Kernels whose innermost axis is taken one number at a time, or four: `V` is `f32` or `vec4f`. */

/** How many numbers an invocation takes: four where the innermost axis allows it. */
export function widthFor(innermost: number): 1 | 4 {
  return innermost % 4 === 0 ? 4 : 1;
}

/** The types V (numbers), I (integers), B (conditions). */
export function vectorTypes(width: 1 | 4): string {
  const names = width === 4 ? { V: 'vec4f', I: 'vec4i', B: 'vec4<bool>' } : { V: 'f32', I: 'i32', B: 'bool' };
  return Object.entries(names)
    .map(([name, type]) => `alias ${name} = ${type};`)
    .join('\n');
}

/** These types, and `storeAll(i, value)`, which hands the numbers of the i-th V to `store`. The kernel has the constant COLUMNS. */
export function vectorText(width: 1 | 4): string {
  const place = (at: string) => `store(${at}, (${at}) / COLUMNS, (${at}) % COLUMNS`;
  const calls =
    width === 4
      ? ['x', 'y', 'z', 'w'].map((part, index) => `  ${place(`i * 4u + ${index}u`)}, value.${part});`)
      : [`  ${place('i')}, value);`];
  return [vectorTypes(width), `fn storeAll(i: u32, value: V) {\n${calls.join('\n')}\n}`].join('\n');
}
