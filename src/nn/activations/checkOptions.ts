/** Options of activation functions that are called by name. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { knownOptions } from '../checks.ts';
import { canonical } from '../names.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';

/** Names of the options, by the name of the function in canonical spelling. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  relu: ['negativeSlope', 'maxValue', 'threshold'],
  leakyrelu: ['negativeSlope'],
  elu: ['alpha'],
  celu: ['alpha'],
  gelu: ['approximate'],
  hardshrink: ['threshold'],
  softshrink: ['threshold'],
  squareplus: ['b'],
  threshold: ['threshold', 'defaultValue'],
  softmax: ['axis'],
  logsoftmax: ['axis'],
  sparsemax: ['axis'],
  glu: ['axis'],
};

/** @throws InvalidArgumentError for an option that the function does not have, or a value that it cannot take. */
export function checkActivationOptions(name: string, options: Readonly<Record<string, unknown>>): void {
  knownOptions(name, options, OPTIONS[canonical(name)] ?? []);
  for (const [option, value] of Object.entries(options)) {
    if (option === 'approximate') {
      if (typeof value !== 'boolean')
        throw new InvalidArgumentError({ who: name, expected: 'approximate must be true or false', received: value });
    } else if (!(option === 'maxValue' && value === null))
      checkNumber(name, option, value, { integer: option === 'axis' });
  }
}
