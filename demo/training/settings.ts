/** What the visitor chose in the form. */
import type { Backend } from '../../src/index.ts';
import type { ModelName } from '../classifier.ts';

export interface Settings {
  readonly data: 'digits' | 'idx';
  /** Generated digits to train with. */
  readonly count: number;
  readonly model: ModelName;
  readonly backend: Backend;
  readonly epochs: number;
  readonly learningRate: number;
}

/** Reads the form, whose own rules (`min`, `required` ...) hold already. */
export function readSettings(form: HTMLFormElement): Settings {
  const values = new FormData(form);
  const text = (name: string) => String(values.get(name));
  return {
    data: text('data') as Settings['data'], // the values of radio buttons
    count: Number(text('count')),
    model: text('model') as ModelName,
    backend: text('backend') as Backend,
    epochs: Number(text('epochs')),
    learningRate: Number(text('rate')),
  };
}
