/** Names: of layers (Keras's rule, with counters) and of identifiers (snake_case and camelCase mean the same). */

const counters = new Map<string, number>();

/** Keras's snake_case of a class name: `Conv2DTranspose` -> `conv2d_transpose`, `ReLU` -> `re_lu`. */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** The name of the next object of a kind: `dense`, `dense_1`, `dense_2` ... */
export function uniqueName(prefix: string): string {
  const count = counters.get(prefix) ?? 0;
  counters.set(prefix, count + 1);
  return count === 0 ? prefix : `${prefix}_${count}`;
}

/** Starts the counters of `uniqueName` again, as Keras's `clear_session` does. */
export function resetNames(): void {
  counters.clear();
}

/** Identifiers that differ only in case and underscores are the same: `mean_squared_error`, `meanSquaredError`. */
export function canonical(identifier: string): string {
  return identifier.replace(/[_\s-]/g, '').toLowerCase();
}
