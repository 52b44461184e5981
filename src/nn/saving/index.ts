/** The `saving` namespace: classes and functions of one's own in files. */
export { type RegisterOptions, registerKerasSerializable } from './customObjects.ts';
export {
  type CustomObject,
  type CustomObjects,
  customObjectScope,
  getRegisteredName,
  getRegisteredObject,
} from './registered.ts';
