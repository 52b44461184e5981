/** What layers have in common that take a list of tensors. */
import { ShapeError } from '../../runtime/errors.ts';
import type { OpenShape } from '../symbolic.ts';
import { Layer, type LayerOptions } from './layer.ts';

/** The base of layers that make one tensor of several. */
export abstract class SeveralInputs extends Layer {
  constructor(options: LayerOptions = {}) {
    super(options);
    this.supportsMasking = true;
  }

  /** How many inputs the layer takes, when it does not take any number: one number, or several that are possible. */
  protected get arity(): number | readonly number[] | null {
    return null;
  }

  /** How the layer is called, for errors. */
  protected get usage(): string {
    return `layer.apply([${this.arity === 2 ? 'a, b' : 'a, b, ...'}])`;
  }

  /** Checks the shapes of the inputs, batch in front. @throws ShapeError that names them. */
  protected abstract checkShapes(shapes: readonly OpenShape[]): void;

  override ensureBuilt(shapes: readonly OpenShape[], several: boolean): void {
    const counts = this.arity === null ? null : [this.arity].flat();
    if (!several || counts?.includes(shapes.length) === false) {
      const many = counts === null ? 'inputs' : `${counts.length === 1 ? 'exactly ' : ''}${counts.join(' or ')} inputs`;
      throw new ShapeError({
        who: this.who,
        expected: `a list of ${many}`,
        received: several ? shapes : shapes[0],
        fix: `Call it as ${this.usage}.`,
      });
    }
    this.checkShapes(shapes);
    super.ensureBuilt(shapes, several);
  }
}
