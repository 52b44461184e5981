/** The WGSL of a cluster's dispatches: its own kernel, or a generated loop, with the elementwise ops around it. */
import mapShader from '../../../shaders/map.wgsl?raw';
import type { Application, GraphNode } from '../graph.ts';
import { gridOf, groupFor } from '../grid.ts';
import type { Dispatch, Operand } from '../op.ts';
import { sizeOf } from '../spec.ts';
import { assemble, functionText } from './assemble.ts';
import { Bindings, VECTOR } from './bind.ts';
import type { Cluster, Fusion } from './clusters.ts';
import { Emitter } from './emit.ts';
import type { Point } from './indexing.ts';
import type { Skeleton, Target } from './kernel.ts';
import type { Placement } from './place.ts';
import type { Place, PlannedDispatch } from './plan.ts';
import { accumulateText, accumulatorText, type ReductionKernel } from './reduction.ts';
import { constantLines, VALUE_TYPE } from './wgsl.ts';

/** What lowering said about a cluster before places were known. */
export interface Lowered extends Skeleton {
  /** The loops of a `reduce` cluster. */
  readonly reductions: readonly ReductionKernel[];
}

/** Elementwise kernels of so many elements read and write vectors. */
const VECTORIZED = 1024;

interface MapKernel {
  readonly label: string;
  readonly items: number;
  readonly lines: readonly string[];
  readonly libraries: Iterable<string>;
  readonly bindings: Bindings;
}

/** Writes the dispatches of clusters whose values have places. */
export class Writer {
  readonly #fusion: Fusion;
  readonly #places: Placement;
  readonly #target: Target;

  constructor(fusion: Fusion, places: Placement, target: Target) {
    this.#fusion = fusion;
    this.#places = places;
    this.#target = target;
  }

