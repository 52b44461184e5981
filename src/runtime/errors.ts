/**
 * Every error of Hornbeam. Fields first, text derived: `who: expected, received. Fix.`
 * An error never leaves anything half-changed: check first, then act.
 */

/** The base of all errors thrown by Hornbeam, so that `error instanceof HornbeamError` tells ours from others. */
export class HornbeamError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What went wrong with one argument or shape; the message is put together from these. */
export interface Complaint {
  /** The layer, op or function that complains, for example `Dense "dense_1"`. */
  readonly who: string;
  /** What was expected, for example `units must be a positive integer`. */
  readonly expected: string;
  /** What came instead; shown as JSON-like text. */
  readonly received?: unknown;
  /** What the caller can do about it. */
  readonly fix?: string;
}

/** `[2, null]`, `"text"`, `Float32Array(3)`: a value as short readable text. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`;
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${(value as Uint8Array).length})`;
  if (typeof value === 'object' && value !== null) {
    if (value.constructor !== Object && value.constructor !== undefined)
      return `an object of class ${value.constructor.name}`;
    return `{ ${Object.entries(value)
      .map(([key, entry]) => `${key}: ${show(entry)}`)
      .join(', ')} }`;
  }
  return String(value);
}

function sentence(complaint: Complaint): string {
  const received = 'received' in complaint ? `, received ${show(complaint.received)}` : '';
  const fix = complaint.fix === undefined ? '' : ` ${complaint.fix}`;
  return `${complaint.who}: ${complaint.expected}${received}.${fix}`;
}

class ComplaintError extends HornbeamError {
  readonly who: string;
  readonly expected: string;
  readonly received: unknown;
  readonly fix: string | undefined;
  constructor(complaint: Complaint, options?: ErrorOptions) {
    super(sentence(complaint), options);
    this.who = complaint.who;
    this.expected = complaint.expected;
    this.received = complaint.received;
    this.fix = complaint.fix;
  }
}

/** Shapes do not fit together, or a shape is not what a layer or op accepts. */
export class ShapeError extends ComplaintError {}

/** An option or argument has a value that is not accepted. */
export class InvalidArgumentError extends ComplaintError {}

/** A file or configuration cannot be read. */
export class FileFormatError extends ComplaintError {}

/** WebGPU is not there, or no adapter or device could be had. */
export class GpuUnavailableError extends HornbeamError {}

/** A WGSL kernel did not compile; the text names the shader file and line. */
export class ShaderError extends HornbeamError {}

/** The GPU device was lost while or before it was used. */
export class DeviceLostError extends HornbeamError {
  readonly reason: string;
  constructor(reason: string, detail: string, options?: ErrorOptions) {
    super(
      `The GPU device was lost (${reason}): ${detail} Call setBackend('webgpu') to get a new device; weights return to their last values known on the host.`,
      options,
    );
    this.reason = reason;
  }
}

/** A buffer could not be allocated, or is larger than the device allows. */
export class OutOfMemoryError extends HornbeamError {}

/** Something was used after `dispose()`. */
export class DisposedError extends HornbeamError {
  constructor(who: string) {
    super(`${who} was disposed and cannot be used any more. Create it again.`);
  }
}

/** Edit distance (insert, delete, replace), to name the nearest valid identifier. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** `Did you mean "adam"? `, or nothing when no name is near. */
export function nearestName(received: unknown, names: Iterable<string>): string {
  const wanted = String(received).toLowerCase();
  const nearest = [...names]
    .map((name) => ({ name, far: distance(name.toLowerCase(), wanted) }))
    .sort((a, b) => a.far - b.far)[0];
  return nearest && nearest.far <= Math.max(2, wanted.length / 3) ? `Did you mean ${show(nearest.name)}? ` : '';
}

/**
 * The error for an identifier that is not in a table: names the nearest match and lists the valid ones.
 *
 * @param who - Who looked it up, for example `compile`.
 * @param kind - What is looked up, for example `loss`.
 * @param valid - The names that the message lists.
 * @param others - Further names that are accepted too.
 */
export function unknownName(
  who: string,
  kind: string,
  received: unknown,
  valid: Iterable<string>,
  others: Iterable<string> = [],
): InvalidArgumentError {
  const names = [...new Set(valid)];
  const hint = nearestName(received, [...names, ...others]);
  return new InvalidArgumentError({
    who,
    expected: `${kind} must be a known name`,
    received,
    fix: `${hint}Valid names: ${names.join(', ')}.`,
  });
}
