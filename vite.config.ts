import { defineConfig } from 'vite';
import { minifyWgsl } from './scripts/minifyWgsl.ts';

export default defineConfig({
  plugins: [minifyWgsl()],
  build: {
    target: 'es2022',
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'index' },
    rolldownOptions: { external: ['fflate', 'papaparse'] },
  },
});
