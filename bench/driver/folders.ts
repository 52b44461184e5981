import { fileURLToPath } from 'node:url';

/** The folder bench. */
export const benchFolder = fileURLToPath(new URL('..', import.meta.url));

/** Where the page and the contestants are built to, and served from. */
export const distFolder = fileURLToPath(new URL('../dist', import.meta.url));
