/** Pictures of digits on canvases. */
import type { Labelled } from '../pictures/sets.ts';
import { SIDE } from '../pictures/sets.ts';

/** A colour of the theme as red, green and blue. */
function inkColour(): readonly number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!; // every browser with OffscreenCanvas has 2d
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--ink');
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

/** Draws a picture (0 … 1, [28, 28]) pixel by pixel, in the theme's ink. */
export function drawPicture(canvas: HTMLCanvasElement, picture: ArrayLike<number>): void {
  canvas.width = SIDE;
  canvas.height = SIDE;
  const [red = 0, green = 0, blue = 0] = inkColour();
  const image = new ImageData(SIDE, SIDE);
  for (let place = 0; place < SIDE * SIDE; place++) {
    image.data.set([red, green, blue, Math.round(255 * (picture[place] ?? 0))], 4 * place);
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

/** The pixels of one picture of a set. */
export function pictureAt({ x }: Labelled, index: number): Float32Array {
  const size = SIDE * SIDE;
  return Float32Array.from(x.data.subarray(index * size, (index + 1) * size));
}

/** Fills a strip with the first pictures of a set. */
export function fillStrip(strip: HTMLElement, set: Labelled, count = 24): void {
  const canvases = Array.from({ length: Math.min(count, set.y.size) }, (_, index) => {
    const canvas = document.createElement('canvas');
    drawPicture(canvas, pictureAt(set, index));
    return canvas;
  });
  strip.replaceChildren(...canvases);
}
