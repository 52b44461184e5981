/** What follows from the equation of an `EinsumDense` and its input's shape: the shapes of its weights. */
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { OpenShape } from '../../symbolic.ts';

/** An equation with one input and one kernel. Axes under an ellipsis come before (`left`) or behind the letters. */
export interface EinsumTerms {
  readonly input: string;
  readonly kernel: string;
  readonly output: string;
  readonly ellipsis: 'left' | 'right' | null;
}

const FORMS = [
  [/^([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)$/, null],
  [/^\.\.\.([a-zA-Z]+),([a-zA-Z]+)->\.\.\.([a-zA-Z]+)$/, 'left'],
  [/^([a-zA-Z]{2,})\.\.\.,([a-zA-Z]+)->([a-zA-Z]+)\.\.\.$/, 'right'],
] as const;

/** Reads `abc,cd->abd`, `...bc,cd->...bd` or `ab...,bc->ac...`. */
export function einsumTerms(who: string, equation: unknown): EinsumTerms {
  for (const [form, ellipsis] of FORMS) {
    const match = form.exec(String(equation));
    if (!match) continue;
    const [input, kernel, output] = match.slice(1) as [string, string, string]; // three groups
    const lost = [...kernel, ...output].find(
      (letter) => !input.includes(letter) && !(kernel.includes(letter) && output.includes(letter)),
    );
    if (lost === undefined) return { input, kernel, output, ellipsis };
    throw new InvalidArgumentError({
      who,
      expected: `"${lost}" in two of input, kernel and output at least`,
      received: equation,
    });
  }
  throw new InvalidArgumentError({
    who,
    expected: "equation must be of the form 'ab,bc->ac', '...ab,bc->...ac' or 'ab...,bc->ac...'",
    received: equation,
  });
}

export interface EinsumShapes {
  readonly kernel: readonly number[];
  /** Null: no bias. */
  readonly bias: readonly number[] | null;
  /** Axes of the kernel that are summed over, and those that the output has too. */
  readonly inputAxes: readonly number[];
  readonly outputAxes: readonly number[];
}

/** Sizes by letter, of the input and the output. */
function sizesOf(
  who: string,
  { input, output, ellipsis }: EinsumTerms,
  shape: OpenShape,
  outputShape: OpenShape,
): ReadonlyMap<string, number | null> {
  const elided = shape.length - input.length;
  if (ellipsis === null ? elided !== 0 : elided < 0) {
    throw new ShapeError({
      who,
      expected: `an input with ${ellipsis ? 'at least ' : ''}${input.length} axes, one for each letter of "${input}"`,
      received: shape,
      fix: 'Change the equation, or bring the data into shape before.',
    });
  }
  const first = ellipsis === 'left' ? elided : 0;
  const sizes = new Map([...input].map((letter, axis) => [letter, shape[first + axis] ?? null]));
  // The batch is the output's first letter, unless it is under the ellipsis.
  const named = ellipsis === 'left' && elided > 0 ? output : output.slice(1);
  if (named.length !== outputShape.length) {
    throw new InvalidArgumentError({
      who,
      expected: `outputShape must have ${named.length} sizes, one for each letter of "${named}" (no batch, no ellipsis)`,
      received: outputShape,
    });
  }
  [...named].forEach((letter, axis) => {
    const [known, wanted] = [sizes.get(letter) ?? null, outputShape[axis] ?? null];
    if (known !== null && wanted !== null && known !== wanted) {
      throw new ShapeError({
        who,
        expected: `axis "${letter}" to have size ${wanted}, as outputShape says`,
        received: shape,
        fix: `Use null for sizes that come from the input.`,
      });
    }
    sizes.set(letter, known ?? wanted);
  });
  return sizes;
}

/** The letters that a bias has axes for: from the first of `biasAxes` on. */
function biasLetters(who: string, output: string, biasAxes: string): string {
  const wrong = biasAxes === '' || [...biasAxes].some((letter) => !output.includes(letter));
  if (wrong) {
    throw new InvalidArgumentError({
      who,
      expected: `biasAxes must be letters of the output "${output}"`,
      received: biasAxes,
    });
  }
  return output.slice(Math.min(...[...biasAxes].map((letter) => output.indexOf(letter))));
}

/**
 * The shapes of the weights.
 *
 * @param outputShape - Sizes of the output's letters, without the batch and what is under an ellipsis.
 * @param biasAxes - Letters of the output.
 */
export function einsumShapes(
  who: string,
  terms: EinsumTerms,
  shape: OpenShape,
  outputShape: OpenShape,
  biasAxes: string | null,
): EinsumShapes {
  const { input, kernel, output, ellipsis } = terms;
  const sizes = sizesOf(who, terms, shape, outputShape);
  const known = (letter: string): number => {
    const size = sizes.get(letter) ?? null;
    if (size !== null) return size;
    throw new ShapeError({
      who,
      expected: `axis "${letter}" must have a known size`,
      received: shape,
      fix: 'Give it in outputShape, or in the shape of the input.',
    });
  };
  const axesWhere = (accept: (letter: string) => boolean) =>
    [...kernel].flatMap((letter, axis) => (accept(letter) ? [axis] : []));
  const letters = biasAxes === null ? null : [...biasLetters(who, output, biasAxes)];
  const behind = new Array<number>(ellipsis === 'right' ? shape.length - input.length : 0).fill(1);
  return {
    kernel: [...kernel].map(known),
    bias: letters && [...letters.map((letter) => (biasAxes?.includes(letter) ? known(letter) : 1)), ...behind],
    inputAxes: axesWhere((letter) => !output.includes(letter)),
    outputAxes: axesWhere((letter) => output.includes(letter)),
  };
}
