/** Images turned, moved, scaled, sheared or seen from another side: each pixel is read at a place that a matrix gives. */

import { add, divide, multiply, negative, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { type Sampling, sample } from '../../../kernels/image/sample.ts';
import { iota } from '../../../kernels/iota.ts';
import { broadcastTo } from '../../../kernels/movement/broadcastTo.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { slice } from '../../../kernels/movement/slice.ts';
import { split } from '../../../kernels/split.ts';
import { ShapeError } from '../../../runtime/errors.ts';
import { GraphNode } from '../../../runtime/graph.ts';
import { type ImageOptions, onImages, sizesOf } from './images.ts';
import { type SampleOptions, samplingOf } from './sample.ts';

/** Options of `affineTransform` and `perspectiveTransform`. */
export interface TransformOptions extends ImageOptions, SampleOptions {}

/** `a0, a1, a2, b0, b1, b2` and, if need be, `c0, c1`: numbers for all images, or nodes `[batch]`. */
export type Transform = readonly (GraphNode | number)[];

/** The sum of the terms; those that are 0 are left out. */
function sumOf(terms: readonly (GraphNode | number)[]): GraphNode {
  const nodes = terms.filter((term) => term instanceof GraphNode);
  const number = terms.reduce((sum: number, term) => (term instanceof GraphNode ? sum : sum + term), 0);
  const sum = nodes.reduce((a, b) => add(a, b)); // each row of a transform has a coefficient that is not 0
  return number === 0 ? sum : add(sum, number);
}

/**
 * Images read at column `(a0·x + a1·y + a2) / k` and row `(b0·x + b1·y + b2) / k`, with `k = c0·x + c1·y + 1`.
 */
export function projected(images: GraphNode, transform: Transform, sampling: Sampling): GraphNode {
  const { batch, height, width } = sizesOf(images);
  const [x, y] = [iota([1, 1, width], 2, 'float32'), iota([1, height, 1], 1, 'float32')];
  const parts = transform.map((part) => (part instanceof GraphNode ? reshape(part, [batch, 1, 1]) : part));
  const times = (factor: GraphNode | number, place: GraphNode) =>
    factor === 0 ? 0 : factor === 1 ? place : multiply(factor, place);
  const mix = (index: number, last: GraphNode | number) =>
    broadcastTo(sumOf([times(parts[index]!, x), times(parts[index + 1]!, y), last]), [batch, height, width]); // six or eight parts
  const [column, row] = [mix(0, parts[2]!), mix(3, parts[5]!)]; // likewise
  if (parts.length === 6) return sample(images, row, column, sampling);
  const k = mix(6, 1);
  return sample(images, divide(row, k), divide(column, k), sampling);
}

/** One row of numbers for all images, or one for each. */
function perImage(who: string, name: string, given: GraphNode, batch: number, shape: readonly number[]): GraphNode {
  const one = given.shape.length === shape.length ? reshape(given, [1, ...given.shape]) : given;
  const right = one.shape.length === shape.length + 1 && one.shape.slice(1).join() === shape.join();
  if (!right || (one.shape[0] !== 1 && one.shape[0] !== batch)) {
    throw new ShapeError({
      who,
      expected: `${name} of shape [${shape.join(', ')}], or [${[batch, ...shape].join(', ')}] with one for each image`,
      received: given.shape,
    });
  }
  return broadcastTo(one, [batch, ...shape]);
}

/**
 * Images read at other places: the pixel at column x and row y of a result is that of the image at column
 * `(a0·x + a1·y + a2) / k` and row `(b0·x + b1·y + b2) / k`, with `k = c0·x + c1·y + 1`.
 *
 * Shapes: images `[batch, height, width, channels]` or one image, transform `[8]` or `[batch, 8]`:
 * `[a0, a1, a2, b0, b1, b2, c0, c1]`.
 *
 * @example
 * ops.image.affineTransform(x, tensor([1, 0, 5, 0, 1, 0, 0, 0])); // moved 5 pixels to the left
 */
export function affineTransform(images: GraphNode, transform: GraphNode, options: TransformOptions = {}): GraphNode {
  const who = 'image.affineTransform';
  const sampling = samplingOf(who, options);
  return onImages(who, images, options, (x) => {
    const { batch } = sizesOf(x);
    const rows = perImage(who, 'transform', transform, batch, [8]);
    const parts = split(rows, 8, 1).map((part) => reshape(part, [batch]));
    return projected(x, parts, sampling);
  });
}

/** A 3x3 matrix for each image, as nine nodes `[batch, 1]`, row by row. */
type Matrix = readonly GraphNode[];

/** The matrix that takes the corners (0,0), (1,0), (0,1), (1,1) to four points; up to a factor (Heckbert, 1989). */
function toQuad(points: GraphNode): Matrix {
  const batch = points.shape[0]!; // three axes
  const at = (corner: number, axis: number) => reshape(slice(points, [0, corner, axis], [batch, 1, 1]), [batch, 1]);
  const [[x0, y0], [x1, y1], [x3, y3], [x2, y2]] = [0, 1, 2, 3].map((corner) => [at(corner, 0), at(corner, 1)]) as [
    [GraphNode, GraphNode],
    [GraphNode, GraphNode],
    [GraphNode, GraphNode],
    [GraphNode, GraphNode],
  ]; // four corners
  const [dx1, dx2, dy1, dy2] = [subtract(x1, x2), subtract(x3, x2), subtract(y1, y2), subtract(y3, y2)];
  const sx = add(subtract(x0, x1), subtract(x2, x3));
  const sy = add(subtract(y0, y1), subtract(y2, y3));
  const det = subtract(multiply(dx1, dy2), multiply(dx2, dy1));
  const g = subtract(multiply(sx, dy2), multiply(dx2, sy));
  const h = subtract(multiply(dx1, sy), multiply(sx, dy1));
  const side = (to: GraphNode, from: GraphNode, bend: GraphNode) =>
    add(multiply(subtract(to, from), det), multiply(bend, to));
  return [
    ...[side(x1, x0, g), side(x3, x0, h), multiply(x0, det)],
    ...[side(y1, y0, g), side(y3, y0, h), multiply(y0, det)],
    ...[g, h, det],
  ];
}

/** The inverse, up to a factor. */
function adjugate([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  const minor = (p: GraphNode, q: GraphNode, r: GraphNode, s: GraphNode) => subtract(multiply(p, s), multiply(q, r));
  return [
    ...[minor(e!, f!, h!, i!), negative(minor(b!, c!, h!, i!)), minor(b!, c!, e!, f!)], // nine nodes
    ...[negative(minor(d!, f!, g!, i!)), minor(a!, c!, g!, i!), negative(minor(a!, c!, d!, f!))],
    ...[minor(d!, e!, g!, h!), negative(minor(a!, b!, g!, h!)), minor(a!, b!, d!, e!)],
  ];
}

function product(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 9 }, (_, place) => {
    const [row, column] = [Math.floor(place / 3), place % 3];
    const terms = [0, 1, 2].map((k) => multiply(a[row * 3 + k]!, b[k * 3 + column]!)); // nine nodes each
    return terms.reduce((sum, term) => add(sum, term));
  });
}

