/** The WGSL of one pass of an update: the rule, shaders/update.wgsl, and what both leave open. */
import shader from '../../../shaders/update.wgsl?raw';
import { preprocess } from '../../runtime/plan/wgsl.ts';
import { AVERAGE, BLOCK, hasRate, RATE_STRIDE, type UpdateAttrs } from './attrs.ts';
import type { UpdateRule } from './rule.ts';

/** `whole`: everything at once. Rules with norms: `prepare`, `norms`, `finish`. `average`: only that. */
export interface Pass {
  readonly kind: 'whole' | 'prepare' | 'norms' | 'finish' | 'average';
  readonly averaged: boolean;
}

export interface PassText {
  readonly text: string;
  /** Names of the inputs that the text uses. */
  readonly bound: readonly string[];
}

/** Whether a pass looks at the gradient. */
function readsGradient({ norms }: UpdateRule, { kind }: Pass): boolean {
  if (kind === 'norms' || kind === 'finish') return norms?.keepsGradient ?? false;
  return kind !== 'average';
}

function flagsOf(rule: UpdateRule, attrs: UpdateAttrs, { kind, averaged }: Pass): Record<string, boolean> {
  return {
    STEPS: kind !== 'average',
    GRADIENT: readsGradient(rule, { kind, averaged }),
    NORMS: kind === 'norms',
    PREPARES: kind === 'prepare',
    DECAYS: attrs.decay !== 'none' && (kind === 'whole' || kind === 'prepare'),
    MASKED: attrs.decay === 'masked',
    SCALED: hasRate(attrs, 'scale'),
    SHORTENED: attrs.clipNorm !== null,
    CLIPPED: attrs.clip !== null,
    GATED: hasRate(attrs, 'gate'),
    PARTIAL: attrs.partial,
    AVERAGED: averaged,
    OVERWRITTEN: attrs.average === 'overwrites',
  };
}

/** State, Rates and Here, with the functions that read and write them. */
function functions(rule: UpdateRule, attrs: UpdateAttrs, pass: Pass): string {
  const slots = pass.kind === 'average' ? [] : rule.slots(attrs);
  const fields = ['w', ...slots];
  const rates = [...attrs.rates, ...Object.keys(attrs.fixed)];
  const values = [
    ...attrs.rates.map((_, index) => `packedRates[${index * RATE_STRIDE}]`),
    ...Object.values(attrs.fixed).map((value) => `f32(${value})`),
  ];
  const norms = pass.kind === 'finish' ? (rule.norms?.names ?? []) : [];
  const sums = norms.map((_, index) => (norms.length === 1 ? 'sums[u32(b.x)]' : `sums[u32(b.x)][${index}]`));
  const placed = attrs.placed && (pass.kind === 'finish' || readsGradient(rule, pass));
  return [
    `struct State { ${fields.map((name) => `${name}: vec4f`).join(', ')} }`,
    `struct Rates { ${rates.map((name) => `${name}: f32`).join(', ')} }`,
    `struct Here { ${['i: u32', 'variable: u32', 'number: f32', ...norms.map((name) => `${name}: f32`)].join(', ')} }`,
    `fn load(i: u32) -> State { return State(${fields.map((name) => `state_${name}[i]`).join(', ')}); }`,
    `fn currentRates() -> Rates { return Rates(${values.join(', ')}); }`,
    placed
      ? `fn placeOf(i: u32) -> Here {\n  let b = blocks[i / ${BLOCK / 4}u];\n  return Here(${['i', 'u32(b.x)', 'b.z', ...sums].join(', ')});\n}`
      : 'fn placeOf(i: u32) -> Here { return Here(i, 0u, 0.0); }',
    pass.kind === 'norms'
      ? measured(rule.norms?.names ?? [])
      : `fn save(i: u32, state: State) {\n${fields.map((name) => `  state_${name}[i] = state.${name};`).join('\n')}\n}`,
  ].join('\n');
}

function measured(names: readonly string[]): string {
  const squares = names.map((name) => `dot(v.${name}, v.${name})`);
  return [
    `struct Vectors { ${names.map((name) => `${name}: vec4f`).join(', ')} }`,
    `fn squaresOf(v: Vectors) -> Sum { return Sum(${squares.join(', ')}); }`,
  ].join('\n');
}

/** Binding lines of everything that may be read or written, by name. */
function bindingLines(rule: UpdateRule, attrs: UpdateAttrs, size: number): Record<string, string> {
  const sum = rule.norms?.names.length === 2 ? 'vec2f' : 'f32';
  const read: Record<string, string> = {
    gradient: `array<vec4f, ${size}>`,
    packedRates: 'array<f32>',
    squares: 'array<f32>',
    blocks: `array<vec4f, ${(size * 4) / BLOCK}>`,
    sums: `array<${sum}, ${attrs.segments?.segments ?? 1}>`,
    ...rule.reads,
  };
  const written = [AVERAGE, ...['w', ...rule.slots(attrs)].map((name) => `state_${name}`)];
  const lines = [
    ...Object.entries(read).map(([name, type], index) => [
      name,
      `@binding(${index}) var<storage, read> ${name}: ${type};`,
    ]),
    ...written.map((name, index) => [
      name,
      `@binding(${20 + index}) var<storage, read_write> ${name}: array<vec4f, ${size}>;`,
    ]),
  ];
  return Object.fromEntries(lines.map(([name, line]) => [name, `@group(0) ${line}`]));
}

/** @param size - Vectors of four weights. */
export function passText(rule: UpdateRule, attrs: UpdateAttrs, pass: Pass, size: number): PassText {
  const { kind } = pass;
  const flags = { ...attrs.flags, PREPARE: kind === 'prepare', NORMS: kind === 'norms', FINISH: kind === 'finish' };
  const body = [
    functions(rule, attrs, pass),
    ...(kind === 'average' ? [] : [preprocess(`${rule.name}.wgsl`, rule.shader, flags)]),
    preprocess('update.wgsl', shader, flagsOf(rule, attrs, pass)),
  ].join('\n');
  const code = body.replace(/\/\/.*/g, '');
  const used = Object.entries(bindingLines(rule, attrs, size)).filter(([name]) =>
    new RegExp(`\\b${name}\\b`).test(code),
  );
  return { text: [...used.map(([, line]) => line), body].join('\n'), bound: used.map(([name]) => name) };
}
