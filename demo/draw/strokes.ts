/** Lines drawn by hand. */

/** A place on the drawing area: 0 to 1 from left to right and from top to bottom. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Stroke = readonly Point[];

/** Length in pixels that makes a line visible. */
const DOT = 0.01;

/** Paints lines with a round pen; a line of one point is a dot. */
export function paint(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  strokes: readonly Stroke[],
  width: number,
  place: (point: Point) => readonly [number, number],
): void {
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) {
    const [first, ...rest] = stroke;
    if (!first) continue;
    const [x, y] = place(first);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + DOT, y); // a line without length would leave no mark
    for (const point of rest) context.lineTo(...place(point));
    context.stroke();
  }
}
