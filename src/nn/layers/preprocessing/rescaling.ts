/** Values scaled and shifted. */
import { add, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import { constant, type GraphNode } from '../../../runtime/graph.ts';
import { isTypedArray, type NestedArray, type TypedArray, tensor } from '../../../runtime/tensor.ts';
import { Layer, type LayerOptions } from '../layer.ts';

export interface RescalingOptions extends LayerOptions {
  /** Factor; an array is aligned with the last axes: a list has a number for each channel. */
  readonly scale: number | NestedArray | TypedArray;
  /** What is added after; in the same forms; default 0. */
  readonly offset?: number | NestedArray | TypedArray | undefined;
}

/** A number or plain arrays of them, as configurations have them. */
type Numbers = number | NestedArray;

function numbersOf(who: string, option: string, value: unknown): Numbers {
  const plain: unknown = isTypedArray(value) ? Array.from(value) : value;
  const list: readonly unknown[] = Array.isArray(plain) ? plain.flat(Number.POSITIVE_INFINITY) : [plain];
  if (list.length > 0 && list.every((each) => Number.isFinite(each))) return plain as Numbers; // checked
  throw new InvalidArgumentError({
    who,
    expected: `${option} must be a finite number or an array of them`,
    received: value,
  });
}

function operand(value: Numbers): GraphNode | number {
  if (typeof value === 'number') return value;
  const { data, shape } = tensor(value);
  return constant(Array.from(data), shape);
}

/**
 * `y = x · scale + offset`, as floats.
 *
 * Shapes: any -> the same.
 *
 * @example
 * layers.rescaling({ scale: 1 / 127.5, offset: -1 }); // bytes to numbers from -1 to 1
 */
export class Rescaling extends Layer {
  static override readonly className = 'Rescaling';
  readonly scale: Numbers;
  readonly offset: Numbers;

  constructor(options: RescalingOptions) {
    super(options);
    this.scale = numbersOf(this.who, 'scale', options.scale);
    this.offset = numbersOf(this.who, 'offset', options.offset ?? 0);
    this.supportsMasking = true;
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    return add(multiply(cast(x, 'float32'), operand(this.scale)), operand(this.offset));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { scale: this.scale, offset: this.offset };
  }
}
