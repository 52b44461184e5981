/** Intersection over union, in the forms that Keras has: one row each. */
import { knownOptions } from '../checks.ts';
import { withDefaults } from '../losses/define.ts';
import type { MetricOptions } from './metric.ts';
import { Overlap, type OverlapSettings } from './overlap.ts';

export interface IoUDType extends MetricOptions {
  /** Keras's default is `int32`, in which weights are cut to whole numbers; `float32` counts them as they are. */
  readonly dtype?: string | undefined;
}

/** Options of a form: those of its settings that are not fixed; some must be given. */
export type IoUFormOptions<Given extends keyof OverlapSettings, Open extends keyof OverlapSettings> = IoUDType &
  Readonly<Pick<OverlapSettings, Given>> &
  Readonly<Partial<Pick<OverlapSettings, Open>>>;

/** A form of intersection over union. */
export interface IoUClass<Options> {
  new (options: Options): Overlap;
  readonly className: string;
}

interface Form {
  /** Options with their defaults; undefined: must be given. */
  readonly options: { readonly [Key in keyof OverlapSettings]?: OverlapSettings[Key] | undefined };
  readonly fixed: Partial<OverlapSettings>;
}

const ALL: OverlapSettings = {
  numClasses: 2,
  targetClassIds: null,
  ignoreClass: null,
  sparseYTrue: true,
  sparseYPred: true,
  axis: -1,
  threshold: null,
};

/* @__NO_SIDE_EFFECTS__ */
function iouClass<Options extends IoUDType>(className: string, { options: defaults, fixed }: Form): IoUClass<Options> {
  return class extends Overlap {
    static override readonly className = className;
    static override readonly skipsRows = true;
    readonly #options: Readonly<Record<string, unknown>>;

    constructor(options = {} as Options) {
      // by name only: what is missing is complained about
      knownOptions(className, options, ['name', 'dtype', ...Object.keys(defaults)]);
      const own = withDefaults(className, defaults, options);
      const given = Object.entries(own).map(([key, value]) => [key, value ?? (key === 'targetClassIds' ? [] : value)]);
      super(options, { ...ALL, ...fixed, ...(Object.fromEntries(given) as Partial<OverlapSettings>) }); // settings by name
      this.#options = Object.fromEntries(Object.entries(own));
    }

    protected override configOptions(): Readonly<Record<string, unknown>> {
      return this.#options;
    }
  };
}

const GIVEN = { numClasses: undefined };
const CHOSEN = { ...GIVEN, targetClassIds: undefined };

export const IoU = iouClass<
  IoUFormOptions<'numClasses' | 'targetClassIds', 'ignoreClass' | 'sparseYTrue' | 'sparseYPred' | 'axis'>
>('IoU', { options: { ...CHOSEN, ignoreClass: null, sparseYTrue: true, sparseYPred: true, axis: -1 }, fixed: {} });

export const MeanIoU = iouClass<IoUFormOptions<'numClasses', 'ignoreClass' | 'sparseYTrue' | 'sparseYPred' | 'axis'>>(
  'MeanIoU',
  { options: { ...GIVEN, ignoreClass: null, sparseYTrue: true, sparseYPred: true, axis: -1 }, fixed: {} },
);

export const BinaryIoU = iouClass<IoUFormOptions<never, 'targetClassIds' | 'threshold'>>('BinaryIoU', {
  options: { targetClassIds: [0, 1], threshold: 0.5 },
  fixed: { numClasses: 2 },
});

export const OneHotIoU = iouClass<
  IoUFormOptions<'numClasses' | 'targetClassIds', 'ignoreClass' | 'sparseYPred' | 'axis'>
>('OneHotIoU', {
  options: { ...CHOSEN, ignoreClass: null, sparseYPred: false, axis: -1 },
  fixed: { sparseYTrue: false },
});

export const OneHotMeanIoU = iouClass<IoUFormOptions<'numClasses', 'ignoreClass' | 'sparseYPred' | 'axis'>>(
  'OneHotMeanIoU',
  {
    options: { ...GIVEN, ignoreClass: null, sparseYPred: false, axis: -1 },
    fixed: { sparseYTrue: false },
  },
);
