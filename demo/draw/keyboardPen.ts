/** Drawing with the keyboard: arrows move the pen, Space puts it down or lifts it, Delete clears. */
import type { Pad } from './pad.ts';
import type { Point } from './strokes.ts';

/** How far an arrow moves the pen. */
const STEP = 0.05;

const MOVES: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

const inside = (value: number): number => Math.min(0.95, Math.max(0.05, value));

export function attachKeyboardPen(pad: Pad): void {
  let at: Point = { x: 0.5, y: 0.5 };
  let isDown = false;

  const move = ({ x, y }: Point): void => {
    at = { x: inside(at.x + x), y: inside(at.y + y) };
    if (isDown) pad.extend([at]);
    pad.showCursor(at);
  };

  const toggle = (): void => {
    isDown = !isDown;
    if (isDown) pad.begin(at);
    pad.showCursor(at);
  };

  pad.canvas.addEventListener('keydown', (event) => {
    const direction = MOVES[event.key];
    if (direction) move(direction);
    else if (event.key === ' ') toggle();
    else if (event.key === 'Delete' || event.key === 'Backspace') pad.clear();
    else return;
    event.preventDefault();
  });
  pad.canvas.addEventListener('blur', () => {
    isDown = false;
    pad.showCursor(null);
  });
  pad.canvas.addEventListener('pointerdown', () => {
    isDown = false;
  });
}
