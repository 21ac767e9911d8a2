import { expect, test } from 'vitest'
import { withKey } from '../audit/read-log.ts'
import { refusalOf } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority } from './letter-office.ts'
import { readBack } from './pdf-tools.ts'

const on = day('2026-11-23')
const reason = 'It still lay in the tray'

async function office() {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, platform } = office
  const make = async (at = on) => {
    await ask.letters.makePostBook({ on: at, way: 'reader' })
    const { pdf } = platform.paper.at(-1)!
    return readBack(pdf, 'pdftotext', ['-layout', '$', '-']).replaceAll(/\s+/g, ' ')
  }
  const sendBy = async (route: 'first-class' | 'dx') => {
    const { id: letterId } = await letterAt(office, 'signed')
    return ask.letters.send({ letterId, route, on })
  }
  return Object.assign(office, { make, sendBy })
}
const codeIn = (text: string) => /Code of the log[^:]*: (\d+-[0-9A-Z]{16})/.exec(text)![1]!

test('the post book has the letters of the day by route, with reference, pages, and a code that proves the log', async () => {
  const { make, sendBy, ask } = await office()
  await sendBy('first-class')
  await sendBy('dx')
  await sendBy('first-class')
  const text = await make()
  expect(text).toContain('Monday 23 November 2026')
  expect(text).toMatch(/DX: one letter[^]*First class: two letters/)
  expect(text.match(/Northgate Health, HMP Leeds/g)).toHaveLength(3)
  expect(text).toMatch(/IT\/FENW\S*, L03, to/)
  expect(text).toMatch(/two pages/)
  expect(text).toMatch(/Posted by[^]*Signature/)
  const newest = (await ask.audit.list({ limit: 1 })).entries[0]!
  expect(newest.act).toBe('post-book-printed')
  expect(JSON.stringify(await ask.audit.entry({ seq: newest.seq }))).not.toMatch(/FENW|Northgate/)
  const { verdict, codes, findings } = await ask.audit.verify({ codes: [codeIn(text)] })
  expect([verdict, codes.map(({ agrees }) => agrees), findings]).toEqual(['whole', [true], []])
})

test('a day without post says so, and a day to come is refused', async () => {
  const { make, ask } = await office()
  expect(await ask.letters.postBook({ on })).toMatchObject({ lines: [], gone: [], last: null })
  expect(await make()).toContain('No letter is recorded as sent on this day.')
  await refusalOf(ask.letters.postBook({ on: day('2026-11-24') }), 'invalid-input')
  await refusalOf(make(day('2026-11-24')), 'invalid-input')
})

test('a book printed again marks what was added, changed or struck since', async () => {
  const { make, sendBy, ask } = await office()
  const first = await sendBy('first-class')
  const second = await sendBy('first-class')
  await make()
  expect(await make()).toContain('Nothing has changed since.')
  await sendBy('dx')
  await ask.letters.undoStep({ letterId: first.id, step: 'letter-sent', reason })
  await ask.letters.correctSending({
    ...{
      letterId: second.id,
      version: second.sent!.version,
      on,
      route: 'second-class',
      reason: 'By second class',
    },
  } as never)
  const { lines, gone } = await ask.letters.postBook({ on })
  expect(lines.map(({ since }) => since)).toEqual(['added', 'changed'])
  expect(gone).toMatchObject([{ letterId: first.id, sentOn: null }])
  const text = await make()
  expect(text).toMatch(/ADDED SINCE/)
  expect(text).toMatch(/CHANGED SINCE/)
  expect(text).toMatch(/NO LONGER OF THIS DAY: [^]*not sent/)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  expect(await ask.letters.postBook({ on })).toMatchObject({ gone: [], last: {} })
})

test('it is saved where the person says, or is no entry; an auditor makes none', async () => {
  const { ask, platform, hire, signIn } = await office()
  const total = async () => (await ask.audit.list({ limit: 1 })).total
  const before = await total()
  platform.choose = null
  expect(await ask.letters.makePostBook({ on, way: 'file' })).toEqual({ made: false })
  expect(await total()).toBe(before)
  platform.choose = 'a folder'
  expect(await ask.letters.makePostBook({ on, way: 'file' })).toEqual({ made: true })
  expect(platform.paper.at(-1)!.name).toBe('Post book 2026-11-23.pdf')
  await refusalOf(ask.letters.makePostBook({ on, way: 'printer' }), 'invalid-input')
  await ask.letters.makePostBook({ on, way: 'printer', printer: 'Front-desk' })
  await signIn(await hire('Ada Quill', 'auditor'))
  await refusalOf(ask.letters.makePostBook({ on, way: 'reader' }), 'not-allowed')
})

test('a code of any size agrees with the log of that size, and of no other', async () => {
  const { ask } = await office()
  const codes: string[] = []
  for (let n = 0; n < 25; n += 1) {
    codes.push((await ask.audit.health({})).code)
    await ask.letters.makePostBook({ on, way: 'reader' })
  }
  const all = await ask.audit.verify({ codes })
  expect(all.codes.every(({ agrees }) => agrees)).toBe(true)
  expect(all.verdict).toBe('whole')
  const moved = codes.map((code) => code.replace(/^\d+/, (size) => String(Number(size) - 1)))
  const none = await ask.audit.verify({ codes: moved })
  expect(none.codes.some(({ agrees }) => agrees)).toBe(false)
})

test('a post book that lists another post than was recorded is a finding', async () => {
  const one = await office()
  const sent = await one.sendBy('first-class')
  await withKey(one, async ({ forge, verify, entries }) => {
    const { seq: left } = entries().find(({ act }) => act === 'letter-sent')!
    const book = (lines: object[]) => ({ on, way: 'reader', lines, code: '', sha256: '' })
    await forge('signed-in', null, { name: 'Imogen Tark', role: 'partner', rules: 2 })
    const right = { letterId: sent.id, seq: left, route: 'first-class' }
    await forge('post-book-printed', null, book([right]))
    expect((await verify()).findings).toEqual([])
    const seq = await forge('post-book-printed', null, book([]))
    expect((await verify()).findings).toMatchObject([{ seq }])
  })
})
