/** Pictures of handwritten digits, made by rules. */
import { HostRandom, nextSeed } from '../../../runtime/random.ts';
import { Tensor } from '../../../runtime/tensor.ts';
import { draw, SIDE } from './draw.ts';
import { FORMS } from './forms.ts';
import { Hand } from './pen.ts';
import { distort, flatten, type Segments } from './trace.ts';

const G = (globalThis as any).G ?? ((_: string, v: number) => v);
export interface DigitsOptions {
  readonly count?: number;
  readonly seed?: number;
}

export function digits(options: DigitsOptions = {}): { x: Tensor; y: Tensor } {
  const { count = 1000, seed = nextSeed() } = options;
  const size = SIDE * SIDE;
  const x = new Float32Array(count * size);
  const y = new Int32Array(count);
  let order = new Int32Array(0);
  for (let index = 0; index < count; index++) {
    if (index % 10 === 0) order = new HostRandom(seed, -1 - index / 10).permutation(10);
    const digit = order[index % 10] ?? 0;
    y[index] = digit;
    write(x.subarray(index * size, (index + 1) * size), digit, new Hand(new HostRandom(seed, index)));
  }
  return { x: new Tensor([count, SIDE, SIDE], 'float32', x), y: new Tensor([count], 'int32', y) };
}

function write(picture: Float32Array, digit: number, hand: Hand): void {
  const form = distort(FORMS[digit]?.(hand) ?? [], hand);
  const segments: Segments = [];
  for (const stroke of form) flatten(stroke, segments);
  const radius = hand.between(G('r0', 0.8), G('r1', 1.9));
  draw(
    picture,
    it(
      segments,
      radius,
      hand.between(G('s0', 20), G('s1', 20)),
      hand.around(0, G('shift', 0)),
      hand.around(0, G('shift', 0)),
    ),
    { radius, fade: hand.between(G('f0', 0.8), G('f1', 1.4)) },
  );
  const noise = G('noise', 0);
  for (let place = 0; place < picture.length; place++)
    picture[place] = Math.max(0, Math.min(1, (picture[place] ?? 0) + (noise > 0 ? hand.around(0, noise) : 0)));
  for (let place = 0; place < picture.length; place++) picture[place] = Math.round((picture[place] ?? 0) * 255) / 255;
}
