/** Assertions that work in Node and in pages alike. */

export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

export function checkEqual(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  check(a === b, `${what}: expected ${b}, received ${a}`);
}

/** Up to `tolerance · max(1, |expected|)`. */
export function checkClose(actual: number | undefined, expected: number, what: string, tolerance = 1e-4): void {
  const far = actual === undefined || !(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)));
  check(!far, `${what}: expected ${expected}, received ${actual}`);
}

/** The error that a promise or function gives; fails when there is none. */
export async function failure(body: () => unknown): Promise<Error> {
  try {
    await body();
  } catch (error) {
    check(error instanceof Error, `threw ${String(error)}, which is no Error`);
    return error;
  }
  throw new Error('expected an error, but there was none');
}
