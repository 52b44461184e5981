/** Areas under curves from counts at thresholds. Formulas: Keras 3. */
import { ratio } from './decisionMetric.ts';

/** Counts at ascending thresholds, of one label. */
export interface CurveCounts {
  readonly tp: readonly number[];
  readonly fp: readonly number[];
  readonly tn: readonly number[];
  readonly fn: readonly number[];
}

/** ROC: recall over false positive rate. PR: precision over recall. PRGAIN: gains of both (Flach and Kull, 2015). */
export const CURVES = ['ROC', 'PR', 'PRGAIN'] as const;
export type Curve = (typeof CURVES)[number];

/** Heights between thresholds: the mean (PR: the curve in between), the smaller or the larger one. */
export const SUMMATIONS = ['interpolation', 'minoring', 'majoring'] as const;
export type Summation = (typeof SUMMATIONS)[number];

interface Point {
  readonly x: number;
  readonly y: number;
}

const HEIGHTS: Readonly<Record<Summation, (a: number, b: number) => number>> = {
  interpolation: (a, b) => (a + b) / 2,
  minoring: Math.min,
  majoring: Math.max,
};

/** A point of the curve, at threshold i. */
const POINTS: Readonly<Record<Curve, (counts: CurveCounts, i: number) => Point>> = {
  ROC({ tp, fp, tn, fn }, i) {
    return { x: ratio(fp[i]!, fp[i]! + tn[i]!), y: ratio(tp[i]!, tp[i]! + fn[i]!) }; // a threshold
  },
  PR({ tp, fp, fn }, i) {
    return { x: ratio(tp[i]!, tp[i]! + fn[i]!), y: ratio(tp[i]!, tp[i]! + fp[i]!) }; // a threshold
  },
  PRGAIN({ tp, fp, tn, fn }, i) {
    const [right, missed, wrong] = [tp[i]!, fn[i]!, fp[i]!]; // a threshold
    if (right === 0) return { x: 0, y: 1 };
    const scale = ratio(right + missed, tn[i]! + wrong);
    return { x: Math.max(0, 1 - (scale * missed) / right), y: 1 - (scale * wrong) / right };
  },
};

/**
 * Between two thresholds true and false positives change linearly, which makes a curve of precision over recall
 * (Davis and Goadrich, 2006). With P = tp + fp the area of a step is slope (dTP + intercept log(P_A / P_B)) / positives.
 */
function interpolatedPrecision({ tp, fp, fn }: CurveCounts): number {
  let area = 0;
  for (let i = 0; i + 1 < tp.length; i++) {
    const [right, next] = [tp[i]!, tp[i + 1]!]; // i + 1 < length
    const [positive, after] = [right + fp[i]!, next + fp[i + 1]!];
    const slope = ratio(right - next, Math.max(positive - after, 0));
    const intercept = next - slope * after;
    const growth = positive > 0 && after > 0 ? Math.log(positive / after) : 0;
    area += ratio(slope * (right - next + intercept * growth), Math.max(next + fn[i + 1]!, 0));
  }
  return area;
}

/** The area under a curve of one label. */
export function areaUnder(curve: Curve, summation: Summation, counts: CurveCounts): number {
  if (curve === 'PR' && summation === 'interpolation') return interpolatedPrecision(counts);
  const points = counts.tp.map((_, i) => POINTS[curve](counts, i));
  let area = 0;
  points.slice(1).forEach((after, i) => {
    const before = points[i]!; // one less
    area += (before.x - after.x) * HEIGHTS[summation](before.y, after.y);
  });
  return area;
}
