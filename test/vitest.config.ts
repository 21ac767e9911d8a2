import vue from '@vitejs/plugin-vue'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { journeysLeftOut, SCREENS } from './journeys/screens.ts'

const root = path.resolve(import.meta.dirname, '..')
const inElectron = ['test/journeys/**/*.test.ts', 'test/scripts/*.e2e.test.ts']

const long = ['test/packages/**/*.test.ts', 'test/windows/**/*.test.ts']

/** What needs minutes and tools of its own: each is a project by the name of its folder. */
const longProject = (name: 'packages' | 'windows') => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    maxWorkers: 1,
    globalSetup: 'test/journeys/screens.ts',
    setupFiles: 'test/journeys/own-screen.ts',
    testTimeout: 240_000,
  },
})

/** `unit` is everything that needs no Electron; `e2e` needs the built program and Electron, on screens of their own. */
export default defineConfig({
  root,
  plugins: [vue()],
  test: {
    silent: 'passed-only',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...inElectron, ...long],
          // Threads and commands read the sources again each time: what Node makes of them is kept between runs.
          env: { NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/remedy-compiled') },
          globalSetup: ['test/memory-folder.ts', 'test/built-threads.ts'],
          setupFiles: 'test/own-folder.ts',
          // Half of a unit test waits for the disk, a key or another process: two go on at once even on two cores.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          // What was read for one file serves the next: each makes the offices that it changes for itself.
          isolate: false,
          // What takes two seconds on a quiet machine takes thirty beside four builds, and is no fault of the program.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: inElectron,
          exclude: journeysLeftOut(),
          // Each worker has a screen of its own; a journey mostly waits, so two go on at once.
          maxWorkers: SCREENS,
          globalSetup: 'test/journeys/screens.ts',
          setupFiles: 'test/journeys/own-screen.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // What is waited for comes late on a busy machine; a second, the usual limit, is no fault of the program.
          expect: { poll: { timeout: 30_000 } },
        },
      },
      longProject('packages'),
      longProject('windows'),
    ],
  },
})