/** Eight coefficients `[batch]` from a matrix. */
function normalised(matrix: Matrix): Transform {
  const [last] = matrix.slice(8) as [GraphNode]; // nine nodes
  return matrix.slice(0, 8).map((each) => reshape(divide(each, last), [last.shape[0]!])); // two axes
}

/**
 * The transforms that read the start points at the end points: eight nodes `[batch]`.
 *
 * @param startPoints - `[batch, 4, 2]`: x and y of four points; no three on a line.
 */
export function homography(startPoints: GraphNode, endPoints: GraphNode): Transform {
  return normalised(product(toQuad(startPoints), adjugate(toQuad(endPoints))));
}

/** The same for start points that are the corners of an image: (0, 0), (right, 0), (0, bottom), (right, bottom). */
export function homographyOfImage(right: number, bottom: number, endPoints: GraphNode): Transform {
  const matrix = adjugate(toQuad(endPoints));
  return normalised(
    matrix.map((each, place) => (place < 3 ? multiply(each, right) : place < 6 ? multiply(each, bottom) : each)),
  );
}

/**
 * Images seen from another side: what was at the four start points is moved to the end points. Outside is `fillValue`.
 *
 * Shapes: images `[batch, height, width, channels]` or one image, points `[4, 2]` or `[batch, 4, 2]` as x and y.
 */
export function perspectiveTransform(
  images: GraphNode,
  startPoints: GraphNode,
  endPoints: GraphNode,
  options: TransformOptions = {},
): GraphNode {
  const who = 'image.perspectiveTransform';
  const sampling = samplingOf(who, options, ['constant']);
  return onImages(who, images, options, (x) => {
    const { batch } = sizesOf(x);
    const [start, end] = [
      perImage(who, 'startPoints', startPoints, batch, [4, 2]),
      perImage(who, 'endPoints', endPoints, batch, [4, 2]),
    ];
    return projected(x, homography(start, end), sampling);
  });
}