  /** The dispatches of a cluster. */
  dispatches(cluster: Cluster, { dispatches, reductions }: Lowered, label: string): PlannedDispatch[] {
    if (cluster.kind === 'map') return [this.#mapDispatch(cluster, label)];
    if (cluster.kind === 'reduce') return reductions.map((kernel) => this.#reduceDispatch(cluster, kernel, label));
    return dispatches.map((dispatch) => this.#kernelDispatch(cluster, dispatch, label));
  }

  #storedOutside(cluster: Cluster): (application: Application) => boolean {
    return (application) => {
      const owner = this.#fusion.clusterOf.get(application);
      return owner !== undefined && owner !== cluster;
    };
  }

  #emitter(cluster: Cluster, bindings: Bindings, prefix?: string): Emitter {
    const load = (node: GraphNode, index: string) => bindings.load(this.#places.of(node), node.dtype, index);
    return new Emitter(load, this.#storedOutside(cluster), prefix);
  }

  /** Computes the elementwise values of a cluster at a point, and stores those (and the given ones) that have a place. */
  #emitMaps(cluster: Cluster, emitter: Emitter, bindings: Bindings, point: Point, given: readonly GraphNode[]): void {
    const nodes = [...given, ...cluster.maps.flatMap((map) => map.outputs)];
    const values = nodes
      .filter((node) => this.#places.has(node))
      .map((node) => ({ node, value: emitter.value(node, point) }));
    for (const { node, value } of values) {
      emitter.lines.push(bindings.store(this.#places.of(node), node.dtype, point.index, value));
    }
  }

  #mapDispatch(cluster: Cluster, label: string): PlannedDispatch {
    if (cluster.size % VECTOR === 0 && cluster.size >= VECTORIZED) return this.#vectorDispatch(cluster, label);
    const bindings = new Bindings(true);
    const emitter = this.#emitter(cluster, bindings);
    this.#emitMaps(cluster, emitter, bindings, { index: 'i' }, []);
    return this.#mapKernel({
      label,
      items: cluster.size,
      lines: emitter.lines,
      libraries: emitter.libraries,
      bindings,
    });
  }

  /** Every invocation computes four neighbours: full-size values are read and written as vectors. */
  #vectorDispatch(cluster: Cluster, label: string): PlannedDispatch {
    const bindings = new Bindings(true, 'b', (place) => place.words === cluster.size);
    const isStored = this.#storedOutside(cluster);
    const load = (node: GraphNode, index: string): string => {
      const place = this.#places.of(node);
      const position = ['i0', 'i1', 'i2', 'i3'].indexOf(index);
      const vector = position < 0 ? null : bindings.loadVector(place, node.dtype, 'i');
      return vector
        ? bindings.component(emitter.shared(vector), position, node.dtype)
        : bindings.load(place, node.dtype, index);
    };
    const emitter: Emitter = new Emitter(load, isStored);
    const points = [0, 1, 2, 3].map((position): Point => ({ index: `i${position}` }));
    points.forEach(({ index }, position) => {
      emitter.lines.push(`let ${index} = i * 4u + ${position}u;`);
    });
    const nodes = cluster.maps.flatMap((map) => map.outputs).filter((node) => this.#places.has(node));
    const values = nodes.map((node) => ({ node, parts: points.map((point) => emitter.value(node, point)) }));
    for (const { node, parts } of values)
      emitter.lines.push(...bindings.storeVector(this.#places.of(node), node.dtype, 'i', parts));
    return this.#mapKernel({
      label,
      items: cluster.size / VECTOR,
      lines: emitter.lines,
      libraries: emitter.libraries,
      bindings,
    });
  }

  #mapKernel({ label, items, lines, libraries, bindings }: MapKernel): PlannedDispatch {
    const grid = gridOf(items, groupFor(items, this.#target.profile), this.#target.limits);
    const code = [
      constantLines({ SIZE: items, ...grid.constants }),
      functionText('store', 'i: u32', lines),
      mapShader,
    ].join('\n');
    return assemble({
      label,
      file: 'map.wgsl',
      source: mapShader,
      code,
      workgroups: grid.workgroups,
      libraries,
      bindings,
      own: [],
    });
  }

  #reduceDispatch(cluster: Cluster, kernel: ReductionKernel, label: string): PlannedDispatch {
    const bindings = new Bindings(true);
    const parts = [kernel.code, accumulatorText(cluster.anchors)];
    const libraries = new Set<string>();
    const { anchors } = cluster;
    if (kernel.reads) {
      const emitter = this.#emitter(cluster, bindings, 'x');
      const values = anchors.map((anchor) => emitter.value(anchor.inputs[0]!, { index: 'i' })); // one input
      emitter.lines.push(accumulateText(anchors, values));
      parts.push(functionText('accumulate', 'a: Accumulator, i: u32', emitter.lines, 'Accumulator'));
      for (const library of emitter.libraries) libraries.add(library);
    }
    if (kernel.savesPartial || kernel.loadsPartial) {
      const partial = this.#places.workspace(cluster, 0);
      const size = Math.floor(sizeOf([partial.words]) / anchors.length);
      const at = (field: number) => `${field * size}u + t`;
      if (kernel.savesPartial) {
        const lines = anchors.map((_, field) =>
          bindings.store(partial, 'float32', at(field), asFloat(anchors[field]!, `acc.r${field}`)),
        );
        parts.push(functionText('savePartial', 't: u32, acc: Accumulator', lines));
      } else {
        const fields = anchors.map((anchor, field) => fromFloat(anchor, bindings.load(partial, 'float32', at(field))));
        parts.push(functionText('loadPartial', 't: u32', [`return Accumulator(${fields.join(', ')});`], 'Accumulator'));
      }
    }
    if (kernel.finishes) {
      const emitter = this.#emitter(cluster, bindings, 'y');
      const point: Point = { index: 'o' };
      anchors.forEach((anchor, field) => emitter.define(anchor.outputs[0]!, point, `acc.r${field}`)); // one output
      this.#emitMaps(
        cluster,
        emitter,
        bindings,
        point,
        anchors.map((anchor) => anchor.outputs[0]!),
      ); // one output
      parts.push(functionText('finish', 'o: u32, acc: Accumulator', emitter.lines));
      for (const library of emitter.libraries) libraries.add(library);
    }
    const detail = kernel.loadsPartial ? `${label} (merge)` : label;
    return assemble({
      label: detail,
      file: kernel.file,
      source: kernel.source,
      code: parts.join('\n'),
      workgroups: kernel.workgroups,
      libraries,
      bindings,
      own: [],
    });
  }

  #kernelDispatch(cluster: Cluster, dispatch: Dispatch, label: string): PlannedDispatch {
    const anchor = cluster.anchors[0]!; // a kernel cluster has one anchor
    const bindings = new Bindings(false, 'e');
    const libraries = new Set(dispatch.libraries);
    let { code } = dispatch;
    if (dispatch.stores) {
      const output = anchor.outputs[0]!; // every op has an output
      const emitter = this.#emitter(cluster, bindings);
      const columns = output.shape[output.shape.length - 1] ?? 1;
      const point: Point = { index: 'i', row: 'row', column: 'column', columns };
      emitter.define(output, point, 'value');
      this.#emitMaps(cluster, emitter, bindings, point, [output]);
      code = [
        functionText('store', `i: u32, row: u32, column: u32, value: ${VALUE_TYPE[output.dtype]}`, emitter.lines),
        code,
      ].join('\n');
      for (const library of emitter.libraries) libraries.add(library);
    }
    const own = Object.entries(dispatch.bindings).map(([name, each]) => ({
      name,
      place: this.#operandPlace(cluster, anchor, each),
    }));
    const detail = dispatch.label === anchor.op.name ? label : `${label} (${dispatch.label})`;
    return assemble({
      label: detail,
      file: dispatch.file,
      source: dispatch.source,
      code,
      workgroups: dispatch.workgroups,
      libraries,
      bindings,
      own,
    });
  }

  #operandPlace(cluster: Cluster, anchor: Application, { role, index }: Operand): Place {
    if (role === 'workspace') return this.#places.workspace(cluster, index);
    const nodes = role === 'input' ? anchor.inputs : anchor.outputs;
    return this.#places.of(nodes[index]!); // operands name existing inputs and outputs
  }
}

function asFloat(anchor: Application, value: string): string {
  return anchor.outputs[0]?.dtype === 'float32' ? value : `bitcast<f32>(${value})`;
}

function fromFloat(anchor: Application, value: string): string {
  return anchor.outputs[0]?.dtype === 'float32' ? value : `bitcast<i32>(${value})`;
}
