/** The `saving` namespace: classes and functions of one's own in files; stored files. */
export { type RegisterOptions, registerKerasSerializable } from './customObjects.ts';
export { listFiles, removeFile } from './files/stored.ts';
export {
  type CustomObject,
  type CustomObjects,
  customObjectScope,
  getRegisteredName,
  getRegisteredObject,
} from './registered.ts';
