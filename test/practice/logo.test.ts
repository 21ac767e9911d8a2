import { crc32, deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { tryToDraw } from '../../src-main/practice/logo-rules.ts'
import { filledIn, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { papersOf, sound } from '../office-papers.ts'
import { openTestOffice, refusalOf, type TestOffice } from '../open-office.ts'
import { recordFirm } from './some-firm.ts'
import { someJpeg, somePdf, somePng } from './some-picture.ts'

async function firmOffice() {
  const office = await openTestOffice()
  await recordFirm(office.ask)
  return office
}
const choosing = ({ platform }: TestOffice, bytes: Uint8Array, name = 'logo.png') =>
  (platform.file = { name, bytes })

test('a firm has no logo until one is chosen, exchanges it and takes it off, each an entry of the log', async () => {
  const office = await firmOffice()
  const { ask, platform } = office
  expect((await ask.practice.get({}))?.logo).toBeNull()
  choosing(office, somePng())
  const chosen = await ask.practice.chooseLogo({})
  expect(chosen.logo).toEqual({ kind: 'png', width: 40, height: 10 })
  expect(platform.asked).toMatchObject([{ kinds: ['png', 'jpeg'], atMost: 2_000_000 }])
  choosing(office, someJpeg({ width: 30 }), 'logo.png')
  const exchanged = await ask.practice.chooseLogo({})
  expect(exchanged.logo).toEqual({ kind: 'jpeg', width: 30, height: 10 })
  await office.office.rebuild()
  expect(await ask.practice.get({})).toEqual(exchanged)
  expect((await ask.practice.removeLogo({})).logo).toBeNull()
  await refusalOf(ask.practice.removeLogo({}), 'conflict')
  const { entries } = await ask.audit.list({ limit: 3 })
  expect(entries.map(({ act }) => act)).toEqual(['logo-removed', 'logo-recorded', 'logo-recorded'])
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  expect(await papersOf(office)).toEqual(sound(2))
})

test('the firm’s details may change without its logo', async () => {
  const office = await firmOffice()
  choosing(office, somePng())
  const { logo } = await office.ask.practice.chooseLogo({})
  const changed = await recordFirm(office.ask, { telephone: '01632 960 002' })
  expect(changed).toMatchObject({ version: 2, logo })
  await refusalOf(recordFirm(office.ask, { telephone: '01632 960 002' }))
})

test('nobody chooses a logo for a firm that has no details, and only a partner chooses one', async () => {
  const office = await openTestOffice()
  const { ask, hire, signIn, platform } = office
  choosing(office, somePng())
  await refusalOf(ask.practice.chooseLogo({}), 'not-found')
  await recordFirm(ask)
  await signIn(await hire('Hester Vane', 'secretary'))
  await refusalOf(ask.practice.chooseLogo({}), 'not-allowed')
  await refusalOf(ask.practice.removeLogo({}), 'not-allowed')
  expect(platform.asked).toEqual([])
  expect(await papersOf(office)).toEqual(sound(0))
})

test('whoever thinks better of it changes nothing', async () => {
  const { ask } = await firmOffice()
  const { entries } = await ask.audit.health({})
  expect((await ask.practice.chooseLogo({})).logo).toBeNull()
  expect((await ask.audit.health({})).entries).toBe(entries)
})

const changed = (bytes: Buffer, place: number) => {
  const copy = Buffer.from(bytes)
  copy[place]! ^= 1
  return copy
}
/** Says another size in its head than its pixels have, with a right sum. */
function resized(width: number): Buffer {
  const copy = somePng()
  copy.writeUInt32BE(width, 16)
  copy.writeUInt32BE(crc32(copy.subarray(12, 29)), 29)
  return copy
}
const bomb = somePng({ width: 2000, height: 2000, packed: deflateSync(Buffer.alloc(60_000_000)) })

test.each([
  ['a PDF named logo.png', somePdf(), 'not a PNG or JPEG'],
  ['a program named logo.png', Buffer.from('MZ\x90\0'), 'not a PNG or JPEG'],
  ['an empty file', Buffer.alloc(0), 'empty'],
  ['more than 2 MB', Buffer.concat([somePng(), Buffer.alloc(2_000_000)]), 'larger than 2 MB'],
  ['the first bytes of a PNG alone', somePng().subarray(0, 8), 'damaged'],
  ['a PNG cut in its head', somePng().subarray(0, 20), 'damaged'],
  ['a PNG cut in its pixels', somePng().subarray(0, 60), 'damaged'],
  ['a PNG cut before its end', somePng().subarray(0, -12), 'damaged'],
  ['a PNG with one bit changed', changed(somePng(), 45), 'damaged'],
  ['a PNG with another colour than its sum', changed(somePng({ colours: 3 }), 41), 'damaged'],
  ['a PNG whose pixels are no pixels', somePng({ packed: Buffer.from('nothing') }), 'damaged'],
  ['a PNG whose pixels are too few', somePng({ packed: deflateSync(Buffer.alloc(9)) }), 'damaged'],
  ['a PNG that unpacks to more than it says', bomb, 'damaged'],
  ['a PNG that says another size', resized(41), 'damaged'],
  ['a PNG without a point', resized(0), 'damaged'],
  ['a PNG that is too wide', resized(4001), 'more than a letter can print'],
  ['a PNG that is absurdly wide', resized(0xffffffff), 'more than a letter can print'],
  ['a PNG that is too large in all', somePng({ width: 3000, height: 3000 }), 'more than a letter'],
  ['an interlaced PNG', somePng({ interlaced: true }), 'cannot print this kind'],
  [
    'an interlaced PNG of 16 bits',
    somePng({ interlaced: true, depth: 16 }),
    'cannot print this kind',
  ],
  ['a see-through PNG of 16 bits', somePng({ colours: 6, depth: 16 }), 'cannot print this kind'],
  [
    'a see-through PNG that is too large',
    somePng({ width: 1001, height: 500, colours: 6 }),
    'slow',
  ],
  ['a JPEG cut short', someJpeg().subarray(0, -2), 'damaged'],
  ['a JPEG cut in its head', someJpeg().subarray(0, 24), 'damaged'],
  ['a JPEG that is too high', someJpeg({ height: 4001 }), 'more than a letter can print'],
  ['a JPEG for a printing press', someJpeg({ channels: 4 }), 'cannot print this kind'],
])('%s is refused, and nothing is kept of it', async (_, bytes, why) => {
  const office = await firmOffice()
  const { entries } = await office.ask.audit.health({})
  choosing(office, bytes)
  const refusal = await refusalOf(office.ask.practice.chooseLogo({}), 'invalid-input')
  expect(refusal.message).toContain(why)
  expect((await office.ask.audit.health({})).entries).toBe(entries)
  expect((await office.ask.practice.get({}))?.logo).toBeNull()
  expect(await papersOf(office)).toEqual(sound(0))
})

test('a program that cannot open its own drawing part does not blame the picture', async () => {
  const broken = new Error('A file of the program is missing.')
  await expect(tryToDraw(somePng(), () => Promise.reject(broken))).rejects.toBe(broken)
  await refusalOf(tryToDraw(Buffer.from('no picture')), 'invalid-input')
})

test('somebody else who sat down while the dialog stood open chooses nothing, and no paper is left behind', async () => {
  const office = await firmOffice()
  const { ask, platform, hire, signIn } = office
  const other = await hire('Ivo Tarn', 'partner')
  platform.chooseFile = async () => {
    await signIn(other)
    return { name: 'logo.png', bytes: somePng() }
  }
  await refusalOf(ask.practice.chooseLogo({}))
  expect((await ask.practice.get({}))?.logo).toBeNull()
  expect(await papersOf(office)).toEqual(sound(0))
})

const images = (pdf: Uint8Array) =>
  readBack(pdf, 'pdfimages', ['-list', '$'])
    .split('\n')
    .slice(2)
    .filter(Boolean)
    .map((line) => line.trim().split(/\s+/).slice(2, 5).join(' '))

test.each([
  ['of colours', somePng({ width: 400, height: 100 }), ['image 400 100']],
  ['of greys in 16 bits', somePng({ colours: 0, depth: 16 }), ['image 40 10']],
  ['with a palette of one bit', somePng({ colours: 3, depth: 1 }), ['image 40 10']],
  ['that can be seen through', somePng({ colours: 6 }), ['image 40 10', 'smask 40 10']],
  ['that is a JPEG', someJpeg({ width: 60 }), ['image 60 10']],
])(
  'a logo %s stands in a sound letter, the same each time, and not on pre-printed paper',
  async (_, bytes, found) => {
    const office = await letterOffice()
    const { ask, platform } = office
    await withAuthority(office)
    choosing(office, bytes)
    await ask.practice.chooseLogo({})
    const { id: letterId, version } = await ask.letters.draft(await filledIn(office))
    const preview = async (paper: 'letterhead' | 'pre-printed') =>
      (await ask.letters.preview({ letterId, paper })).pdf
    const pdf = await preview('letterhead')
    expect(readBack(pdf, 'qpdf', ['--check', '$'])).toContain('No syntax or stream encoding errors')
    expect(images(pdf)).toEqual(found)
    expect(Buffer.from(await preview('letterhead')).equals(pdf)).toBe(true)
    expect(images(await preview('pre-printed'))).toEqual([])
    await ask.letters.approve({ letterId, version })
    await ask.practice.removeLogo({})
    await ask.letters.openInReader({ letterId })
    expect(images(platform.paper.at(-1)!.pdf)).toEqual(found)
    expect(await papersOf(office)).toEqual(sound(2))
  },
)

test('under a logo a long name stands whole, and above the window of the envelope', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const name = 'Vane, Achebe, Tark, Prosser and Partners Solicitors and Advocates of Madeupton LLP'
  await recordFirm(ask, { name })
  choosing(office, somePng({ width: 400, height: 100 }))
  await ask.practice.chooseLogo({})
  const { id: letterId } = await ask.letters.draft(await filledIn(office))
  const { pdf } = await ask.letters.preview({ letterId, paper: 'letterhead' })
  const page = ['-x', '0', '-y', '0', '-W', '360', '-H', '112', '-r', '72', '-f', '1', '-l', '1']
  const above = readBack(pdf, 'pdftotext', [...page, '$', '-'])
  expect(above.replaceAll(/\s+/g, ' ')).toContain(name)
  expect(above).not.toContain('Gloucester')
})
