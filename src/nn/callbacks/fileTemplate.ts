/** File names with values in them, as Python formats them: `net-{epoch:02d}-{val_loss:.2f}.keras`. */
import { InvalidArgumentError, unknownName } from '../../runtime/errors.ts';

/** `{name}`, `{name:02d}`, and doubled braces for braces. */
const FIELD = /\{\{|\}\}|\{([\w./-]*)(?::([^{}]*))?\}/g;

/** `[[fill]align][sign][0][width][,][.precision][type]` */
const SPEC = /^(?:(.)?([<>=^]))?([+ -])?(0)?(\d+)?(,)?(?:\.(\d+))?([defgEFG%])?$/;

/** Names of the values that a template has. */
export function templateFields(template: string): string[] {
  return [...template.matchAll(FIELD)].map(([, name]) => name).filter((name) => name !== undefined);
}

/** `1.5e-7` with two digits behind the e at least: `1.5e-07`. */
function exponential(value: number, digits: number): string {
  return value.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Python's `g`: as many significant digits, without zeros behind them. */
function general(value: number, digits: number): string {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(Number(value.toPrecision(Math.max(1, digits))))));
  if (exponent < -4 || exponent >= Math.max(1, digits)) {
    const [mantissa = '', power = ''] = exponential(value, Math.max(0, digits - 1)).split('e');
    return `${withoutZeros(mantissa)}e${power}`;
  }
  return withoutZeros(value.toFixed(Math.max(0, digits - 1 - exponent)));
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function digitsOf(value: number, type: string | undefined, precision: number | null): string {
  switch (type?.toLowerCase()) {
    case 'd':
      return String(Math.trunc(value));
    case 'f':
      return value.toFixed(precision ?? 6);
    case 'e':
      return exponential(value, precision ?? 6);
    case '%':
      return `${(value * 100).toFixed(precision ?? 6)}%`;
    case 'g':
      return general(value, precision ?? 6);
    default:
      return precision === null ? String(value) : general(value, precision);
  }
}

/** A number as Python's `format(value, spec)`. */
export function formatNumber(value: number, spec: string): string {
  const match = SPEC.exec(spec);
  if (!match)
    throw new InvalidArgumentError({
      who: 'ModelCheckpoint',
      expected: "a format like '02d' or '.2f' behind the colon in filepath",
      received: spec,
    });
  const [, fill = ' ', align = '>', sign, zero, width, comma, precision, type] = match;
  const digits = digitsOf(Math.abs(value), type, precision === undefined ? null : Number(precision));
  const grouped = comma ? digits.replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, ',') : digits;
  const front = value < 0 ? '-' : sign === '+' || sign === ' ' ? sign : '';
  const upper = type && /[EFG]/.test(type) ? grouped.toUpperCase() : grouped;
  const room = Number(width ?? 0);
  if (zero || align === '=') return front + upper.padStart(room - front.length, zero ? '0' : fill);
  const whole = front + upper;
  if (align === '<') return whole.padEnd(room, fill);
  if (align === '^')
    return whole.padStart(whole.length + Math.floor((room - whole.length) / 2), fill).padEnd(room, fill);
  return whole.padStart(room, fill);
}

/**
 * A template with its values.
 *
 * @throws InvalidArgumentError for names that have no value.
 */
export function fillTemplate(template: string, values: Readonly<Record<string, number>>): string {
  return template.replace(FIELD, (text: string, name: string | undefined, spec: string | undefined) => {
    if (name === undefined) return text.charAt(0);
    const value = values[name];
    if (value === undefined) throw unknownName('ModelCheckpoint', 'a value in filepath', name, Object.keys(values));
    return spec === undefined ? String(value) : formatNumber(value, spec);
  });
}
