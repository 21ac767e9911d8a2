import { renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const cache = resolve(root, 'node_modules/.cache/remedy-faults')

/** Joins a child of these tests and all it imports into one file, which starts three times as fast; gives its path. */
export async function bundled(child: string): Promise<string> {
  const own = resolve(cache, String(process.pid))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: resolve(import.meta.dirname, child),
      outDir: own,
      emptyOutDir: false,
      target: 'node20',
      // One file, for the folder in which it is made does not stay.
      rollupOptions: { output: { codeSplitting: false } },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  })
  const name = child.replace(/\.ts$/, '.js')
  // Renamed whole, since another test may be starting the same file just now.
  renameSync(resolve(own, name), resolve(cache, name))
  rmSync(own, { recursive: true })
  return resolve(cache, name)
}
