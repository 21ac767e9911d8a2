import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { newIdentity, ownKeyMark } from '../../src-main/far/certificate.ts'
import type { Handy } from '../../src-main/far/hands.ts'
import { farDesk } from '../desks/far-desk.ts'
import { sharedBy } from '../desks/shared-office.ts'
import { someDocument } from '../documents/some-document.ts'
import { PASSPHRASE, testPlatform } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { full, LIMIT } from './full.ts'

const megabytes = full ? 499 : 150

test.skipIf(process.platform !== 'linux')(
  `a document of ${megabytes} MB goes in at a desk and comes out there, and the office never holds it whole`,
  async () => {
    const { folder, imogen } = await sharedBy('front')
    const identity = newIdentity(randomBytes)
    const script = path.resolve(import.meta.dirname, '../bench/desks-alone.ts')
    const child = spawn(process.execPath, [script, folder, ownKeyMark(identity)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const said = async () => JSON.parse((await lines.next()).value as string) as unknown
    const reaching = (await said()) as { port: number; office: string }

    const piece = randomBytes(1_000_000)
    async function* scan() {
      yield somePdf('scan')
      for (let nth = 0; nth < megabytes; nth++) yield piece
    }
    const digestOf = async (pieces: AsyncIterable<Uint8Array>) => {
      const hash = createHash('sha256')
      for await (const one of pieces) hash.update(one)
      return hash.digest('hex')
    }
    const shown: string[] = []
    const hands: Handy = {
      ...testPlatform(''),
      chooseDocument: async () => ({ name: 'scan.pdf', pieces: scan() }),
      openPieces: async (pieces) => void shown.push(await digestOf(pieces)),
    }
    const { ask, close } = await farDesk({ ...reaching, identity, hands })
    await ask.signIn.unlock({ personId: imogen, passphrase: PASSPHRASE })
    const [client] = (await ask.clients.find({ text: 'Fenwright' })).rows
    const { token } = (await ask.documents.choose({}))!
    const kept = await ask.documents.keep({ token, clientId: client!.id, ...someDocument() })
    await ask.documents.open({ documentId: kept.id, reason: 'To read it' })
    expect(shown).toEqual([await digestOf(scan())])
    child.stdin.write('end\n')
    const { peakMB } = (await said()) as { peakMB: number }
    if (full) console.log(`${megabytes} MB in and out: the office had ${peakMB} MB at most`)
    expect(peakMB).toBeLessThan(400)
    await close()
  },
  LIMIT,
)
