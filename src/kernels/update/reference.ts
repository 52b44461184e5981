/** An update on the CPU, weight by weight. */
import type { Values } from '../../runtime/spec.ts';
import { BLOCK, RATE_STRIDE, readNames, stateNames, type UpdateAttrs } from './attrs.ts';
import type { Here, Rates, UpdateRule, UpdateState } from './rule.ts';

/** `Here` of one weight after another. */
type Cursor = { -readonly [Key in keyof Here]: Here[Key] };

class Reference {
  readonly #rule: UpdateRule;
  readonly #attrs: UpdateAttrs;
  readonly #names: readonly string[];
  /** The new states; at the start the old ones. */
  readonly #states: readonly Values[];
  readonly #reads: Readonly<Record<string, Values>>;
  readonly #rates: Rates;
  readonly #here: Cursor;
  readonly #state: UpdateState = {};

  constructor(rule: UpdateRule, attrs: UpdateAttrs, outputs: readonly Values[], inputs: readonly Values[]) {
    this.#rule = rule;
    this.#attrs = attrs;
    this.#names = stateNames(rule, attrs);
    this.#states = outputs;
    outputs.forEach((output, index) => output.set(inputs[index]!)); // states come first
    this.#reads = Object.fromEntries(
      readNames(rule, attrs).map((name, index) => [name, inputs[this.#names.length + index]!]), // one input per name
    );
    const changing = attrs.rates.map((name, index) => [name, this.#reads['packedRates']![index * RATE_STRIDE]!]); // given with the names
    this.#rates = { ...attrs.fixed, ...Object.fromEntries(changing) };
    this.#here = { i: 0, variable: 0, number: 0, squares: {}, reads: this.#reads };
  }

  run(): void {
    const { gate = 2 } = this.#rates;
    if (gate < 0.5) return;
    if (gate > 1.5) this.#step();
    if (this.#attrs.average !== 'none') this.#average();
  }

  #step(): void {
    const rule = this.#rule;
    const { norms } = rule;
    const [rates, attrs] = [this.#rates, this.#attrs];
    if (!norms) {
      this.#each(true, (state, g, here) => rule.cpu(state, g, rates, attrs, here));
      return;
    }
    this.#each(true, (state, g, here) => norms.prepare(state, g, rates, attrs, here));
    const { segments } = attrs;
    const vectorsAt = (i: number) => {
      this.#load(i);
      return norms.vectors(this.#state, this.#gradient(i), rates, attrs, this.#here);
    };
    const sums = norms.sums(segments!, this.#reads['chunks']!, this.#reads['heads']!, vectorsAt); // given for rules with norms
    this.#each(false, (state, g, here) => {
      this.#here.squares = Object.fromEntries(norms.names.map((name, index) => [name, sums[index]![here.variable]!])); // one sum per variable
      rule.cpu(state, g, rates, attrs, here);
    });
  }

  /** Changes the state of every weight that has a gradient. */
  #each(decays: boolean, step: (state: UpdateState, g: number, here: Here) => void): void {
    const { decay = 0 } = this.#rates;
    const masked = this.#attrs.decay === 'masked';
    const state = this.#state;
    for (let i = 0; i < this.#states[0]!.length; i++) {
      if (this.#attrs.partial && this.#block(i, 3) === 0) continue; // weights come first
      this.#load(i);
      if (decays) state['w']! -= state['w']! * decay * (masked ? this.#block(i, 1) : 1); // every state has w
      step(state, this.#gradient(i), this.#here);
      this.#names.forEach((name, index) => {
        this.#states[index]![i] = state[name]!; // one array per name
      });
    }
  }

  /** Makes a weight the current one. */
  #load(i: number): void {
    this.#names.forEach((name, index) => {
      this.#state[name] = this.#states[index]![i]!; // one array per name
    });
    this.#here.i = i;
    this.#here.variable = this.#block(i, 0);
    this.#here.number = this.#block(i, 2);
  }

  #block(i: number, column: number): number {
    return this.#attrs.placed ? this.#reads['blocks']![Math.floor(i / BLOCK) * 4 + column]! : 0; // a row per block
  }

  #gradient(i: number): number {
    const { clip, clipNorm } = this.#attrs;
    const { scale = 1 } = this.#rates;
    let g = this.#reads['gradient']![i]! * scale; // of the weights' size
    if (clipNorm !== null) {
      const norm = Math.sqrt(this.#reads['squares']![this.#block(i, 0)]!) * scale; // given with clipNorm
      g *= clipNorm / Math.max(norm, clipNorm);
    }
    return clip === null ? g : Math.min(Math.max(g, -clip), clip);
  }

  #average(): void {
    const { emaMomentum = 0, overwrite = 0 } = this.#rates;
    const [weights, average] = [this.#states[0]!, this.#states[this.#states.length - 1]!]; // the first and the last state
    for (let i = 0; i < weights.length; i++) {
      average[i] = emaMomentum * average[i]! + (1 - emaMomentum) * weights[i]!; // same size
      if (overwrite > 0.5) weights[i] = average[i]!;
    }
  }
}

export function updateOnCpu(
  rule: UpdateRule,
  attrs: UpdateAttrs,
  outputs: readonly Values[],
  inputs: readonly Values[],
): void {
  new Reference(rule, attrs, outputs, inputs).run();
}
