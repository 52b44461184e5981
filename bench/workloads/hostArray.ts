/** Numbers on the host, row-major. */
export interface HostArray {
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/** An array filled by a function of the flat index. */
export function fill(shape: readonly number[], value: (index: number) => number): HostArray {
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  for (let i = 0; i < values.length; i++) values[i] = value(i);
  return { shape, values };
}

/** The rows from `start` up to `end`, without copying. */
export function rows(array: HostArray, start: number, end: number): HostArray {
  const [count = 1, ...rest] = array.shape;
  const width = array.values.length / count;
  return { shape: [end - start, ...rest], values: array.values.subarray(start * width, end * width) };
}
