// npm test                  everything: checks, unit tests, build, and the real program end to end
// npm test -- letters law   the tests alone whose file has one of these words in its path
// --check, --unit, --e2e    that part alone
// --packages, --windows     what is not in npm test: packages are made and installed, Windows is tried under Wine
import { existsSync, globSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { prepareElectron, type Electron } from './electron.ts'
import { build, command, quietly, root, run, Stop, tool } from './run.ts'
import { closingLine, readCounts, together, type Counts, type Stage } from './stages.ts'

const words = process.argv.slice(2)
const filters = words.filter((word) => !word.startsWith('--'))
const parts = words.filter((word) => word.startsWith('--'))
const LONG = ['--packages', '--windows']
const PARTS = ['--check', '--unit', '--e2e', ...LONG]
const unknown = parts.filter((part) => !PARTS.includes(part))

/** Whether a part runs: the checks alone look at everything, so a word leaves them out. */
const wants = (part: string) =>
  parts.length > 0
    ? parts.includes(part)
    : !LONG.includes(part) && (part !== '--check' || filters.length === 0)

const reports = await mkdtemp(path.join(os.tmpdir(), 'remedy-test-'))
const counts: Counts[] = []
let electron: Electron | undefined

const quiet = (title: string, words: string[]): Stage => ({ title, work: () => quietly(words) })

/** They run nothing of the program. */
const checks = [
  quiet('Types of the office', tool('typescript', 'tsc', '--project', 'src-main')),
  quiet('Types of the window', tool('vue-tsc', 'vue-tsc', '--project', 'src-renderer')),
  quiet('Lint', tool('oxlint', 'oxlint', '--type-aware')),
  quiet('Format', tool('prettier', 'prettier', '--check', '--cache', '--log-level', 'warn', '.')),
  quiet('Dead code', tool('knip')),
  quiet(
    'Dead but for tests',
    tool('knip', 'knip', '--production', '--include', 'files,exports,types'),
  ),
]

const vitest = (title: string, project: string): Stage => ({
  title,
  async work() {
    const report = path.join(reports, `${project}.json`)
    const config = ['--config', 'test/vitest.config.ts', '--project', project]
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const code = await command(
      tool('vitest', 'vitest', 'run', ...config, ...reporters, ...filters),
      electron?.env,
    )
    if (existsSync(report)) counts.push(readCounts(report, title))
    return { code }
  },
})

const electronStage: Stage = {
  title: 'Electron',
  work: async () => ((electron = await prepareElectron()), { code: 0 }),
}

/** Whether a test file of this kind is asked for. */
function matches(kind: 'unit' | 'e2e'): boolean {
  const inElectron = (file: string) => /^test\/journeys\/|\.e2e\.test\.ts$/.test(file)
  return globSync('test/**/*.test.ts', { cwd: root })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !/^test\/(packages|windows)\//.test(file))
    .filter((file) => inElectron(file) === (kind === 'e2e'))
    .some((file) => filters.length === 0 || filters.some((word) => file.includes(word)))
}

await run(async () => {
  if (unknown.length > 0) throw new Stop(`There is no ${unknown.join(' ')} here.`)
  const unit = wants('--unit') && matches('unit')
  const e2e = wants('--e2e') && matches('e2e')
  if (filters.length > 0) {
    if (!unit && !e2e && LONG.every((part) => !wants(part)))
      throw new Stop(`No test file has ${filters.join(' or ')} in its path.`)
    console.log(`Only the tests whose file has ${filters.join(' or ')} in its path.`)
  }
  const long = LONG.filter(wants)
  const groups = [
    wants('--check') ? checks : [],
    [
      ...(unit ? [vitest('Unit tests', 'unit')] : []),
      ...(e2e || long.length > 0 ? [quiet('Build', build()), electronStage] : []),
    ],
    e2e ? [vitest('End to end', 'e2e')] : [],
    ...long.map((part) => [vitest(part.slice(2), part.slice(2))]),
  ]
  let good = true
  try {
    for (const group of groups) good = good && (await together(group))
  } finally {
    await rm(reports, { recursive: true })
  }
  if (electron)
    console.log(`\nElectron ${electron.version}${electron.standIn ? ', a stand-in' : ''}`)
  if (good) for (const name of counts.flatMap(({ left }) => left)) console.log(`Left out: ${name}`)
  if (counts.length > 0) console.log(closingLine(counts))
  return good ? 0 : 1
})
