import { expect, test } from 'vitest'
import type { Letter, LetterContent, LetterKind } from '../../src-main/letters/contract.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import {
  day,
  letterAt,
  letterOffice,
  withAuthority,
  type LetterOffice,
} from '../letters/letter-office.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { refusalOf } from '../open-office.ts'
import { full, LIMIT } from './full.ts'

const COUNT = full ? 500 : 10
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20)

/** Letters to whoever holds the records, with and without a copy for the client, and to the client under Rule 39, in turn. */
function mixed(n: number, client: Addressee): Partial<LetterContent> & { kind: LetterKind } {
  if (n % 3 === 0) return { kind: 'L03' }
  if (n % 3 === 1) return { kind: 'L03', copies: [{ addressee: client }] }
  const recipient = { name: 'Ruth Danvers', role: 'family' } as const
  const consentRequested = { recipient, purpose: 'inform', classes: ['location'] } as const
  return { kind: 'L24', consentRequested: { ...consentRequested, classes: ['location'] } }
}
type Addressee = LetterContent['addressee']

async function draftsIn(office: LetterOffice): Promise<Letter[]> {
  const { ask, clientId, partner } = office
  const datedOn = day('2026-11-23')
  const drafts: Letter[] = []
  for (let n = 0; n < COUNT; n++) {
    const { id: matterId } = await ask.matters.open({
      ...{ clientId, kind: 'health-records', title: `Knee ${n}`, responsible: partner },
      ...{ opponents: [], eventOn: null, knownOn: null, noEventReason: 'None yet' },
    })
    const { addressee } = await ask.letters.propose({ matterId, kind: 'L24', datedOn })
    drafts.push(await letterAt({ ...office, matterId }, 'draft', mixed(n, addressee)))
  }
  return drafts
}

test(
  'a batch of mixed letters is approved and printed as one job with memory that does not grow; broken off, each letter is whole or untouched',
  async () => {
    const office = await letterOffice()
    await withAuthority(office)
    const { ask, platform } = office
    const drafts = await draftsIn(office)
    const memory: number[] = []
    const approve = async (from: number, to: number) => {
      for (const [n, { id: letterId, version }] of drafts.entries()) {
        if (n < from || n >= to) continue
        await ask.letters.approve({ letterId, version })
        if ((n + 1) % (COUNT / 10) === 0) memory.push(megabytes())
      }
    }
    // Cancelled half way: what was approved stands, the rest are drafts as before.
    await approve(0, COUNT / 2)
    const states = async () =>
      Promise.all(drafts.map(async ({ id }) => (await ask.letters.get({ letterId: id })).state))
    expect(await states()).toEqual(drafts.map((_, n) => (n < COUNT / 2 ? 'approved' : 'draft')))
    await approve(COUNT / 2, COUNT)

    const letterIds = drafts.map(({ id }) => id)
    const job = { printer: 'Front-desk', paper: 'letterhead', sides: 'one' } as const
    const began = performance.now()
    const { refused } = await ask.letters.printTogether({ letterIds, ...job })
    const took = performance.now() - began
    memory.push(megabytes())
    expect(refused).toEqual([])
    expect(platform.paper).toHaveLength(1)
    const { pdf } = platform.paper[0]!
    const pages = Number(/^Pages:\s+(\d+)$/m.exec(readBack(pdf, 'pdfinfo', ['$']))![1])
    expect(pages).toBeGreaterThanOrEqual(COUNT)

    // A printer that fails leaves every letter as it was.
    platform.printPdf = async () => {
      throw new Refusal('conflict', 'The printer did not accept the letters.')
    }
    await refusalOf(ask.letters.printTogether({ letterIds, ...job }))
    expect(new Set(await states())).toEqual(new Set(['approved']))
    console.log(
      `${COUNT} letters, ${pages} pages: one job in ${(took / 1000).toFixed(1)} s; MB after each tenth and after the job: ${memory.join(', ')}`,
    )
    if (full) expect(memory[9]! / memory[1]!).toBeLessThan(1.5)
    expect((await ask.audit.verify({})).findings).toEqual([])
  },
  LIMIT,
)
