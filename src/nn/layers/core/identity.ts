/** A layer that does nothing. */
import type { GraphNode } from '../../../runtime/graph.ts';
import { Layer, type LayerOptions } from '../layer.ts';

/** `y = x`; masks go on too. */
export class Identity extends Layer {
  static override readonly className = 'Identity';

  constructor(options: LayerOptions = {}) {
    super(options);
    this.supportsMasking = true;
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    return x;
  }
}
