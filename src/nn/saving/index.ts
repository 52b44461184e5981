/** The `saving` namespace: classes and functions of one's own in files. */
export {
  type CustomObject,
  type CustomObjects,
  customObjectScope,
  getRegisteredName,
  getRegisteredObject,
  type RegisterOptions,
  registerKerasSerializable,
} from './customObjects.ts';
