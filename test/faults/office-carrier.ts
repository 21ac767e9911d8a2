import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { contract } from '../../src-main/contract.ts'
import { openOffice } from '../../src-main/office.ts'
import { withoutPrinter } from '../../src-main/platform/without-printer.ts'
import { withoutDialogs, withoutWindow } from '../../src-main/platform/without-window.ts'
import { lastOffice } from '../../src-main/shell/platform.ts'
import { settingsIn } from '../../src-main/shell/settings.ts'
import { askThrough } from '../../src-main/wire/ask.ts'

/** Moves an office from one folder to the next until it is killed; tells its parent of each move and how long the log is. */
const [file = '', above = '', passphrase = '', resources = ''] = process.argv.slice(2)
const settings = settingsIn(file)
let to = ''
const office = await openOffice({
  ...{ folder: lastOffice(settings), resources, clock: () => new Date(), keyCost: 2 ** 4 },
  random: (bytes: number) => randomBytes(bytes),
  judge: async () => false,
  platform: {
    ...withoutPrinter,
    ...withoutWindow,
    ...withoutDialogs(''),
    chooseMoveFolder: async () => to,
    remember: (folder) => settings.change({ office: folder }),
  },
})
const ask = askThrough(contract, office.dispatch)
const { people } = await ask.signIn.state({})
await ask.signIn.unlock({ personId: people[0]!.id, passphrase })
const say = (words: string) => writeSync(1, `${words}\n`)

say('ready')
await once(process.stdin, 'data')
process.stdin.destroy()
for (;;) {
  to = join(above, randomBytes(6).toString('hex'), 'office')
  await ask.signIn.chooseMove({})
  await ask.signIn.moveOffice({ passphrase, despite: false })
  say(`moved ${(await ask.audit.health({})).entries}`)
}
