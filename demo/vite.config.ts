import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { minifyWgsl } from '../scripts/minifyWgsl.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: folder('.'),
  base: './',
  cacheDir: folder('../node_modules/.vite-demo'),
  plugins: [minifyWgsl()],
  server: { fs: { allow: [folder('..')] } },
  build: {
    target: 'es2022',
    outDir: folder('dist'),
    emptyOutDir: true,
    rolldownOptions: { input: folder('index.html') },
  },
});
