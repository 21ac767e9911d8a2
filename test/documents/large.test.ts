import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { openTestOffice, someClient } from '../open-office.ts'
import { someDocument } from './some-document.ts'

const MB = 1_000_000
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
/** Bytes: as much as an office may be handed in one file. */
const LARGE = Number(process.env['REMEDY_FAULTS'] === 'full' ? 500 : 150) * MB

test('a document of any size is taken in, verified, shown and saved in the memory of a few pieces', async () => {
  const { ask, platform } = await openTestOffice()
  const { id: clientId } = await ask.clients.register(someClient())
  const piece = new Uint8Array(MB).fill(65)
  let [most, came] = [0, 0]
  collect()
  const before = process.memoryUsage().arrayBuffers
  // What nothing holds any longer is not counted, whenever the program would have collected it.
  const look = () => {
    collect()
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }
  const through = async (pieces: AsyncIterable<Uint8Array>) => {
    came = 0
    for await (const part of pieces) {
      came += part.length
      if (came % (10 * MB) < part.length) look()
    }
  }
  platform.openPieces = through
  platform.savePieces = async (_name, _kind, pieces, recorded) => {
    await through(pieces)
    await recorded()
    return true
  }
  const { token } = await ask.documents.begin({ name: 'records.txt', size: LARGE })
  for (let at = 0; at < LARGE; at += MB) {
    await ask.documents.piece({ token, bytes: piece })
    if (at % (10 * MB) === 0) look()
  }
  expect(await ask.documents.end({ token })).toMatchObject({ size: LARGE, kind: 'text' })
  const { id: documentId } = await ask.documents.keep({ token, clientId, ...someDocument() })
  await ask.documents.open({ documentId })
  expect(came).toBe(LARGE)
  await ask.documents.saveCopy({ documentId })
  expect(came).toBe(LARGE)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  expect(most).toBeLessThan(30 * MB)
}, 600_000)
