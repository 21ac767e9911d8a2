import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { contract } from '../../src-main/contract.ts'
import { openOffice } from '../../src-main/office.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import { withoutPrinter } from '../../src-main/platform/without-printer.ts'
import { withoutDialogs, withoutWindow } from '../../src-main/platform/without-window.ts'
import { askThrough } from '../../src-main/wire/ask.ts'

/**
 * Works in an office through its own questions until it is killed: registers a client, moves him, corrects
 * him; tells its parent `ready` and then each act that was answered. `early` is the control that tells before.
 */
const [folder = '', way = 'honest', personId = '', passphrase = '', resources = ''] =
  process.argv.slice(2)
const say = (words: string) => writeSync(1, `${words}\n`)

const office = await openOffice({
  ...{ folder, resources, clock: () => new Date(), random: (bytes: number) => randomBytes(bytes) },
  platform: {
    ...withoutPrinter,
    ...withoutWindow,
    ...withoutDialogs(folder),
  },
})
const ask = askThrough(contract, office.dispatch)
await once(process.stdin, 'data')
process.stdin.destroy()
await ask.signIn.unlock({ personId: personId as PersonId, passphrase })
say('ready')

for (;;) {
  const exception = `Run${randomBytes(6).toString('hex')}`
  const particulars = { surname: exception, prisonNumber: { number: '', exception } }
  const plain = { ...particulars, forenames: 'Dominic', bornOn: '1981-04-17', needs: {} }
  const stay = (establishmentId: string, from: string) => ({
    establishmentId,
    from,
    source: 'Letter',
  })
  if (way === 'early') say(`${exception}/1/1`)
  const { id } = await ask.clients.register({ ...plain, stay: stay('leeds', '2025-03-03') })
  say(`${exception}/1/1`)
  await ask.clients.recordMove({ clientId: id, stay: stay('wakefield', '2025-08-04') })
  say(`${exception}/1/2`)
  const reason = 'Read again from his letter.'
  await ask.clients.correct({ ...plain, clientId: id, version: 1, forenames: 'Damian', reason })
  say(`${exception}/2/2`)
}
