/** The text of one dispatch from its parts: bindings are numbered, unused functions left out. */
import { type Bindings, harmonize } from './bind.ts';
import type { Place, PlanBinding, PlannedDispatch } from './plan.ts';
import { bindingLine, declaredBindings, usedFunctions } from './wgsl.ts';

/** A WGSL function. */
export function functionText(name: string, parameters: string, lines: readonly string[], result = ''): string {
  return `fn ${name}(${parameters})${result === '' ? '' : ` -> ${result}`} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;
}

export interface Parts {
  readonly label: string;
  readonly file: string;
  readonly source: string;
  readonly code: string;
  readonly workgroups: readonly [number, number, number];
  readonly libraries: Iterable<string>;
  /** Bindings of generated parts. */
  readonly bindings: Bindings;
  /** Bindings that the shader's own text declares, by name. */
  readonly own: readonly { readonly name: string; readonly place: Place }[];
}

/** Numbers the bindings, settles their access, and puts the text together. */
export function assemble({ label, file, source, code, workgroups, libraries, bindings, own }: Parts): PlannedDispatch {
  const declared = declaredBindings(code);
  const ownBindings = declared.map(({ name, access }): PlanBinding => {
    const match = own.find((each) => each.name === name);
    if (!match) throw new Error(`${file}: the binding ${name} is declared but not given`);
    return { place: match.place, access };
  });
  for (const { name } of own) {
    if (!declared.some((each) => each.name === name))
      throw new Error(`${file}: the binding ${name} is given but not declared`);
  }
  const generated = bindings.declare(declared.length);
  const all = harmonize([...ownBindings, ...generated.bindings]);
  let text = code;
  declared.forEach(({ line, name, type }, index) => {
    const { access, place } = all[index]!; // one binding per declaration
    text = text.replace(line, bindingLine(index, access, name, fixedSize(type, place.words)));
  });
  const lines = generated.lines.map(({ line }, index) => line(all[declared.length + index]!.access)); // one binding per line
  const functions = usedFunctions(text, libraries);
  const directives = text.match(DIRECTIVE) ?? [];
  text = text.replace(DIRECTIVE, '');
  return {
    label,
    file,
    source,
    code: [...directives, ...lines, functions, text].filter((part) => part !== '').join('\n'),
    bindings: all,
    workgroups,
  };
}

/** Lines that WGSL wants before everything else. */
const DIRECTIVE = /^(?:enable|diagnostic).*;$/gm;

/** `array<f32>` as `array<f32, 100>`: an index that is provably inside needs no clamp. */
function fixedSize(type: string, words: number): string {
  const open = /^array<(f32|i32|u32)>$/.exec(type);
  return open ? `array<${open[1]}, ${words}>` : type;
}
