import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { contract } from '../../src-main/contract.ts'
import { openOffice } from '../../src-main/office.ts'
import { withoutPrinter } from '../../src-main/platform/without-printer.ts'
import { withoutDialogs, withoutWindow } from '../../src-main/platform/without-window.ts'
import { askThrough } from '../../src-main/wire/ask.ts'

/** Makes a new office in a folder until it is killed, or done; tells its parent when it begins and when it was answered. */
const [folder = '', passphrase = '', resources = ''] = process.argv.slice(2)

const office = await openOffice({
  ...{ folder: null, resources, clock: () => new Date(), keyCost: 2 ** 4 },
  random: (bytes: number) => randomBytes(bytes),
  // The dictionaries are no part of what is killed.
  judge: async () => false,
  platform: {
    ...withoutPrinter,
    ...withoutWindow,
    ...withoutDialogs(folder),
  },
})
const ask = askThrough(contract, office.dispatch)
writeSync(1, 'ready\n')
await once(process.stdin, 'data')
const typed = { passphrase, passphraseAgain: passphrase }
await ask.signIn.createOffice({ officeName: 'Tark', personName: 'Imogen Tark', ...typed })
writeSync(1, 'made\n')
