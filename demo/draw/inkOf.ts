/** Drawn lines as ink on a small sheet, whatever size they were drawn in. */
import { type Tensor, tensor } from '../../src/index.ts';
import { type Point, paint, type Stroke } from './strokes.ts';

/** Pixels along a side of the sheet. */
const SHEET = 112;

/** Room around the lines, for the pen. */
const MARGIN = 12;

/** Width of the pen: as thick, against the digit, as in the training pictures. */
const PEN = 11;

/** Smaller drawings are not blown up to full size: a dot stays a dot. */
const SMALLEST = 0.12;

/** How much ink is where, of shape [112, 112]; null: nothing is drawn. */
export function inkOf(strokes: readonly Stroke[]): Tensor | null {
  const points = strokes.flat();
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const scale = (SHEET - 2 * MARGIN) / Math.max(right - left, bottom - top, SMALLEST);
  const place = ({ x, y }: Point) =>
    [SHEET / 2 + scale * (x - (left + right) / 2), SHEET / 2 + scale * (y - (top + bottom) / 2)] as const;
  const context = new OffscreenCanvas(SHEET, SHEET).getContext('2d')!; // where there is OffscreenCanvas there is 2d
  paint(context, strokes, PEN, place);
  const { data } = context.getImageData(0, 0, SHEET, SHEET);
  const alpha = data.filter((_, index) => index % 4 === 3);
  return tensor(Float32Array.from(alpha), [SHEET, SHEET]);
}
