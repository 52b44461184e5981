/** The weights of a model and the state of its optimizer, each with its place in Keras's weight files. */
import type { Shape } from '../../runtime/spec.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Variable } from '../../runtime/variable.ts';
import { Layer } from '../layers/layer.ts';
import { Functional } from '../models/functional.ts';
import { Model } from '../models/model.ts';
import { Sequential } from '../models/sequential.ts';
import { snakeCase } from '../names.ts';
import { Optimizer } from '../optimizers/optimizer.ts';
import { toSnake } from './config.ts';
import { layoutOf } from './layouts.ts';

/** A value that is kept in a file. */
export interface SavedVariable {
  readonly shape: Shape;
  get(): Promise<Tensor>;
  set(value: Tensor): void;
}

/** What a group of a file holds: `<path>/vars/0`, `<path>/vars/1` ... */
export interface SavedGroup {
  /** `layers/dense`; empty for the model itself. */
  readonly path: string;
  /** The layer's name, which the group only mentions. */
  readonly name: string;
  readonly variables: readonly SavedVariable[];
  /** Whose group it is. */
  readonly owner: Layer | Optimizer;
}

/** A weight as a file keeps it. */
export function saved(variable: Variable): SavedVariable {
  return { shape: variable.shape, get: () => variable.read(), set: (value) => variable.assign(value) };
}

function ownVariables(layer: Layer): readonly Variable[] {
  const own = layoutOf(layer).own?.(layer);
  if (own) return own;
  const inside = new Set<Variable>(layer.sublayers.flatMap((each) => each.weights));
  return layer.weights.filter((weight) => !inside.has(weight));
}

/** Fields that describe how a layer was made and used. */
const NOT_PARTS = ['options', 'inboundNodes'];

/** The attributes of Keras's object that may hold something, in Keras's order: by name, those with an underscore last. */
function attributesOf(object: Layer | Optimizer): [string, unknown][] {
  const names = object instanceof Layer ? (layoutOf(object).attributes ?? {}) : {};
  const fields = Object.entries(object).filter(([field]) => !NOT_PARTS.includes(field));
  const found = fields.map(([field, value]): [string, unknown] => [names[field] ?? toSnake(field), value]);
  if (object instanceof Model && object.optimizer) found.push(['optimizer', object.optimizer]);
  const sorted = found.map(([name, value]) => ({ name, value, key: name.startsWith('_') ? `~${name}` : name }));
  sorted.sort((a, b) => (a.key < b.key ? -1 : 1));
  const listed = object instanceof Sequential || object instanceof Functional;
  return [
    ...(listed ? ([['layers', object.layers]] satisfies [string, unknown][]) : []),
    ...sorted.map(({ name, value }): [string, unknown] => [name, value]),
  ];
}

function isPart(value: unknown): value is Layer | Optimizer {
  return value instanceof Layer || value instanceof Optimizer;
}

/** Members of a list, or of an object by name; null for anything else. */
function membersOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value?.constructor === Object ? Object.values(value) : null;
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

/** Goes through a model as Keras does: every object once, at the first path on which it is found. */
class Walk {
  readonly groups: SavedGroup[] = [];
  readonly #seen = new Set<unknown>();

  visit(object: Layer | Optimizer, path: string): void {
    if (this.#seen.has(object)) return;
    this.#seen.add(object);
    if (object instanceof Optimizer) this.#add(path, object.name, object.variables, object);
    else this.#visitLayer(object, path);
    for (const [name, value] of attributesOf(object)) {
      if (isPart(value)) this.visit(value, joined(path, name));
      else this.#visitMembers(membersOf(value) ?? [], joined(path, name));
    }
  }

  #visitLayer(layer: Layer, path: string): void {
    const { inside, empty = [], again = [] } = layoutOf(layer);
    const own = ownVariables(layer).map(saved);
    const moved = inside !== undefined && own.length > 0;
    this.#add(path, layer.name, moved ? [] : own, layer);
    if (moved) this.#add(joined(path, inside), `${snakeCase(layer.className)}_${inside}`, own, layer);
    for (const name of again) this.#add(joined(path, name), name.replace(/^_/, ''), own, layer);
    const present = new Set(attributesOf(layer).flatMap(([name, value]) => (isPart(value) ? [name] : [])));
    for (const name of empty) if (!present.has(name)) this.#add(joined(path, name), name.replace(/^_/, ''), [], layer);
  }

  /** Members of lists are named by their classes and numbered; names of layers differ from run to run. */
  #visitMembers(members: readonly unknown[], path: string): void {
    const counts = new Map<string, number>();
    for (const member of members) {
      const inside = isPart(member) ? null : membersOf(member);
      if (!isPart(member) && !inside) continue;
      const name = isPart(member) ? classNameInLists(member) : 'container';
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      const own = joined(path, count === 0 ? name : `${name}_${count}`);
      if (isPart(member)) this.visit(member, own);
      else this.#visitMembers(inside ?? [], own);
    }
  }

  #add(path: string, name: string, variables: readonly SavedVariable[], owner: Layer | Optimizer): void {
    this.groups.push({ path, name, variables, owner });
  }
}

function classNameInLists(part: Layer | Optimizer): string {
  return (part instanceof Layer ? layoutOf(part).inLists : null) ?? snakeCase(part.className);
}

/** Everything of a model that a weight file keeps, in Keras's order. */
export function checkpointOf(model: Model): readonly SavedGroup[] {
  const walk = new Walk();
  walk.visit(model, '');
  return walk.groups;
}
