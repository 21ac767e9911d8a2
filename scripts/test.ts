import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { closingLine, readCounts, type Counts } from './counts.ts'
import { ownScreen } from './display.ts'
import { prepareElectron, type Electron } from './electron.ts'
import { run } from './stop.ts'
import { build, command, tool } from './tools.ts'

const quick = process.argv.includes('--quick')
const reports = await mkdtemp(path.join(os.tmpdir(), 'remedy-test-'))
const counts: Counts[] = []
let electron: Electron | undefined

/** In order; the first that fails ends the run. `--quick` is the three that run nothing. */
const stages: [title: string, work: () => Promise<number>][] = [
  ['Types', () => command(tool('vue-tsc', '--noEmit'))],
  ['Lint', () => command(tool('oxlint'))],
  ['Format', () => command(tool('prettier', '--check', '--log-level', 'warn', '.'))],
]
if (!quick) {
  stages.push(
    ['Unit tests', () => vitest('unit')],
    ['Build', build],
    ['Electron', async () => ((electron = await prepareElectron()), 0)],
    ['End to end', () => vitest('e2e', ownScreen(), electron?.env)],
  )
}

async function vitest(project: string, before: string[] = [], env: Record<string, string> = {}) {
  const report = path.join(reports, `${project}.json`)
  const config = ['--config', 'test/vitest.config.ts', '--project', project]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await command([...before, ...tool('vitest', 'run', ...config, ...reporters)], env)
  if (existsSync(report)) counts.push(readCounts(report, project))
  return code
}

async function stage(title: string, work: () => Promise<number>): Promise<number> {
  console.log(`\n== ${title}`)
  const start = performance.now()
  const code = await work()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`== ${title}: ${code === 0 ? 'good' : 'failed'}, ${seconds} s`)
  return code
}

await run(async () => {
  try {
    for (const [title, work] of stages) {
      if ((await stage(title, work)) === 0) continue
      if (counts.length > 0) console.log(`\n${closingLine(counts)}`)
      return 1
    }
  } finally {
    await rm(reports, { recursive: true })
  }
  if (electron)
    console.log(`\nElectron ${electron.version}${electron.standIn ? ', a stand-in' : ''}`)
  if (counts.length > 0) console.log(closingLine(counts))
  return 0
})
