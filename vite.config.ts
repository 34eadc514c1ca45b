import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Builds the pages into dist/web; the server serves that folder. In development it proxies the API. */
export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  publicDir: 'public',
  oxc: { jsx: { runtime: 'automatic' } },
  css: { modules: { generateScopedName: '[name]-[local]-[hash:base64:4]' } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The polyfill would be one more script on every page for browsers older than the target.
    modulePreload: { polyfill: false },
    // Everything is a file of our own origin: the server's Content-Security-Policy allows neither data: scripts nor inline ones.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // 'use client' in libraries means nothing here: there is no server rendering.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: { proxy: { '/api': process.env.LABELWRIGHT_URL ?? 'http://127.0.0.1:8080' } },
});
