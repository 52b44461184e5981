/** What `summary()` prints, against Keras's layout: widths, connections, nested models, sizes. */
import { input, layers, Model, model, ops, sequential, tensor } from '../../../src/index.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { check, checkEqual, failure } from '../../expectations.ts';
import type { Behaviours } from '../models.ts';

type Options = Exclude<Parameters<Model['summary']>[0], ((line: string) => void) | undefined>;

function linesOf(own: Model, options: Options = {}): string[] {
  const lines: string[] = [];
  own.summary({ ...options, print: (line) => lines.push(line) });
  return lines;
}

/** The cells of the rows, without their blanks; a cell of several lines in one. */
function cellsOf(own: Model, options: Options = {}): string[][] {
  const rows: string[][] = [[]];
  for (const line of linesOf(own, options)) {
    if (line.startsWith('├')) rows.push([]);
    if (!line.startsWith('│')) continue;
    const cells = line.split('│').slice(1, -1);
    const row = rows[rows.length - 1]!; // one was pushed
    cells.forEach((cell, index) => {
      const text = index === 0 ? cell.slice(1).trimEnd() : cell.trim();
      row[index] = `${row[index] ?? ''}${row[index] ? ' ' : ''}${text}`.trimEnd();
    });
  }
  return rows;
}

function branched() {
  const a = input([4], { name: 'a' });
  const b = input([4], { name: 'b' });
  const shared = layers.dense({ units: 3, name: 'shared' });
  const sum = layers.add({ name: 'sum' }).apply([shared.apply(a), shared.apply(b)]);
  return model({ inputs: [a, b], outputs: layers.dense({ units: 1, name: 'out' }).apply(sum), name: 'net' });
}

