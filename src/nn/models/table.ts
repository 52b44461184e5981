/** Text in columns between lines, laid out as the tables in Keras's summaries. */
import { InvalidArgumentError } from '../../runtime/errors.ts';

export interface Column {
  readonly title: string;
  /** Where it ends, in characters; the last one's is the width of the table. */
  readonly end: number;
  readonly align: 'left' | 'right' | 'center';
}

/** To the nearest whole number, halves to the even one, as Python rounds. */
function rounded(value: number): number {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}

/** Widths with a blank on both sides. What lines and blanks take is shared out evenly. */
function widthsOf(columns: readonly Column[]): number[] {
  const total = columns[columns.length - 1]!.end; // a table has columns
  const wanted = columns.map(({ end }, index) => end - (columns[index - 1]?.end ?? 0) + 2);
  let excess = wanted.reduce((sum, width) => sum + width, 0) - (total - columns.length - 1);
  return wanted.map((width, index) => {
    const own = rounded(excess / (wanted.length - index));
    excess -= own;
    return width - own;
  });
}

/** Text broken into lines of at most `width` characters: between words, and inside of words that are longer. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/\s*\S+\s*/g) ?? []) {
    let rest = word;
    if (line.length + rest.trimEnd().length > width && line !== '') {
      lines.push(line);
      line = '';
    }
    for (; rest.trimEnd().length > width; rest = rest.slice(width)) lines.push(rest.slice(0, width));
    line += rest;
  }
  return [...lines, line].map((each) => each.trimEnd());
}

function aligned(text: string, width: number, align: Column['align']): string {
  if (align === 'right') return text.padStart(width);
  return align === 'left'
    ? text.padEnd(width)
    : text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width);
}

/** The lines of a table. @throws InvalidArgumentError when a column would have no room. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = widthsOf(columns);
  if (widths.some((width) => width < 4)) {
    throw new InvalidArgumentError({
      who: 'summary',
      expected: 'a line with room for each column',
      received: columns.map(({ end }) => end),
      fix: 'Give a larger lineLength, or other positions.',
    });
  }
  const rule = (ends: string, line: string) =>
    `${ends[0]}${widths.map((width) => line.repeat(width)).join(ends[1])}${ends[2]}`;
  const row = (cells: readonly string[], edge: string): string[] => {
    const parts = cells.map((cell, index) => wrapped(cell, widths[index]! - 2)); // one width per cell
    const height = Math.max(...parts.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => {
      const texts = parts.map(
        (part, index) => ` ${aligned(part[line] ?? '', widths[index]! - 2, columns[index]!.align)} `, // one column per cell
      );
      return `${edge}${texts.join(edge)}${edge}`;
    });
  };
  const titles = columns.map(({ title }) => title);
  const body = rows.flatMap((cells, index) => [...(index === 0 ? [] : [rule('├┼┤', '─')]), ...row(cells, '│')]);
  return [rule('┏┳┓', '━'), ...row(titles, '┃'), rule('┡╇┩', '━'), ...body, rule('└┴┘', '─')];
}
