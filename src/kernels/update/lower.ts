/** The dispatches of an update. */
import { gridOf, groupFor } from '../../runtime/grid.ts';
import type { Dispatch, LowerContext, Operand } from '../../runtime/op.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { AVERAGE, readNames, stateNames, type UpdateAttrs } from './attrs.ts';
import type { UpdateRule } from './rule.ts';
import { type Pass, passText } from './text.ts';

/** Numbers as WGSL literals without a type, so that the shader's `1.0 - BETA_2` is worked out in double precision. */
function floats(constants: Readonly<Record<string, number | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(constants).flatMap(([name, value]) =>
      value === null ? [] : [[name, Number.isInteger(value) ? `${value}.0` : String(value)]],
    ),
  );
}

class Lowering {
  readonly #rule: UpdateRule;
  readonly #context: LowerContext<UpdateAttrs>;
  readonly #operands = new Map<string, Operand>();
  readonly #size: number;

  constructor(rule: UpdateRule, context: LowerContext<UpdateAttrs>) {
    this.#rule = rule;
    this.#context = context;
    this.#size = sizeOf(context.inputs[0]!.shape) / 4; // weights come first, in vectors of four
    const states = stateNames(rule, context.attrs).map((name) => (name === AVERAGE ? name : `state_${name}`));
    [...states, ...readNames(rule, context.attrs)].forEach((name, index) => {
      this.#operands.set(name, context.input(index));
    });
  }

  dispatches(): readonly Dispatch[] {
    const { attrs } = this.#context;
    if (!attrs.segments) return this.#last('whole');
    return [this.#pass({ kind: 'prepare', averaged: false }), ...this.#norms(), ...this.#last('finish')];
  }

  /** The pass that ends the step, with the average where one kernel may bind so much. */
  #last(kind: 'whole' | 'finish'): Dispatch[] {
    const { attrs, limits } = this.#context;
    if (attrs.average === 'none') return [this.#pass({ kind, averaged: false })];
    const together: Pass = { kind, averaged: true };
    const { bound } = passText(this.#rule, attrs, together, this.#size);
    if (bound.length <= limits.maxStorageBuffersPerShaderStage) return [this.#pass(together)];
    return [this.#pass({ kind, averaged: false }), this.#pass({ kind: 'average', averaged: true })];
  }

  #bindings(names: readonly string[]): Record<string, Operand> {
    return Object.fromEntries(names.map((name) => [name, this.#operands.get(name)!])); // passes name what was given
  }

  #constants(): Record<string, number | string> {
    const { constants, clip, clipNorm } = this.#context.attrs;
    return { SIZE: this.#size, ...floats({ ...constants, CLIP: clip, CLIP_NORM: clipNorm }) };
  }

  #pass(pass: Pass): Dispatch {
    const { attrs, profile, limits } = this.#context;
    const grid = gridOf(this.#size, groupFor(this.#size, profile), limits);
    const { text, bound } = passText(this.#rule, attrs, pass, this.#size);
    return this.#context.kernel(text, {
      ...(pass.kind === 'whole' ? {} : { label: pass.kind }),
      file: `${this.#rule.name}.wgsl`,
      constants: { ...this.#constants(), ...grid.constants },
      bindings: this.#bindings(bound),
      workgroups: grid.workgroups,
    });
  }

  #norms(): readonly Dispatch[] {
    const { attrs } = this.#context;
    const { text, bound } = passText(this.#rule, attrs, { kind: 'norms', averaged: false }, this.#size);
    const lowered = this.#rule.norms!.lower({
      context: this.#context as LowerContext<unknown>,
      sizes: attrs.segments!,
      text,
      bindings: this.#bindings(bound),
      constants: this.#constants(),
      chunkTable: this.#operands.get('chunks')!,
      headTable: this.#operands.get('heads')!,
    }); // only called for rules with norms, which are given the tables
    this.#operands.set('sums', lowered.sums);
    return lowered.dispatches;
  }
}

export function lowerUpdate(rule: UpdateRule, context: LowerContext<UpdateAttrs>): readonly Dispatch[] {
  return new Lowering(rule, context).dispatches();
}
