/** What layers have in common that take a list of tensors. */
import { ShapeError } from '../../../runtime/errors.ts';
import type { OpenShape } from '../../symbolic.ts';
import { Layer, type LayerOptions } from '../layer.ts';

/** The base of layers that make one tensor of several. */
export abstract class SeveralInputs extends Layer {
  constructor(options: LayerOptions = {}) {
    super(options);
    this.supportsMasking = true;
  }

  /** How many inputs the layer takes, when it takes exactly so many. */
  protected get arity(): number | null {
    return null;
  }

  /** Checks the shapes of the inputs, batch in front. @throws ShapeError that names them. */
  protected abstract checkShapes(shapes: readonly OpenShape[]): void;

  override ensureBuilt(shapes: readonly OpenShape[], several: boolean): void {
    const { arity } = this;
    if (!several || (arity !== null && shapes.length !== arity)) {
      throw new ShapeError({
        who: this.who,
        expected: `a list of ${arity === null ? 'inputs' : `exactly ${arity} inputs`}`,
        received: several ? shapes : shapes[0],
        fix: `Call it as layer.apply([${arity === 2 ? 'a, b' : 'a, b, ...'}]).`,
      });
    }
    this.checkShapes(shapes);
    super.ensureBuilt(shapes, several);
  }
}
