import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  plugins: [react()],
  // `npm run hot`: the page is served from here, with hot reload, and a running server answers what it asks.
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': process.env.PRYTANY_SERVER ?? 'http://127.0.0.1:8080' },
  },
  build: {
    target: 'es2022',
    // Fonts and images stay files: the Content-Security-Policy allows fonts from our own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licences.md' },
    sourcemap: false,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    // They end a test that would not end; a slow machine fails nothing.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    setupFiles: ['src/patience.ts'],
  },
});
