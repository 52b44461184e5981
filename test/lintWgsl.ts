/** What every kernel's text must keep to: the rules of ARCHITECTURE.md, section 4, that can be read off the text. */
import { DEFAULT_LIMITS } from '../src/runtime/cpu/device.ts';

/** Loops whose number of rounds depends on data. Each slows its kernel by the browser's guard against endless loops. */
const ALLOWED_LOOPS: Readonly<Record<string, string>> = {
  'for (var p = starts[row]; p < end; p++)': 'scatter.wgsl: a row of the table may occur any number of times',
};

const LOOP = /for \(var (\w+) = 0u; \1 < ([^;]+); \1\+\+\)/;

/** Numbers by name: `const NAME = 12u;`, also computed from others. */
function constantsOf(code: string): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  for (const [, name, expression] of code.matchAll(/^const (\w+) = ([^;]+);/gm)) {
    const value = valueOf(expression!, known); // both groups take part
    if (value !== null) known.set(name!, value);
  }
  return known;
}

/** The value of a constant expression of unsigned integers, or null when it is none. */
function valueOf(expression: string, constants: ReadonlyMap<string, number>): number | null {
  const tokens = expression.match(/\d+u?\b|[A-Za-z_]\w*|[-+*/%()]|\S/g) ?? [];
  const numbers = tokens.map((token) => {
    if (/^\d+u?$/.test(token)) return String(Number.parseInt(token, 10));
    return /^[-+*/%()]$/.test(token) ? token : (constants.get(token) ?? null);
  });
  if (numbers.includes(null)) return null;
  const text = numbers.join(' ');
  return Math.floor(Number(new Function(`return ${text};`)())); // only numbers and operators, checked above
}

/** The text between the braces that follow a place. */
function bodyAfter(code: string, place: number): string {
  const start = code.indexOf('{', place);
  let depth = 0;
  for (let at = start; at < code.length; at++) {
    if (code[at] === '{') depth++;
    if (code[at] === '}' && --depth === 0) return code.slice(start, at);
  }
  return code.slice(start);
}

function loops(code: string, constants: ReadonlyMap<string, number>): string[] {
  const wrong = [...code.matchAll(/\b(?:while\b|loop\s*\{)/g)].map(([text]) => `a loop without a bound: ${text}`);
  for (const match of code.matchAll(/\bfor \(.*?;.*?;.*?\)(?= \{)/g)) {
    const [text] = match;
    if (text in ALLOWED_LOOPS) continue;
    const parts = LOOP.exec(text);
    if (!parts || valueOf(parts[2]!, constants) === null) wrong.push(`not a loop up to a constant: ${text}`);
    else if (new RegExp(`\\b${parts[1]} *([-+*/%&|^]?=(?!=)|\\+\\+|--)`).test(bodyAfter(code, match.index)))
      wrong.push(`the body changes the counter: ${text}`);
  }
  return wrong;
}

/** Bytes of a WGSL type: vectors, structs of numbers, arrays of them. */
function bytesOf(type: string, code: string, constants: ReadonlyMap<string, number>): number {
  const array = /^array<(.+), ([^<>]+)>$/.exec(type);
  if (array) return bytesOf(array[1]!, code, constants) * (valueOf(array[2]!, constants) ?? Number.POSITIVE_INFINITY);
  const vector = /^vec([234])(?:f|i|u|<\w+>)$/.exec(type);
  if (vector) return vector[1] === '2' ? 8 : 16;
  const fields = new RegExp(`struct ${type} \\{([^}]*)\\}`).exec(code)?.[1];
  return fields ? 4 * fields.split(':').length - 4 : 4;
}

function workgroups(code: string, constants: ReadonlyMap<string, number>): string[] {
  const size = /@workgroup_size\(([^)]+)\)/.exec(code)?.[1];
  if (!size) return ['no workgroup size'];
  const invocations = size.split(',').reduce((product, each) => product * (valueOf(each, constants) ?? Number.NaN), 1);
  const memory = [...code.matchAll(/var<workgroup> \w+: ([^;]+);/g)].reduce(
    (sum, [, type]) => sum + bytesOf(type!, code, constants), // the group takes part
    0,
  );
  return [
    ...(invocations <= DEFAULT_LIMITS.maxComputeInvocationsPerWorkgroup ? [] : [`${invocations} invocations`]),
    ...(memory <= DEFAULT_LIMITS.maxComputeWorkgroupStorageSize ? [] : [`${memory} bytes of workgroup memory`]),
  ];
}

/** Numbers that an implementation may take as never occurring, or that do not compile. */
const SPECIAL = [
  /\b(?:inf|infinity|nan)\b/i,
  /bitcast<f32>\(0x[7f]f[89a-f]/i,
  /\b0x1p\+?128/i,
  /\be\+?(?:39|[4-9]\d)f?\b/,
];

function bindings(code: string): string[] {
  const declared = [...code.matchAll(/@group\((\d+)\) @binding\((\d+)\) var<(\w+)/g)];
  const numbers = declared.map(([, , binding]) => Number(binding)).sort((a, b) => a - b);
  const storage = declared.filter(([, , , space]) => space === 'storage');
  return [
    ...(storage.length <= DEFAULT_LIMITS.maxStorageBuffersPerShaderStage ? [] : [`${storage.length} storage bindings`]),
    ...declared.filter(([, group]) => group !== '0').map(([text]) => `not in group 0: ${text}`),
    ...(numbers.every((binding, index) => binding === index) ? [] : [`bindings ${numbers.join(', ')}`]),
  ];
}

/** What is wrong with a kernel's text. */
export function lintWgsl(commented: string): string[] {
  const code = commented.replace(/\/\/.*$/gm, '');
  const constants = constantsOf(code);
  return [
    ...loops(code, constants),
    ...workgroups(code, constants),
    ...bindings(code),
    ...SPECIAL.flatMap((pattern) => {
      const found = pattern.exec(code);
      return found ? [`a special number: ${found[0]}`] : [];
    }),
  ];
}
