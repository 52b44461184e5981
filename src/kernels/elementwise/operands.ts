/** What elementwise ops share: operands of one element type, and casting them. */
import { apply, constant, GraphNode } from '../../runtime/graph.ts';
import type { Op } from '../../runtime/op.ts';
import type { DType } from '../../runtime/spec.ts';
import { sumTo } from '../reduction.ts';
import { elementwise, type Operand, type Row } from './family.ts';

/* @__NO_SIDE_EFFECTS__ */
export function row<Attrs = null>(name: string, definition: Row<Attrs>): Op<Attrs> {
  return elementwise(name, definition, () => sumTo);
}

/** The element type in which operands meet: floats win over integers, booleans count as floats. */
export function commonType(operands: readonly Operand[]): DType {
  const types = operands.map((operand) => {
    if (operand instanceof GraphNode) return operand.dtype === 'bool' ? 'float32' : operand.dtype;
    return Number.isInteger(operand) ? null : 'float32';
  });
  if (types.includes('float32')) return 'float32';
  return types.find((type) => type !== null) ?? 'float32';
}

/** Operands as nodes of one element type. */
export function promote(operands: readonly Operand[]): GraphNode[] {
  const dtype = commonType(operands);
  return operands.map((operand) =>
    operand instanceof GraphNode ? cast(operand, dtype) : constant(operand, [], dtype),
  );
}

/** Applies an elementwise op to operands of one element type. */
export function applyMap(op: Op<null>, ...operands: readonly Operand[]): GraphNode {
  return apply(op, promote(operands), null);
}

/** Applies an elementwise op that computes with floats; integers become floats. */
export function applyFloat(op: Op<null>, ...operands: readonly Operand[]): GraphNode {
  const floats = promote(operands).map((node) => cast(node, 'float32'));
  return apply(op, floats, null);
}

/** A whole number limited as WGSL does it: to the integers of the type that float32 can hold. */
function limited(value: number, to: 'int32' | 'uint32'): number {
  return to === 'int32' ? Math.min(Math.max(value, -2147483648), 2147483520) : Math.min(Math.max(value, 0), 4294967040);
}

interface CastAttrs {
  readonly to: DType;
}

const castOp = row<CastAttrs>('cast', {
  wgsl([x], { to }, { inputs }) {
    const from = inputs[0]?.dtype;
    if (to === 'bool') return `(${x} != ${from === 'float32' ? '0.0' : from === 'int32' ? '0i' : '0u'})`;
    const type = to === 'float32' ? 'f32' : to === 'int32' ? 'i32' : 'u32';
    return `${type}(${x})`;
  },
  cpu:
    ({ to }) =>
    (x) =>
      to === 'bool' ? Number(x !== 0) : to === 'float32' ? x! : limited(Math.trunc(x!), to),
  dtype: (_, { to }) => to,
  grad: ({ args: [x], dy }) => [x!.dtype === 'float32' ? dy : null],
  cheap: true,
});
/** The same values in another element type; floats are truncated towards 0. */
export const cast = (x: GraphNode, to: DType): GraphNode => (x.dtype === to ? x : apply(castOp, [x], { to }));
