/** Putting WGSL text together: conditions, constants, shared functions, bindings. Text is byte-stable from run to run. */
import { wgsl } from 'wgsl-preprocessor/wgsl-preprocessor.js';
import { InvalidArgumentError } from '../errors.ts';
import type { DType } from '../spec.ts';

/** The WGSL type of an element in memory. */
export const STORED_TYPE: Readonly<Record<DType, string>> = {
  float32: 'f32',
  int32: 'i32',
  uint32: 'u32',
  bool: 'u32',
};

/** The WGSL type of an element in an expression. */
export const VALUE_TYPE: Readonly<Record<DType, string>> = {
  float32: 'f32',
  int32: 'i32',
  uint32: 'u32',
  bool: 'bool',
};

const MAX_F32 = 3.4028234663852886e38;

/** A number as a WGSL literal that has exactly its float32 value; infinities become the largest finite number. */
export function floatLiteral(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return 'bitcast<f32>(0x7fc00000u)';
  const finite = Math.min(MAX_F32, Math.max(-MAX_F32, rounded));
  const text = String(finite);
  return /[.e]/.test(text) ? `${text}f` : `${text}.0f`;
}

/** A number as a literal of an element type. */
export function literal(value: number, dtype: DType): string {
  if (dtype === 'bool') return value !== 0 ? 'true' : 'false';
  if (dtype === 'uint32') return `${value >>> 0}u`;
  if (dtype === 'int32') return value === -2147483648 ? 'i32(-2147483647 - 1)' : `${Math.trunc(value)}i`;
  return floatLiteral(value);
}

/** Resolves `//#if NAME`, `//#elif NAME`, `//#else`, `//#endif`; a NAME that is not given is an error. */
export function preprocess(file: string, text: string, flags: Readonly<Record<string, boolean>>): string {
  const strings: string[] = [];
  const values: boolean[] = [];
  let last = 0;
  for (const match of text.matchAll(/#(?:if|elif) +([A-Z0-9_]+)/g)) {
    const name = match[1]!; // the group always takes part
    const value = flags[name];
    if (value === undefined) {
      throw new InvalidArgumentError({ who: file, expected: `the flag ${name} must be given` });
    }
    const end = match.index + match[0].length;
    strings.push(text.slice(last, end - name.length));
    values.push(value);
    last = end;
  }
  strings.push(text.slice(last));
  return wgsl(strings, ...values);
}

/** Top-level functions and constants of a library text, by name. Each starts at the beginning of a line and ends with `}` or `;` there. */
function parseLibrary(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const match of text.matchAll(/^(?:fn (\w+)[\s\S]*?^\}|const (\w+).*;|struct (\w+)[\s\S]*?^\})/gm)) {
    parts.set((match[1] ?? match[2] ?? match[3])!, match[0]); // one of the three names takes part
  }
  return parts;
}

const parsed = new Map<string, ReadonlyMap<string, string>>();

function library(text: string): ReadonlyMap<string, string> {
  const known = parsed.get(text);
  if (known) return known;
  const parts = parseLibrary(text);
  parsed.set(text, parts);
  return parts;
}

/** The functions of the libraries that a text calls, directly or through others, each before its callers. */
export function usedFunctions(text: string, libraries: Iterable<string>): string {
  const available = new Map<string, string>();
  for (const each of libraries) for (const [name, part] of library(each)) available.set(name, part);
  const chosen: string[] = [];
  const seen = new Set<string>();
  const visit = (code: string) => {
    for (const [name] of code.matchAll(/\b[A-Za-z_]\w*\b/g)) {
      const part = available.get(name);
      if (part === undefined || seen.has(name)) continue;
      seen.add(name);
      visit(part);
      chosen.push(part);
    }
  };
  visit(text);
  return chosen.join('\n');
}

/** `const NAME = value;` lines; integers become `u32`, other numbers `f32`, text stays as it is. */
export function constantLines(constants: Readonly<Record<string, number | string>>): string {
  return Object.entries(constants)
    .map(([name, value]) => {
      if (typeof value === 'string') return `const ${name} = ${value};`;
      return `const ${name} = ${Number.isInteger(value) && value >= 0 ? `${value}u` : floatLiteral(value)};`;
    })
    .join('\n');
}

/** One `var<storage>` line of a shader. */
export interface DeclaredBinding {
  readonly line: string;
  readonly binding: number;
  readonly access: 'read' | 'read_write';
  readonly name: string;
  readonly type: string;
}

/** The `@group(0) @binding(n) var<storage, ...> name: type;` lines of a text. */
export function declaredBindings(text: string): DeclaredBinding[] {
  const pattern = /^@group\(0\) @binding\((\d+)\) var<storage, (read|read_write)> (\w+): ([^;]+);/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    line: match[0],
    binding: Number(match[1]),
    access: match[2] as 'read' | 'read_write',
    name: match[3]!, // groups 3 and 4 always take part
    type: match[4]!,
  }));
}

/** A binding line. */
export function bindingLine(binding: number, access: 'read' | 'read_write', name: string, type: string): string {
  return `@group(0) @binding(${binding}) var<storage, ${access}> ${name}: ${type};`;
}
