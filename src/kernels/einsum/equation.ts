/** Equations of Einstein summation: which label every axis has, and how long the axes of a label are. */
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import type { Shape } from '../../runtime/spec.ts';

/** An equation for given shapes. A label is one character; the axes of an ellipsis are labelled with digits. */
export interface Equation {
  /** The labels of each operand's axes. */
  readonly operands: readonly string[];
  readonly output: string;
  readonly sizes: ReadonlyMap<string, number>;
}

/** Labels of the axes under ellipses, the innermost last; they are aligned at the right. */
const ELLIPSIS = '0123456789';

function wrong(equation: string, expected: string): InvalidArgumentError {
  return new InvalidArgumentError({
    who: 'einsum',
    expected,
    received: equation,
    fix: "Write for example 'abc,cd->abd' or '...c,cd->...d'.",
  });
}

/** A term with the ellipsis replaced by `count` labels. */
function expand(term: string, count: number): string {
  return term.replace('...', ELLIPSIS.slice(ELLIPSIS.length - count));
}

/** Without an arrow the output has the labels that occur once, in alphabetical order, behind the ellipsis. */
function implicitOutput(terms: readonly string[]): string {
  const all = terms.join('').replaceAll('.', '');
  const once = [...new Set(all)].filter((label) => all.indexOf(label) === all.lastIndexOf(label)).sort();
  return (terms.some((term) => term.includes('...')) ? '...' : '') + once.join('');
}

/**
 * Reads an equation for operands of given shapes.
 *
 * @throws InvalidArgumentError for what is no equation, ShapeError when the shapes do not fit it.
 */
export function parseEquation(equation: string, shapes: readonly Shape[]): Equation {
  const [left, right, ...rest] = equation.replaceAll(' ', '').split('->');
  const terms = left!.split(','); // split gives one part at least
  const written = right ?? implicitOutput(terms);
  if (rest.length > 0 || ![...terms, written].every((term) => /^[a-zA-Z]*(\.\.\.)?[a-zA-Z]*$/.test(term)))
    throw wrong(equation, 'terms of letters with at most one ellipsis each, and one arrow');
  if (terms.length !== shapes.length) throw wrong(equation, `${shapes.length} terms, one for each operand`);
  const elided = terms.map((term, index) => shapes[index]!.length - term.replace('...', '').length); // one shape per term
  const fits = terms.every((term, index) => {
    const count = elided[index]!; // one per term
    return term.includes('...') ? count >= 0 && count <= ELLIPSIS.length : count === 0;
  });
  if (!fits)
    throw new ShapeError({ who: 'einsum', expected: `operands with the axes of "${equation}"`, received: shapes });
  const operands = terms.map((term, index) => expand(term, elided[index]!)); // one per term
  const widest = Math.max(0, ...elided.filter((_, index) => terms[index]!.includes('...'))); // one term per count
  const output = expand(written, widest);
  checkOutput(equation, operands, output);
  return { operands, output, sizes: sizesOf(equation, operands, shapes) };
}

function checkOutput(equation: string, operands: readonly string[], output: string): void {
  const twice = [...output].find((label, place) => output.indexOf(label) !== place);
  if (twice !== undefined) throw wrong(equation, `each label once in the output, not "${twice}" twice`);
  const unknown = [...output].find((label) => !operands.some((operand) => operand.includes(label)));
  if (unknown !== undefined) throw wrong(equation, `the output's label "${unknown}" among the operands' labels`);
}

function sizesOf(equation: string, operands: readonly string[], shapes: readonly Shape[]): Map<string, number> {
  const sizes = new Map<string, number>();
  operands.forEach((operand, index) => {
    [...operand].forEach((label, axis) => {
      const length = shapes[index]![axis]!; // checked against the equation
      const known = sizes.get(label);
      const repeated = ELLIPSIS.includes(label) && (length === 1 || known === 1);
      if (known !== undefined && known !== length && !repeated) {
        throw new ShapeError({
          who: 'einsum',
          expected: `equal sizes of the axes "${label}" in "${equation}"`,
          received: shapes,
        });
      }
      sizes.set(label, Math.max(known ?? 1, length));
    });
  });
  return sizes;
}
