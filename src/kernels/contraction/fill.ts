/** Marked places in shader texts that are unrolled by code. */

/** Replaces each line `// NAME` by lines of its own. */
export function fillMarks(shader: string, parts: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(parts).reduce((text, [name, lines]) => {
    const mark = new RegExp(`^( *)// ${name}$`, 'm');
    if (!mark.test(text)) throw new Error(`the shader has no mark ${name}`);
    return text.replace(mark, (_, indent: string) => lines.map((line) => indent + line).join('\n'));
  }, shader);
}

/** 0, 1, ... count - 1 */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
