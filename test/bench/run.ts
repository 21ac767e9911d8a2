import type { Report } from './rounds.ts'

/** What can be measured; each module exports `bench`, which takes the rest of the command line. */
const benches: Record<string, () => Promise<{ bench(options: string[]): Promise<Report> }>> = {
  audit: () => import('./audit.ts'),
  backup: () => import('./backup.ts'),
  barriers: () => import('./barriers.ts'),
  batch: () => import('./batch.ts'),
  day: () => import('./day.ts'),
  desks: () => import('./desks.ts'),
  gate: () => import('./gate.ts'),
  letters: () => import('./letters.ts'),
  search: () => import('./search.ts'),
  start: () => import('./start.ts'),
}

const [name = '', ...options] = process.argv.slice(2)
const load = benches[name]
if (!load) {
  console.error(`npm run bench -- <${Object.keys(benches).join(' | ')}> [--json]`)
  process.exit(2)
}
const report = await (await load()).bench(options)
if (options.includes('--json')) console.log(JSON.stringify(report))
else {
  console.table(report.cases)
  console.table(report.ratios)
  for (const note of report.notes) console.log(note)
}
