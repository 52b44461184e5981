/** Models as layers that are made of layers: shapes, building, and finding layers. */
import { InvalidArgumentError, ShapeError, unknownName } from '../../runtime/errors.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { inferSpec, shapesOf, tensorsOfShapes } from '../layers/infer.ts';
import type { Layer, RunArguments } from '../layers/layer.ts';
import { type RunInputs, runLayer } from '../layers/run.ts';
import type { Structure } from '../structure.ts';
import type { OpenShape, OpenShapes } from '../symbolic.ts';
import type { Ports } from '../training/intake.ts';
import type { CallGraph } from './graph.ts';
import { SteppingLayer } from './steps.ts';

/** What a model is made of, whether it is compiled or not. */
export abstract class LayeredModel extends SteppingLayer {
  /** The shapes of the first inputs, for models that are built by a call. */
  #calledFor: OpenShapes | null = null;

  /** Where the model takes and gives values. */
  protected get ports(): Ports {
    return { inputs: null, outputs: null };
  }

  /** Override to make weights. Without it they are made by calling the model on inputs of the shape. */
  override build(inputShape: OpenShapes): void {
    this.built = true; // the call would build it
    try {
      inferSpec(this, tensorsOfShapes(inputShape), {});
    } catch (error) {
      this.built = false;
      throw error;
    }
  }

  /** A model without a `build` of its own is built by the call. */
  override ensureBuilt(shapes: readonly OpenShape[], several: boolean, structure?: OpenShapes): void {
    if (Object.getPrototypeOf(this).build === LayeredModel.prototype.build) this.built = true;
    super.ensureBuilt(shapes, several, structure);
    this.#calledFor ??= several ? shapes.map(anyBatch) : anyBatch(shapes[0] ?? []);
  }

  override get builtFor(): OpenShapes | null {
    return super.builtFor ?? this.#calledFor;
  }

  /** As `Layer.run`; also for inputs, and with outputs, by name: `run<Record<string, Tensor>>({ a, b })`. */
  override async run<T extends Structure<Tensor> = Tensor | Tensor[]>(
    x: RunInputs,
    args: RunArguments = {},
  ): Promise<T> {
    return (await runLayer(this, x, args)) as T; // known to the caller
  }

  /** Which of these outputs are measured, once the model is compiled. */
  protected measured(_outputs: readonly string[]): readonly boolean[] | undefined {
    return undefined;
  }

  /** The layers of the model, in order. */
  get layers(): readonly Layer[] {
    return this.sublayers;
  }

  /** The layers and, in functional models, the calls of functions, in order. */
  get operations(): readonly Layer[] {
    return this.layers;
  }

  /** The calls of a functional model; null for others. */
  get graph(): CallGraph | null {
    return null;
  }

  /** The shape of the input (of several: their shapes), the batch in front; once it is known. */
  get inputShape(): OpenShapes {
    return shapesOf(this.input);
  }

  /** The shape of the output (of several: their shapes), the batch in front; once it is known. */
  get outputShape(): OpenShapes {
    return shapesOf(this.output);
  }

  /** Whether the layers follow each other without branches. */
  get isChain(): boolean {
    return false;
  }

  /** A layer by its name, or by its place in `layers`: `getLayer('dense')`, `getLayer(0)`, `getLayer({ index: -1 })`. */
  getLayer(which: string | number | { readonly name?: string; readonly index?: number }): Layer {
    if (typeof which === 'object') {
      const { name, index } = which;
      if (name !== undefined && index !== undefined)
        throw new InvalidArgumentError({ who: this.who, expected: 'either the name or the index of a layer' });
      return this.getLayer(name ?? index ?? '');
    }
    const found =
      typeof which === 'number'
        ? this.layers[which < 0 ? which + this.layers.length : which]
        : this.layers.find(({ name }) => name === which);
    if (found) return found;
    const names = this.layers.map(({ name }) => name);
    if (typeof which === 'string') throw unknownName(this.who, 'layer', which, names);
    throw new ShapeError({ who: this.who, expected: `a layer index below ${names.length}`, received: which });
  }
}

function anyBatch(shape: OpenShape): OpenShape {
  return [null, ...shape.slice(1)];
}
