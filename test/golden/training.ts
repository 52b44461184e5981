/** Whole training runs from given weights: history, evaluation, predictions, final weights. */
import { layers, type Model, modelFromConfig, type Tensor } from '../../src/index.ts';
import { type Allowed, FINAL_WEIGHTS, TRAINED, wrongNumber, wrongTensor } from './agreement.ts';
import { type GoldenArray, toTensor } from './array.ts';
import { type KerasObject, needsOf } from './needs.ts';
import { rowPerCase } from './suite.ts';

export interface GoldenWeight {
  readonly path: string;
  readonly values: GoldenArray;
}

export interface TrainingCase {
  readonly id: string;
  readonly model: KerasObject;
  /** What `get_compile_config()` gives. */
  readonly compile: Readonly<Record<string, unknown>>;
  readonly x: readonly GoldenArray[];
  readonly y: readonly GoldenArray[];
  readonly initial: readonly GoldenWeight[];
  readonly fit: {
    readonly epochs: number;
    readonly batch_size: number;
    readonly validation_split?: number;
    readonly class_weight?: Readonly<Record<string, number>>;
    readonly sample_weight?: GoldenArray;
  };
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly evaluate: Readonly<Record<string, number>>;
  readonly predict: readonly GoldenArray[];
  readonly final: readonly GoldenWeight[];
}

function wrongKeys(label: string, got: object, expected: object): string[] {
  const [own, wanted] = [got, expected].map((each) => Object.keys(each).join());
  return own === wanted ? [] : [`${label}: keys ${own}, expected ${wanted}`];
}

function wrongHistory(got: Readonly<Record<string, readonly number[]>>, expected: TrainingCase['history']): string[] {
  const values = Object.entries(expected).flatMap(([key, epochs]) =>
    epochs.flatMap((value, epoch) => wrongNumber(`${key} of epoch ${epoch}`, got[key]?.[epoch], value, TRAINED)),
  );
  return [...wrongKeys('history', got, expected), ...values];
}

export function wrongTensors(
  label: string,
  got: readonly Tensor[],
  expected: readonly GoldenArray[],
  allowed: Allowed,
): string[] {
  if (got.length !== expected.length) return [`${label}: ${got.length} tensors, expected ${expected.length}`];
  return got.flatMap((each, index) => wrongTensor(`${label} ${index}`, each, expected[index]!, allowed)); // equal lengths
}

/** The arguments of `fit`, as Keras was given them. */
export function fitAsGolden({ x, y, fit }: TrainingCase) {
  const { epochs, batch_size, validation_split, class_weight, sample_weight } = fit;
  const options = {
    epochs,
    batchSize: batch_size,
    validationSplit: validation_split,
    classWeight: class_weight,
    sampleWeight: sample_weight ? toTensor(sample_weight) : null,
    shuffle: false,
    verbose: 0,
  } as const;
  return [x.map(toTensor), y.map(toTensor), options] as const;
}

/** What is wrong with a trained model: what it measures, what it predicts, its weights. */
export async function wrongTraining(own: Model, each: TrainingCase): Promise<string[]> {
  const [x, y] = fitAsGolden(each);
  const measured = await own.evaluate(x, y, { verbose: 0 });
  const predicted: unknown = await own.predict(x, { verbose: 0 });
  return [
    ...wrongKeys('evaluate', measured, each.evaluate),
    ...Object.entries(each.evaluate).flatMap(([key, value]) =>
      wrongNumber(`evaluate ${key}`, measured[key], value, TRAINED),
    ),
    ...wrongTensors('predict', [predicted].flat() as Tensor[], each.predict, TRAINED), // one or several
    ...wrongTensors(
      'weight',
      await own.getWeights(),
      each.final.map(({ values }) => values),
      FINAL_WEIGHTS,
    ),
  ];
}

async function run(each: TrainingCase): Promise<string[]> {
  using read = modelFromConfig(each.model);
  using own = modelFromConfig(JSON.parse(JSON.stringify(layers.serialize(read)))); // written and read again
  own.compileFromConfig(each.compile);
  own.setWeights(each.initial.map(({ values }) => toTensor(values)));
  const { history } = await own.fit(...fitAsGolden(each));
  return [...wrongHistory(history, each.history), ...(await wrongTraining(own, each))];
}

export const trainingRows = rowPerCase<TrainingCase>(({ model, compile }) => needsOf([model, compile]), run);
