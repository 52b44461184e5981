/** The demo: puts the parts of the page together. */
import { App } from './app.ts';

const app = new App();
await app.open();
