/** Optimizer updates: one kernel steps all weights at once. An optimizer is a rule: a few lines of WGSL, the same on the CPU. */
import shader from '../../shaders/update.wgsl?raw';
import { applyAll, type GraphNode } from '../runtime/graph.ts';
import { gridOf, groupFor } from '../runtime/grid.ts';
import { defineOp, type Op } from '../runtime/op.ts';
import { preprocess } from '../runtime/plan/wgsl.ts';
import { sizeOf } from '../runtime/spec.ts';

/** Numbers and switches of a rule; part of the kernel's text. */
export interface RuleOptions {
  readonly constants: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, boolean>>;
}

/** A weight and its slots, by name. */
export type UpdateState = Record<string, number>;

/** How one weight is updated. */
export interface UpdateRule {
  readonly name: string;
  /** WGSL with `fn update(state: State, g: vec4f, rates: Rates) -> State`. */
  readonly shader: string;
  /** Names of the rates, in the order in which their nodes are given. */
  readonly rates: readonly string[];
  /** Names of the slots that an option set needs. */
  slots(options: RuleOptions): readonly string[];
  /** The same as the shader: changes the state. */
  cpu(state: UpdateState, g: number, rates: Readonly<Record<string, number>>, options: RuleOptions): void;
}

/** What is done to gradient and weight around a rule. */
export interface UpdateAttrs extends RuleOptions {
  /** Gradients are limited to [-clip, clip]. */
  readonly clip: number | null;
  /** Whether gradients are multiplied by a scale (clipping by norm). */
  readonly scaled: boolean;
  /** Whether weights decay: `all` of them, `masked` (a mask says which), or none. */
  readonly decay: 'none' | 'all' | 'masked';
}

/** Weights per entry of the decay mask: variables are aligned to so many. */
export const MASK_BLOCK = 64;

/** Everything that one update reads and writes; all blocks have the weights' layout. */
export interface UpdateInputs {
  readonly weights: GraphNode;
  readonly gradient: GraphNode;
  readonly slots: readonly GraphNode[];
  /** Scalars, in the order of the rule's `rates`. */
  readonly rates: readonly GraphNode[];
  readonly scale: GraphNode | null;
  readonly decay: GraphNode | null;
  readonly mask: GraphNode | null;
}

function extras(attrs: UpdateAttrs): string[] {
  return [
    ...(attrs.scaled ? ['gradientScale'] : []),
    ...(attrs.decay === 'none' ? [] : ['decay']),
    ...(attrs.decay === 'masked' ? ['decayed'] : []),
  ];
}

/** Binding lines and the functions that the shader leaves open. */
function surroundings(rule: UpdateRule, slots: readonly string[]): string {
  const fields = ['w', ...slots];
  const lines = [
    ...rule.rates.map(
      (name, index) => `@group(0) @binding(${10 + index}) var<storage, read> rate_${name}: array<f32>;`,
    ),
    ...fields.map(
      (name, index) => `@group(0) @binding(${20 + index}) var<storage, read_write> state_${name}: array<vec4f, SIZE>;`,
    ),
    `struct State { ${fields.map((name) => `${name}: vec4f`).join(', ')} }`,
    `struct Rates { ${rule.rates.map((name) => `${name}: f32`).join(', ')} }`,
    `fn load(i: u32) -> State { return State(${fields.map((name) => `state_${name}[i]`).join(', ')}); }`,
    `fn save(i: u32, state: State) {\n${fields.map((name) => `  state_${name}[i] = state.${name};`).join('\n')}\n}`,
    `fn rates() -> Rates { return Rates(${rule.rates.map((name) => `rate_${name}[0]`).join(', ')}); }`,
  ];
  return lines.join('\n');
}

/** Makes the op of a rule. Inputs: weights, slots, gradient, rates, then scale, decay, mask as far as they are used. */
/* @__NO_SIDE_EFFECTS__ */
export function defineUpdate(rule: UpdateRule): Op<UpdateAttrs> {
  return defineOp<UpdateAttrs>({
    name: rule.name,
    infer: (inputs, attrs) => inputs.slice(0, 1 + rule.slots(attrs).length),
    inPlace: Array.from({ length: 8 }, (_, index) => [index, index] as const),
    lower(context) {
      const { attrs, limits } = context;
      const slots = rule.slots(attrs);
      const size = sizeOf(context.inputs[0]!.shape) / 4; // weights, in vectors of four
      const grid = gridOf(size, groupFor(size, context.profile), limits);
      const file = `${rule.name}.wgsl`;
      const first = 1 + slots.length;
      const names = ['gradient', ...rule.rates.map((name) => `rate_${name}`), ...extras(attrs)];
      const bindings = Object.fromEntries([
        ...['w', ...slots].map((name, index) => [`state_${name}`, context.input(index)] as const),
        ...names.map((name, index) => [name, context.input(first + index)] as const),
      ]);
      const text = [surroundings(rule, slots), preprocess(file, rule.shader, attrs.flags), shader].join('\n');
      return [
        context.kernel(text, {
          file,
          constants: {
            SIZE: size,
            ...floats(attrs.constants),
            ...(attrs.clip === null ? {} : floats({ CLIP: attrs.clip })),
            ...grid.constants,
          },
          flags: {
            SCALED: attrs.scaled,
            CLIPPED: attrs.clip !== null,
            DECAYED: attrs.decay !== 'none',
            MASKED: attrs.decay === 'masked',
          },
          bindings,
          workgroups: grid.workgroups,
        }),
      ];
    },
    cpu(outputs, inputs, _, attrs) {
      const slots = ['w', ...rule.slots(attrs)];
      const [gradient, ...rest] = inputs.slice(slots.length);
      const rates = Object.fromEntries(rule.rates.map((name, index) => [name, rest[index]![0]!])); // scalars
      const more = Object.fromEntries(extras(attrs).map((name, index) => [name, rest[rule.rates.length + index]!])); // given with the attrs
      const state: UpdateState = {};
      for (let i = 0; i < gradient!.length; i++) {
        slots.forEach((name, index) => {
          state[name] = inputs[index]![i]!; // one input per slot
        });
        let g = gradient![i]! * (more['gradientScale']?.[0] ?? 1);
        if (attrs.clip !== null) g = Math.min(Math.max(g, -attrs.clip), attrs.clip);
        const mask = more['decayed']?.[Math.floor(i / MASK_BLOCK)] ?? 1;
        state['w']! -= state['w']! * (more['decay']?.[0] ?? 0) * mask; // set above
        rule.cpu(state, g, rates, attrs);
        slots.forEach((name, index) => {
          outputs[index]![i] = state[name]!; // one output per slot
        });
      }
    },
  });
}

/** Numbers as WGSL literals without a type, so that the shader's `1.0 - BETA_2` is worked out in double precision. */
function floats(constants: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(constants).map(([name, value]) => [name, Number.isInteger(value) ? `${value}.0` : String(value)]),
  );
}

/** The new weights and slots. */
export function applyUpdate(op: Op<UpdateAttrs>, inputs: UpdateInputs, attrs: UpdateAttrs): readonly GraphNode[] {
  const optional = [inputs.scale, inputs.decay, inputs.mask].filter((node) => node !== null);
  return applyAll(op, [inputs.weights, ...inputs.slots, inputs.gradient, ...inputs.rates, ...optional], attrs);
}
