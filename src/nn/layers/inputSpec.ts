/** What shape a layer's input must have: checked before every call, so that no layer writes such checks itself. */
import { ShapeError } from '../../runtime/errors.ts';
import type { OpenShape } from '../symbolic.ts';

/** The shape that a layer takes. */
export interface InputSpec {
  /** Names of the axes, for a layer that takes exactly so many: `['batch', 'steps', 'channels']`. */
  readonly axes?: readonly string[];
  /** The least number of axes; default 1. */
  readonly minRank?: number;
  /** Sizes that must be known and, where they are not null, have this value; by axis, negative from the end. */
  readonly sizes?: Readonly<Record<number, number | null>>;
  /** What to do when the number of axes is wrong; default: a hint about `layers.reshape`. */
  readonly fix?: string;
}

function expectedRank({ axes, minRank = 1 }: InputSpec): string {
  if (axes) return `an input of ${axes.length} axes [${axes.join(', ')}]`;
  return `an input of at least ${minRank} ${minRank === 1 ? 'axis' : 'axes'}`;
}

/** `the last axis`, `axis 2`. */
function axisName(axis: number, { axes }: InputSpec, rank: number): string {
  const at = axis < 0 ? axis + rank : axis;
  const name = axes?.[at];
  if (name !== undefined && name !== `axis ${at}`) return `axis ${at} (${name})`;
  return at === rank - 1 ? 'the last axis' : `axis ${at}`;
}

/**
 * Checks the shape of an input.
 *
 * @param who - The layer, as errors name it.
 * @throws ShapeError that names the layer, the expected and the received shape, and the fix.
 */
export function checkInputSpec(who: string, spec: InputSpec, shape: OpenShape): void {
  const rank = shape.length;
  const right = spec.axes ? rank === spec.axes.length : rank >= (spec.minRank ?? 1);
  if (!right) {
    const fix =
      spec.fix ?? 'Give data with these axes, or bring it into shape before with layers.reshape({ targetShape }).';
    throw new ShapeError({ who, expected: expectedRank(spec), received: shape, fix });
  }
  for (const [key, size] of Object.entries(spec.sizes ?? {})) {
    const at = Number(key) < 0 ? Number(key) + rank : Number(key);
    const length = shape[at] ?? null;
    const where = axisName(at, spec, rank);
    if (length === null) {
      throw new ShapeError({
        who,
        expected: `${where} of the input must have a known size`,
        received: shape,
        fix: 'Give the size in input([...]) or inputShape.',
      });
    }
    if (size === null || length === size) continue;
    const wanted = shape.map((each, axis) => (axis === at ? size : (each ?? 'null'))).join(', ');
    throw new ShapeError({
      who,
      expected: `${where} of the input must have size ${size}, as when the layer was built`,
      received: shape,
      fix: `Give it data of shape [${wanted}], or make a new layer.`,
    });
  }
}
