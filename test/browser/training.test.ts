/** Training on the GPU: see test/cases/training.ts. */
import { beforeAll, describe, expect, it } from 'vitest';
import { trainingRuns } from '../cases/training.ts';
import { inPage } from './inPage.ts';
import type { PageOutputs, TrainingCosts } from './suites/trainingCosts.ts';

let results: Record<string, string | null> = {};

beforeAll(async () => {
  results = await inPage('/test/browser/suites/training.ts', 'runTraining');
});

it.each(Object.keys(trainingRuns))('%s', (name) => {
  expect(results).toHaveProperty([name]);
  expect(results[name]).toBeNull();
});

describe('costs', () => {
  let costs: TrainingCosts;
  beforeAll(async () => {
    costs = await inPage<TrainingCosts>('/test/browser/suites/trainingCosts.ts', 'trainingCosts');
  });

  it('a step of one’s own is one submit, of as many dispatches as the usual one', () => {
    expect(costs.own).toEqual(costs.usual);
    expect(costs.own).toMatchObject({ passes: 1, submits: 1, buffers: 0, bindGroups: 0, pipelines: 0, bytesMapped: 0 });
  });

  it('setting the learning rate writes four bytes and makes nothing', () => {
    expect(costs.rate).toEqual({ ...costs.usual, bytesWritten: costs.usual.bytesWritten + 4 });
    const { bytesWritten, ...others } = costs.scheduled;
    expect(others).toMatchObject({ buffers: 0, bindGroups: 0, pipelines: 0 });
    expect(others).toEqual(
      expect.objectContaining({ dispatches: costs.steady.dispatches, bytesMapped: costs.steady.bytesMapped }),
    );
    expect(bytesWritten).toBe(costs.steady.bytesWritten + 4 * 4);
  });
});

it('callbacks keep in a page what they would write, and offer it for download', async () => {
  const { csv, events, downloads } = await inPage<PageOutputs>('/test/browser/suites/trainingCosts.ts', 'pageOutputs');
  expect(csv).toBe('epoch,loss,val_loss\r\n0,0,0\r\n1,0,0\r\n');
  expect(events).toEqual({ train: [0, 0, 1], validation: [0, 1, 0, 2, 1] });
  expect(downloads.map(([name]) => name)).toEqual(['table.csv', 'run.zip']);
  expect(downloads[0]?.[1]).toBe(csv.length);
  expect(downloads[1]?.[1]).toBeGreaterThan(300);
});
