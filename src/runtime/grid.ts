/** How many workgroups, and how they are folded when one dimension is not wide enough. */
import type { Limits, Profile } from './op.ts';

export interface Grid {
  readonly workgroups: readonly [number, number, number];
  /** GROUP: invocations of a workgroup; PITCH: what one step in y is worth (invocations, or workgroups for `gridOfGroups`). */
  readonly constants: { readonly GROUP: number; readonly PITCH: number };
}

function fold(groups: number, limits: Limits): [number, number] {
  const widest = limits.maxComputeWorkgroupsPerDimension;
  if (groups <= widest) return [Math.max(1, groups), 1];
  const rows = Math.ceil(groups / widest);
  return [Math.ceil(groups / rows), rows];
}

/**
 * Invocations of a workgroup for kernels whose invocations do not cooperate. On `soft` a workgroup costs about as much as
 * 30 invocations, so many items take large groups; few items are divided so that two cores have work.
 */
export function groupFor(items: number, profile: Profile): number {
  if (profile === 'gpu') return 64;
  if (items >= 4096) return 256;
  if (items >= 256) return 64;
  return items >= 64 ? 16 : 4;
}

/** A grid with one invocation for each of `count` items; the kernel guards `i = id.y * PITCH + id.x < count`. */
export function gridOf(count: number, group: number, limits: Limits): Grid {
  const [x, y] = fold(Math.ceil(count / group), limits);
  return { workgroups: [x, y, 1], constants: { GROUP: group, PITCH: x * group } };
}

/** A grid of three dimensions whose places are workgroups. */
export interface PlaceGrid {
  readonly workgroups: readonly [number, number, number];
  /** `fn placeOfGroup(group)`: the place of a workgroup in the grid; `fn isOutside(group)`: whether it has none. */
  readonly functions: string;
}

/** A grid with one workgroup per place, folded when one of the dimensions is too long for the device. */
export function gridOfPlaces(lengths: readonly [number, number, number], limits: Limits): PlaceGrid {
  if (lengths.every((length) => length <= limits.maxComputeWorkgroupsPerDimension)) {
    return {
      workgroups: lengths,
      functions:
        'fn isOutside(group: vec3u) -> bool { return false; }\nfn placeOfGroup(group: vec3u) -> vec3u { return group; }',
    };
  }
  const [x, y, z] = lengths;
  const [width, rows] = fold(x * y * z, limits);
  const index = `(group.y * ${width}u + group.x)`;
  return {
    workgroups: [width, rows, 1],
    functions: [
      `fn isOutside(group: vec3u) -> bool { return ${index} >= ${x * y * z}u; }`,
      `fn placeOfGroup(group: vec3u) -> vec3u { return vec3u(${index} % ${x}u, ${index} / ${x}u % ${y}u, ${index} / ${x * y}u); }`,
    ].join('\n'),
  };
}

/** A grid with one workgroup for each of `count` items; the item is `group.y * PITCH + group.x`. */
export function gridOfGroups(count: number, group: number, limits: Limits): Grid {
  const [x, y] = fold(count, limits);
  return { workgroups: [x, y, 1], constants: { GROUP: group, PITCH: x } };
}
