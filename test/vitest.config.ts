import vue from '@vitejs/plugin-vue'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const inElectron = ['test/journeys/**/*.test.ts', 'test/scripts/*.e2e.test.ts']

/** `unit` is everything that needs no Electron; `e2e` needs the built program and Electron, one file at a time. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  plugins: [vue()],
  test: {
    silent: 'passed-only',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: inElectron,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: inElectron,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
