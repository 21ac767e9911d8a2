import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readZip } from '../../src-main/audit/pack/pack-zip.ts'
import { verifyPack } from '../../src-main/audit/pack/verify-pack.ts'
import { keepDocument } from '../documents/some-document.ts'
import { temporaryFolder } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { filledIn, needing } from './letter-office.ts'
import { readBack } from './pdf-tools.ts'

const consentRequested = {
  recipient: { name: 'Ruth Danvers', role: 'family' as const },
  ...{ purpose: 'inform' as const, classes: ['health' as const] },
}
const EASY = 'We tell other people only if you say yes'
const textOf = (pdf: Uint8Array) =>
  readBack(pdf, 'pdftotext', ['-layout', '$', '-']).replaceAll(/\s+/g, ' ')
/** How high the lowest and the highest words of a page stand. */
function heightsOn(pdf: Uint8Array, page: number): { least: number; most: number } {
  const words = readBack(pdf, 'pdftotext', ['-bbox', '-f', `${page}`, '-l', `${page}`, '$', '-'])
  const heights = [...words.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"/g)].map(
    ([, top, foot]) => Number(foot) - Number(top),
  )
  return { least: Math.min(...heights), most: Math.max(...heights) }
}

/** A letter with a form in easy words that was approved, with a paper of the client’s enclosed. */
async function easyLetter(needs: { easyWords: boolean; largePrint?: boolean }) {
  const office = await needing(needs)
  const { ask, clientId } = office
  const file = { name: 'r.pdf', bytes: somePdf('The wound was seen on 3 June.') }
  const { id, sha256 } = await keepDocument(office, clientId, { class: 'identity' }, file)
  const content = await filledIn(office, { kind: 'L24', easyRead: true, consentRequested })
  const paper = { name: 'x', class: null, document: { id, sha256 } }
  const draft = await ask.letters.draft({
    ...{ ...content, enclosures: [...content.enclosures, paper] },
  })
  expect(draft.gate).toMatchObject({ open: true, missing: [] })
  const letterId = draft.id
  const { approved } = await ask.letters.approve({ letterId, version: draft.version })
  return Object.assign(office, { letterId, pages: approved!.pages, datedOn: content.datedOn })
}

test.each([
  ['easy words', { easyWords: true }],
  ['easy words in large print', { easyWords: true, largePrint: true }],
])(
  'a letter in %s is printed alone, in a job and with its enclosures, whose index is as large as it',
  async (_, needs) => {
    const { ask, platform, letterId, pages } = await easyLetter(needs)
    const print = { letterId, printer: 'Tray 2', paper: 'letterhead' as const }
    await ask.letters.print({ ...print, what: 'letter' })
    const { apart } = await ask.letters.print({ ...print, what: 'with-enclosures' })
    // The form is printed behind its letter; the envelope alone is put in by hand.
    const why = 'It is not kept here as a file.'
    expect(apart).toEqual([{ number: 2, name: 'Reply envelope', why }])
    const job = { letterIds: [letterId], printer: 'Tray 2', sides: 'one' as const }
    await ask.letters.printTogether({ ...job, paper: 'letterhead' })
    const [alone, whole, together] = platform.paper.map(({ pdf }) => pdf)
    for (const pdf of [alone, whole, together]) expect(textOf(pdf!)).toContain(EASY)
    expect(readBack(whole!, 'pdfinfo', ['$'])).toMatch(new RegExp(`^Pages: +${pages + 2}$`, 'm'))
    const index = pages + 1
    const said = readBack(whole!, 'pdftotext', [
      ...['-layout', '-f', `${index}`, '-l', `${index}`, '$', '-'],
    ])
    expect(said).toMatch(/1 +Consent form, two copies +with the letter/)
    expect(said).toMatch(/2 +Reply envelope +separately/)
    expect(said).toContain(`In all: page ${index} of ${pages + 2}`)
    // The form’s own page has words of one size, but its heading.
    const text = heightsOn(whole!, pages).least
    expect(heightsOn(whole!, index).least).toBeGreaterThan(0.95 * text)
  },
  120_000,
)

test('a letter in easy words is in the audit pack, the client’s file and the printed file as it was sent', async () => {
  const { ask, clientId, platform, letterId, datedOn } = await easyLetter({ easyWords: true })
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  await ask.letters.send({ letterId, route: 'first-class', on: datedOn })
  const folder = temporaryFolder()
  platform.choose = folder
  const file = (await ask.exports.clientFile({ clientId }))!
  const documents = path.join(file.folder, 'documents')
  const kept = readdirSync(documents).map((name) => readFileSync(path.join(documents, name)))
  const [exported, ...others] = kept.filter((pdf) => textOf(pdf).includes(EASY))
  expect([kept.length, others]).toEqual([2, []])
  await ask.exports.printedFile({ clientId, way: 'file', printer: '' })
  expect(textOf(platform.paper.at(-1)!.pdf)).toContain('You do not have to say why.')
  await ask.packs.makeFull({
    ...{ clientId, letters: true, purpose: 'complaint', reason: 'The ombudsman asked' },
    to: { name: 'Legal Ombudsman', role: 'ombudsman' },
  })
  const zip = platform.paper.at(-1)!.pdf
  expect(verifyPack(zip, { fingerprint: '', codes: [] }).verdict).toBe('consistent')
  const papers = readZip(zip).filter(({ bytes }) => Buffer.from(bytes).equals(exported!))
  expect(papers).toHaveLength(1)
}, 120_000)
