/** Losses: value, gradient by the predictions, values per sample, configurations, and names. */
import { jit, losses, ops, type Tensor, valueAndGrad } from '../../src/index.ts';
import { ONE_CALL, wrongTensor } from './agreement.ts';
import { type GoldenArray, toTensor } from './array.ts';
import { wrongConfig } from './configs.ts';
import { type KerasObject, lookupNeed, needsOf } from './needs.ts';
import { type GoldenRow, rowPerCase } from './suite.ts';
import { throughConfig } from './throughConfig.ts';

interface LossCase {
  readonly id: string;
  readonly loss: KerasObject;
  readonly y_true: GoldenArray;
  readonly y_pred: GoldenArray;
  readonly sample_weight: GoldenArray | null;
  readonly value: GoldenArray;
  readonly grad: GoldenArray;
  /** With reduction `none`, without weights. */
  readonly per_sample: GoldenArray;
}

interface AliasCase {
  readonly id: string;
  /** Keras's function name by alias; null where Keras 3 refuses the alias. */
  readonly aliases: Readonly<Record<string, string | null>>;
}

/** Older names that Keras 3 refuses and Hornbeam accepts: see the API contract. */
const OLDER_NAMES: Readonly<Record<string, string>> = {
  logcosh: 'log_cosh',
  cosine_proximity: 'cosine_similarity',
  kullback_leibler_divergence: 'kl_divergence',
};

type PerSample = (yPred: Tensor, yTrue: Tensor) => Promise<Tensor>;

/** Functions by configuration, so that rows which differ only in reduction and weights share their programs. */
const perSampleOf = new Map<string, PerSample>();

function perSample({ loss }: LossCase): PerSample {
  const object = { ...loss, config: { ...loss.config, reduction: 'none' } };
  const key = JSON.stringify(object);
  const known = perSampleOf.get(key);
  if (known) return known;
  const made = throughConfig(losses, object);
  const own: PerSample = jit((p, t) => made.call(t!, p!)); // called with two tensors
  perSampleOf.set(key, own);
  return own;
}

async function run(each: LossCase): Promise<string[]> {
  const loss = throughConfig(losses, each.loss);
  const measure = valueAndGrad(
    (p, t, weight) => loss.call(ops.stopGradient(t!), p!, weight ? ops.stopGradient(weight) : null), // called with two tensors or three
  );
  const [yTrue, yPred] = [toTensor(each.y_true), toTensor(each.y_pred)];
  const weights = each.sample_weight ? [toTensor(each.sample_weight)] : [];
  const [[value, [gradient]], separate] = await Promise.all([
    measure(yPred, yTrue, ...weights),
    perSample(each)(yPred, yTrue),
  ]);
  return [
    ...wrongConfig(losses, each.loss),
    ...wrongTensor('value', value, each.value, ONE_CALL),
    ...wrongTensor('gradient', gradient ?? null, each.grad, ONE_CALL),
    ...wrongTensor('per sample', separate, each.per_sample, ONE_CALL),
  ];
}

const measured = rowPerCase<LossCase>(({ loss }) => needsOf(loss), run);

/** `mean_squared_error` and `MeanSquaredError` in one spelling. */
function canonical(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** A row for each alias: it names the same loss as Keras's function. */
function aliasRows({ aliases }: AliasCase): GoldenRow[] {
  return Object.entries(aliases).map(([alias, name]) => {
    const own = name ?? OLDER_NAMES[alias] ?? null;
    return {
      id: `alias/${alias}`,
      needs: own === null ? [] : [lookupNeed(`losses.${own}`, alias, () => losses.deserialize(alias))],
      run: async () => {
        const { className } = losses.deserialize(alias);
        return own !== null && canonical(className) === canonical(own)
          ? []
          : [`${alias} is ${className}, expected ${own}`];
      },
    };
  });
}

function isAliases(each: unknown): each is AliasCase {
  return typeof each === 'object' && each !== null && 'aliases' in each;
}

export function lossRows(cases: readonly unknown[]): GoldenRow[] {
  return [...measured(cases.filter((each) => !isAliases(each))), ...cases.filter(isAliases).flatMap(aliasRows)];
}
