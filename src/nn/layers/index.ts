/** The `layers` namespace: classes, and factories with the same name in camelCase. */
export { serialize } from '../saving/config.ts';
export { deserialize } from './deserialize.ts';
export * from './families.ts';
export { Layer } from './layer.ts';
