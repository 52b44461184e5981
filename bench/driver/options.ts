import { parseArgs } from 'node:util';
import { type ContestantName, contestantNames } from '../contestants/names.ts';
import { workloads } from '../workloads/index.ts';
import type { AdapterChoice, Workload } from '../workloads/workload.ts';

export interface Options {
  readonly workloads: readonly Workload[];
  readonly contestants: readonly ContestantName[];
  readonly rounds: number;
  readonly adapter: AdapterChoice;
  readonly size: boolean;
  readonly write: boolean;
}

const ids = workloads.map(({ id }) => id);

export const HELP = `npm run bench -- [options]

  --only W1,M1                 these rows only: ${ids.join(', ')}, size
  --contestants hornbeam,jax   these contestants only: ${contestantNames.join(', ')}
  --rounds n                   timed samples of each contestant, taken in turn (3)
  --quick                      one round
  --adapter gpu|swiftshader    the machine's GPU, or the CPU in its place (swiftshader)
  --write                      also write bench/results/<date>-<adapter>.md`;

/** Members of `known` named in a comma-separated list; all of them without one. Case does not matter. */
function choose<Name extends string>(option: string, list: string | undefined, known: readonly Name[]): Name[] {
  if (list === undefined) return [...known];
  const wanted = list.split(',').map((name) => name.trim().toLowerCase());
  const unknown = wanted.find((name) => !known.some((each) => each.toLowerCase() === name));
  if (unknown !== undefined) throw new Error(`--${option}: ${unknown} is not one of ${known.join(', ')}.`);
  return known.filter((name) => wanted.includes(name.toLowerCase()));
}

function parseRounds(text: string): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds must be a positive integer, received ${text}.`);
  return rounds;
}

/** The options of the command line, or null when help was asked for. */
export function parseOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      contestants: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean' },
      adapter: { type: 'string', default: 'swiftshader' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return null;
  const [adapter = 'swiftshader'] = choose('adapter', values.adapter, ['swiftshader', 'gpu'] as const);
  const rows = choose('only', values.only, [...ids, 'size']);
  return {
    workloads: workloads.filter(({ id }) => rows.includes(id)),
    contestants: choose('contestants', values.contestants, contestantNames),
    rounds: values.quick ? 1 : parseRounds(values.rounds ?? '3'),
    adapter,
    size: rows.includes('size'),
    write: values.write,
  };
}
