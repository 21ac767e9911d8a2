import { buffer } from 'node:stream/consumers'
import Pdf from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { LARGEST_BUNDLE } from '../../src-main/typesetting/bundle-apart.ts'
import { keepDocument } from '../documents/some-document.ts'
import { refusalOf } from '../open-office.ts'
import { filledIn, letterOffice, withAuthority } from './letter-office.ts'
import { readBack } from './pdf-tools.ts'

async function report(says: string): Promise<Uint8Array> {
  const document = new Pdf()
  document.text(says)
  document.end()
  return new Uint8Array(await buffer(document))
}
type File = Parameters<typeof keepDocument>[3]

/** An approved request that encloses a file of the client’s, besides what is put in by hand. */
async function approvedWith(file?: File) {
  const office = await letterOffice()
  const { ask, clientId } = office
  await withAuthority(office)
  const content = await filledIn(office)
  const kept = file && (await keepDocument(office, clientId, { class: 'identity' }, file))
  const more = kept
    ? [{ name: 'x', class: null, document: { id: kept.id, sha256: kept.sha256 } }]
    : []
  const { id: letterId, version } = await ask.letters.draft({
    ...{ ...content, enclosures: [...content.enclosures, ...more] },
  })
  const { approved } = await ask.letters.approve({ letterId, version })
  office.platform.choose = 'a folder'
  return Object.assign(office, { kept, letterId, approved: approved! })
}
const wholeOf = (letterId: never) => ({ letterId, as: 'with-enclosures' as const })

describe('A letter together with what it encloses', () => {
  test('is printed, saved and opened as one file; what is not kept here goes by itself', async () => {
    const bytes = await report('The wound was seen on 3 June.')
    const { ask, platform, letterId, approved } = await approvedWith({ name: 'r.pdf', bytes })
    const apart = [{ number: 1, why: 'It is not kept here as a file.' }]
    const print = { letterId, printer: 'Tray 2', paper: 'letterhead' as const }
    expect(await ask.letters.print({ ...print, what: 'with-enclosures' })).toMatchObject({ apart })
    expect(await ask.letters.saveCopy(wholeOf(letterId as never))).toMatchObject({
      saved: true,
      apart,
    })
    expect(await ask.letters.openInReader({ letterId, withEnclosures: true })).toMatchObject({
      apart,
    })
    expect(platform.paper.map(({ to }) => to)).toEqual(['printer', 'file', 'reader'])
    for (const { pdf } of platform.paper) {
      expect(readBack(pdf, 'qpdf', ['--check', '$'])).toContain('No syntax or stream encoding')
      const pages = readBack(pdf, 'pdfinfo', ['$'])
      expect(pages).toMatch(new RegExp(`^Pages: +${approved.pages + 2}$`, 'm'))
      const said = readBack(pdf, 'pdftotext', ['-layout', '$', '-'])
      expect(said).toContain('The wound was seen on 3 June.')
      expect(said).toMatch(/2 +Letter, from Northgate Health, HMP Leeds, received\s/)
      expect(said).toContain(`Enclosure 2, page 1 of 1`)
    }
    const log = await ask.audit.list({ limit: 50 })
    const copies = log.entries.filter(({ act }) => act === 'letter-copied')
    expect(copies).toHaveLength(2)
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  }, 240_000)

  test('leaves by no way that is shut to the letter itself', async () => {
    const bytes = await report('x')
    const { ask, platform, letterId, kept } = await approvedWith({ name: 'r.pdf', bytes })
    await ask.documents.remove({ documentId: kept!.id, reason: 'Filed under the wrong client' })
    const print = { letterId, printer: 'Tray 2', paper: 'letterhead' as const }
    const ways = [
      () => ask.letters.print({ ...print, what: 'with-enclosures' }),
      () => ask.letters.saveCopy(wholeOf(letterId as never)),
      () => ask.letters.openInReader({ letterId, withEnclosures: true }),
    ]
    for (const way of ways)
      expect((await refusalOf(way(), 'conflict')).message).toContain('was removed or corrected')
    expect(platform.paper).toEqual([])
  })

  test('is refused in words where there is nothing to join, or more than one file can be made of', async () => {
    const bare = await approvedWith()
    const nothing = await refusalOf(bare.ask.letters.saveCopy(wholeOf(bare.letterId as never)))
    expect(nothing.message).toContain('Print or save the letter itself.')
    const bytes = Buffer.alloc(LARGEST_BUNDLE + 1, 'records ')
    const large = await approvedWith({ name: 'records.txt', bytes })
    const refused = await refusalOf(large.ask.letters.saveCopy(wholeOf(large.letterId as never)))
    expect(refused.message).toContain('101 MB together, and up to 100 MB are put into one file')
  })
})
