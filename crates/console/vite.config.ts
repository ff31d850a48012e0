import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { pack } from './scripts/pack.mjs';

/** Packs the files once they are written. */
function packed(): Plugin {
  let folder = '';
  return {
    name: 'frontdesk-pack',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: () => pack(folder),
  };
}

const service = process.env['FRONTDESK_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/app/',
  plugins: [react(), packed()],
  resolve: { alias: { '@': resolve(import.meta.dirname, 'app') } },
  build: {
    outDir: '../../target/console/dist',
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the page lets nothing in that is not a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/clients', '/imports', '/users', '/webhook', '/health', '/metrics', '/openapi.json', '/docs'].map((path) => [path, service]),
    ),
  },
});