export const summaryBehaviours: Behaviours = {
  async 'the table of a Sequential, before and after training'() {
    const own = sequential([input([4]), layers.dense({ units: 1, name: 'dense' })], { name: 'sequential' });
    const table = [
      'Model: "sequential"',
      '┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━┓',
      '┃ Layer (type)                         ┃ Output Shape                ┃         Param # ┃',
      '┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━┩',
      '│ dense (Dense)                        │ (None, 1)                   │               5 │',
      '└──────────────────────────────────────┴─────────────────────────────┴─────────────────┘',
    ];
    const untrained = [
      ' Total params: 5 (20.00 B)',
      ' Trainable params: 5 (20.00 B)',
      ' Non-trainable params: 0 (0.00 B)',
    ];
    checkEqual(linesOf(own), [...table, ...untrained], 'before');
    own.compile({ optimizer: 'sgd', loss: 'mse' });
    await own.fit(tensor([[1, 2, 3, 4]]), tensor([[1]]), { verbose: 0 });
    const trained = [
      ' Total params: 7 (28.00 B)',
      ' Trainable params: 5 (20.00 B)',
      ' Non-trainable params: 0 (0.00 B)',
      ' Optimizer params: 2 (8.00 B)',
    ];
    checkEqual(linesOf(own), [...table, ...trained], 'after');
  },

  'a Sequential that is not built'() {
    const own = sequential([layers.dense({ units: 8, name: 'd' }), layers.dropout({ rate: 0.5, name: 'drop' })]);
    const expected = [
      ['d (Dense)', '?', '0 (unbuilt)'],
      ['drop (Dropout)', '?', '0'],
    ];
    checkEqual(cellsOf(own), expected, 'rows');
    check(linesOf(own).includes(' Total params: 0 (0.00 B)'), 'counts');
    own.build([null, 4]);
    checkEqual(
      cellsOf(own),
      [
        ['d (Dense)', '(None, 8)', '40'],
        ['drop (Dropout)', '(None, 8)', '0'],
      ],
      'built',
    );
  },

  'connections of a model with branches'() {
    const expected = [
      ['a (InputLayer)', '(None, 4)', '0', '-'],
      ['b (InputLayer)', '(None, 4)', '0', '-'],
      ['shared (Dense)', '(None, 3)', '15', 'a[0][0], b[0][0]'],
      ['sum (Add)', '(None, 3)', '0', 'shared[0][0], shared[1][0]'],
      ['out (Dense)', '(None, 1)', '4', 'sum[0][0]'],
    ];
    checkEqual(cellsOf(branched()), expected, 'rows');
    const [, top = ''] = linesOf(branched());
    checkEqual(
      top
        .slice(1, -1)
        .split('┳')
        .map(({ length }) => length),
      [31, 27, 17, 28],
      'widths of 108',
    );
    // As Keras prints on a terminal of 80 characters.
    const [, narrow = ''] = linesOf(branched(), { lineLength: 76 });
    checkEqual(
      narrow
        .slice(1, -1)
        .split('┳')
        .map(({ length }) => length),
      [21, 19, 12, 19],
      'widths of 76',
    );
  },

  'a functional chain has no connections, but its input'() {
    const x = input([4], { name: 'x' });
    const own = model({ inputs: x, outputs: ops.relu(layers.dense({ units: 2, name: 'd' }).apply(x)) });
    const [first, second, third] = cellsOf(own);
    checkEqual(
      [first, second],
      [
        ['x (InputLayer)', '(None, 4)', '0'],
        ['d (Dense)', '(None, 2)', '10'],
      ],
      'rows',
    );
    check(/^relu(_\d+)? \(Relu\)$/.test(third?.[0] ?? ''), `a function: ${third}`);
  },

  'models inside, with their layers'() {
    const inner = sequential([input([4]), layers.dense({ units: 2, name: 'deep' })], { name: 'inner' });
    const own = sequential([input([4]), inner, layers.dense({ units: 1, name: 'out' })]);
    own.getLayer('out').trainable = false;
    const plain = [
      ['inner (Sequential)', '(None, 2)', '10'],
      ['out (Dense)', '(None, 1)', '3'],
    ];
    checkEqual(cellsOf(own), plain, 'not expanded');
    const expanded = [
      ['inner (Sequential)', '(None, 2)', '10', 'Y'],
      ['   └ deep (Dense)', '(None, 2)', '10', 'Y'],
      ['out (Dense)', '(None, 1)', '3', 'N'],
    ];
    checkEqual(cellsOf(own, { expandNested: true, showTrainable: true }), expanded, 'expanded');
  },

  async 'a model of its own'() {
    class Net extends Model {
      static override readonly className = 'Net';
      readonly hidden = layers.dense({ units: 3, name: 'hidden' });
      readonly out = layers.dense({ units: 1, name: 'out' });
      override call(x: GraphNode): GraphNode {
        return this.out.apply(this.hidden.apply(x));
      }
    }
    const own = new Net();
    checkEqual(
      cellsOf(own),
      [
        ['hidden (Dense)', '?', '0 (unbuilt)'],
        ['out (Dense)', '?', '0 (unbuilt)'],
      ],
      'not built',
    );
    own.build([null, 2]);
    checkEqual(
      cellsOf(own),
      [
        ['hidden (Dense)', '(None, 3)', '9'],
        ['out (Dense)', '(None, 1)', '4'],
      ],
      'built',
    );
  },

  'several outputs, large sizes, long names'() {
    const x = input([null, 300], { name: 'x' });
    const parts = ops.split(
      layers.dense({ units: 4000, name: 'a_name_that_is_longer_than_its_column_by_far_and_more' }).apply(x),
      2,
      -1,
    );
    const own = model({ inputs: x, outputs: parts });
    const rows = cellsOf(own);
    checkEqual(rows[1]?.slice(1), ['(None, None, 4000)', '1,204,000'], 'thousands');
    check(
      rows[1]?.[0]?.replaceAll(' ', '') === 'a_name_that_is_longer_than_its_column_by_far_and_more(Dense)',
      `${rows[1]}`,
    );
    check(rows[2]?.[1] === '[(None, None, 2000), (None, None, 2000)]', `${rows[2]}`);
    check(linesOf(own).includes(' Total params: 1,204,000 (4.59 MB)'), 'megabytes');
  },

  async 'a part of the layers; lines of other lengths'() {
    const names = ['one', 'two', 'three'];
    const own = sequential([input([1]), ...names.map((name) => layers.dense({ units: 1, name }))]);
    checkEqual(
      cellsOf(own, { layerRange: ['one', 'tw'] }).map(([name]) => name),
      ['one (Dense)', 'two (Dense)'],
      'a range',
    );
    check(
      (await failure(() => linesOf(own, { layerRange: ['one', 'four'] }))).message.includes('one, two, three'),
      'no such layer',
    );
    const [, top = ''] = linesOf(own, { lineLength: 60, positions: [0.5, 0.75, 1] });
    checkEqual(
      top
        .slice(1, -1)
        .split('┳')
        .map(({ length }) => length),
      [29, 13, 14],
      'widths of 60',
    );
    check((await failure(() => linesOf(own, { lineLength: 12 }))).message.includes('larger lineLength'), 'too short');
    const lines: string[] = [];
    own.summary((line) => lines.push(line));
    checkEqual(lines, linesOf(own), 'a function alone');
  },
};
