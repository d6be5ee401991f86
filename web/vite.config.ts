import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const server = process.env.EVENHAND_API ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: '../src/evenhand/web_dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    reportCompressedSize: false,
    license: { fileName: 'licenses.md' }, // what is bundled asks for its notices to come along
    chunkSizeWarningLimit: 1500, // kB; what counts is the first load, which scripts/check-size.mjs measures
  },
  // The server takes calls only from its own origin, so the proxy shows it as such.
  server: { proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['./test/setup.ts'] },
})
