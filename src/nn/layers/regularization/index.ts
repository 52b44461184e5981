/** Layers that regularise by noise or penalties: classes, and factories with the same name in camelCase. */
import { Dropout, type DropoutOptions } from './dropout.ts';

export { Dropout };

export const dropout = (options: DropoutOptions): Dropout => new Dropout(options);
