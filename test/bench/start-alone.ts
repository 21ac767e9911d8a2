import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'

// One cold start in a process of its own; says when it had loaded, was open and had its first answer, in ms of its life.
const [what = '', folder = '', secret = ''] = process.argv.slice(2)
const moments: number[] = []
const note = () => moments.push(performance.now())

if (what === 'remedy') {
  const [{ openOffice }, { commandPlatform }, { contract }, { askThrough }] = await Promise.all([
    import('../../src-main/office.ts'),
    import('../../src-main/commands/terminal.ts'),
    import('../../src-main/contract.ts'),
    import('../../src-main/wire/ask.ts'),
  ])
  note()
  const resources = resolve(import.meta.dirname, '../../resources')
  const surroundings = { resources, clock: () => new Date(), random: randomBytes }
  const office = await openOffice({ folder, ...surroundings, platform: commandPlatform(folder) })
  const ask = askThrough(contract, office.dispatch)
  const { people } = await ask.signIn.state({})
  const state = await ask.signIn.unlock({ personId: people[0]!.id, passphrase: secret })
  if (state.phase !== 'open') throw new Error(`The office is ${state.phase}.`)
  note()
  const { rows } = await ask.clients.find({ text: 'kow' })
  note()
  if (rows.length === 0) throw new Error('Somebody must be found.')
  await office.close()
} else {
  const { openConnection } = await import('../../src-main/vault/connection.ts')
  note()
  const file = resolve(folder, 'remedy.db')
  const db = openConnection({ file, key: Buffer.from(secret, 'hex'), readonly: true })
  db.pragma('user_version')
  note()
  const found = db
    .prepare('select rowid from searchable_words where searchable_words match ? limit 50')
    .all('"kow"*')
  note()
  if (found.length === 0) throw new Error('Somebody must be found.')
}
const [loaded, opened, answered] = moments
const peakMB = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ loaded, opened, answered, peakMB }))
