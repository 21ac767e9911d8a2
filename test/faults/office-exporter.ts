import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { contract } from '../../src-main/contract.ts'
import { openOffice } from '../../src-main/office.ts'
import { withoutPrinter } from '../../src-main/platform/without-printer.ts'
import { withoutDialogs, withoutWindow } from '../../src-main/platform/without-window.ts'
import { askThrough } from '../../src-main/wire/ask.ts'

/** Writes a client’s file, or everything, into a folder until it is killed, or done. */
const [folder = '', way = '', personId = '', passphrase = '', resources = '', into = ''] =
  process.argv.slice(2)

const office = await openOffice({
  ...{ folder, resources, clock: () => new Date(), keyCost: 2 ** 4 },
  random: (bytes: number) => randomBytes(bytes),
  judge: async () => false,
  platform: {
    ...withoutPrinter,
    ...withoutWindow,
    ...withoutDialogs(folder),
    chooseExportFolder: async () => into,
  },
})
const ask = askThrough(contract, office.dispatch)
await ask.signIn.unlock({ personId, passphrase })
const { rows } = await ask.clients.find({ text: '' })
writeSync(1, 'ready\n')
await once(process.stdin, 'data')
if (way === 'everything') await ask.exports.make({ passphrase })
else await ask.exports.clientFile({ clientId: rows[0]!.id, restricted: true, reason: 'A test' })
writeSync(1, 'done\n')
await once(process.stdin, 'data')
