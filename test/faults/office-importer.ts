import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeSync } from 'node:fs'
import { contract } from '../../src-main/contract.ts'
import { openOffice } from '../../src-main/office.ts'
import { withoutPrinter } from '../../src-main/platform/without-printer.ts'
import { withoutDialogs, withoutWindow } from '../../src-main/platform/without-window.ts'
import { askThrough } from '../../src-main/wire/ask.ts'

/** Imports a list until it is killed, or done; `rows` is the control, which records each row by an act of its own. */
const [folder = '', way = '', personId = '', passphrase = '', resources = '', list = ''] =
  process.argv.slice(2)

const office = await openOffice({
  ...{ folder, resources, clock: () => new Date(), keyCost: 2 ** 4 },
  random: (bytes: number) => randomBytes(bytes),
  judge: async () => false,
  platform: {
    ...withoutPrinter,
    ...withoutWindow,
    ...withoutDialogs(folder),
    chooseFile: async () => ({ name: 'list.csv', bytes: readFileSync(list) }),
  },
})
const ask = askThrough(contract, office.dispatch)
await ask.signIn.unlock({ personId, passphrase })
const { token, mapping } = (await ask.imports.choose({}))!
writeSync(1, 'ready\n')
await once(process.stdin, 'data')
if (way === 'rows')
  for (const line of readFileSync(list, 'utf8').split('\r\n').slice(1, -1)) {
    const [surname = '', forenames = '', number = ''] = line.split(',')
    const stay = { establishmentId: 'leeds', from: '2024-03-01', source: 'A list' }
    await ask.clients.register({
      ...{ surname, forenames, bornOn: null, needs: {}, prisonNumber: { number } },
      stay: stay as never,
    })
  }
else await ask.imports.run({ token, mapping })
writeSync(1, 'done\n')
await once(process.stdin, 'data')
