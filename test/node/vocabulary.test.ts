/** Everything that Keras names: it exists under Keras's names, has its defaults, and survives its configuration. */
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/index.ts';
import type { Config, SerializedObject } from '../../src/nn/saving/config.ts';
import { vocabulary } from '../cases/vocabulary.ts';

beforeAll(() => setBackend('cpu'));

/** What members of a namespace have in common. */
interface Member {
  readonly className: string;
  readonly module: string;
  getConfig(): Config;
}

type Members = Readonly<Record<string, (options?: unknown) => Member>> & {
  readonly deserialize: (config: SerializedObject | string) => Member;
  readonly get?: (identifier: unknown) => Member;
  readonly serialize: (member: Member) => SerializedObject;
};

describe.each(Object.entries(vocabulary))('%s', (_, { members, module, common, byName, bases, entries }) => {
  const namespace = members as Members; // checked by what follows

  describe.each(entries.map((entry) => [entry.className, entry] as const))('%s', (className, entry) => {
    const { factory, strings = [], options, config = {}, name } = entry;
    const Class = members[className] as new (options?: unknown) => Member; // checked below

    it('is there as a class and as a factory, with the same defaults', () => {
      const [made, own] = [namespace[factory]?.(options), new Class(options)];
      expect(own.className).toBe(className);
      expect(made).toBeInstanceOf(Class);
      const named = name === undefined ? {} : { name: expect.stringMatching(`^${name}(_\\d+)?$`) };
      for (const each of [made!, own]) expect(each.getConfig()).toEqual({ ...named, ...common, ...config }); // checked above
    });

    const findable = byName && !options;
    it(findable ? 'is found by each of its names' : 'cannot be made by its name alone', () => {
      if (!findable) {
        expect(() => namespace.deserialize(className)).toThrow(/must be|received undefined/);
        return;
      }
      for (const each of [className, factory, ...strings]) {
        expect(namespace.deserialize(each), each).toBeInstanceOf(Class);
        expect(namespace.get?.(each), each).toBeInstanceOf(Class);
      }
    });

    it('is the same after its configuration, written as Keras writes it', () => {
      const own = new Class(options);
      const written = namespace.serialize(own);
      expect(written).toEqual({ module, class_name: className, config: own.getConfig(), registered_name: null });
      const again = namespace.deserialize(JSON.parse(JSON.stringify(written)) as SerializedObject); // as from a file
      expect(again).toBeInstanceOf(Class);
      expect(again.getConfig()).toEqual(own.getConfig());
    });

    it('an instance is given back as it is', () => {
      const own = new Class(options);
      const find = (namespace.get ?? namespace.deserialize) as (identifier: unknown) => Member; // schedules have no names to get
      expect(find(own)).toBe(own);
    });
  });

  it('has nothing else', () => {
    const classes = Object.entries(members).filter(([, each]) => typeof each === 'function' && 'className' in each);
    expect(classes.map(([name]) => name).sort()).toEqual(
      [...bases, ...entries.map(({ className }) => className)].sort(),
    );
  });
});
