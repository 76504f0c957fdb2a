import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { licencesOf } from './scripts/lib/licences.ts';
import { pageSize, pageSizeLine } from './scripts/lib/page-size.ts';

const main = (file: string): string => resolve(import.meta.dirname, 'src/main', file);

/** Writes beside the page whose work the product is made of; Settings shows it. */
const licences: Plugin = {
  name: 'pitchline-licences',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((part) =>
      part.type === 'chunk' ? Object.keys(part.modules) : [],
    );
    const source = JSON.stringify(licencesOf(import.meta.dirname, modules));
    this.emitFile({ type: 'asset', fileName: 'licences.json', source });
  },
};

/** Says after each build how much a browser loads first; a test holds it under its limit. */
const sizeLine: Plugin = {
  name: 'pitchline-page-size',
  apply: 'build',
  writeBundle: () => {
    process.stdout.write(pageSizeLine(pageSize(resolve(import.meta.dirname, 'out/renderer'))));
  },
};

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        // One build for every host: the desktop entry is the only one that may import electron.
        input: {
          desktop: main('desktop.ts'),
          cli: main('cli.ts'),
          inference: main('inference/process.ts'),
          reader: main('log/search/reader-thread.ts'),
          verifier: main('log/verify/verify-thread.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { bridge: resolve(import.meta.dirname, 'src/preload/bridge.ts') },
        // Sandboxed preload scripts must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'src/renderer'),
    plugins: [react(), licences, sizeLine],
    build: {
      outDir: resolve(import.meta.dirname, 'out/renderer'),
      // electron-vite leaves it off; a browser on the plant network loads this page too.
      minify: true,
      rollupOptions: { input: resolve(import.meta.dirname, 'src/renderer/index.html') },
    },
  },
});
