/** The drawing area: mouse, finger and pen. The keyboard: see keyboardPen.ts. */
import { type Point, paint, type Stroke } from './strokes.ts';

/** Width of the pen, as a share of the area's width. */
const PEN = 0.075;

export class Pad {
  readonly canvas: HTMLCanvasElement;
  readonly #changed: () => void;
  #strokes: Point[][] = [];
  #cursor: Point | null = null;

  /** @param changed - Called whenever something is drawn or cleared. */
  constructor(canvas: HTMLCanvasElement, changed: () => void) {
    this.canvas = canvas;
    this.#changed = changed;
    canvas.addEventListener('pointerdown', (event) => this.#down(event));
    canvas.addEventListener('pointermove', (event) => this.#move(event));
    new ResizeObserver(() => this.#redraw()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#redraw());
  }

  get strokes(): readonly Stroke[] {
    return this.#strokes;
  }

  clear(): void {
    this.#strokes = [];
    this.#update();
  }

  /** Puts the pen down. */
  begin(point: Point): void {
    this.#strokes.push([point]);
    this.#update();
  }

  /** Moves the pen that is down. */
  extend(points: readonly Point[]): void {
    this.#strokes[this.#strokes.length - 1]?.push(...points);
    this.#update();
  }

  /** Shows where the keyboard's pen is. */
  showCursor(point: Point | null): void {
    this.#cursor = point;
    this.#redraw();
  }

  #pointOf(event: PointerEvent): Point {
    const box = this.canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.#cursor = null;
    this.begin(this.#pointOf(event));
  }

  #move(event: PointerEvent): void {
    if (!this.canvas.hasPointerCapture(event.pointerId)) return;
    const events = event.getCoalescedEvents?.() ?? [];
    this.extend((events.length > 0 ? events : [event]).map((each) => this.#pointOf(each)));
  }

  #update(): void {
    this.#redraw();
    this.#changed();
  }

  #redraw(): void {
    const { canvas } = this;
    const side = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio));
    if (canvas.width !== side) [canvas.width, canvas.height] = [side, side];
    const context = canvas.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, side, side);
    const style = getComputedStyle(canvas);
    context.strokeStyle = style.getPropertyValue('--ink');
    const place = ({ x, y }: Point) => [x * side, y * side] as const;
    paint(context, this.#strokes, PEN * side, place);
    if (!this.#cursor) return;
    context.strokeStyle = style.getPropertyValue('--leaf');
    paint(context, [[this.#cursor]], (PEN / 2) * side, place);
  }
}
