import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { basisAt } from '../bases/some-basis.ts'
import { someConsent } from '../consents/some-consent.ts'
import { csvOf } from '../../src-main/platform/csv.ts'
import {
  HOLDER,
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from '../letters/letter-office.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { refusalOf } from '../open-office.ts'

const prison = { name: 'HMP Leeds', role: 'custody' } as const
const rowsIn = (csv: Uint8Array) => parse(Buffer.from(csv), { bom: true }) as unknown as string[][]

/** An office in which something was told by letter, on a form and on another basis. */
async function officeThatTold() {
  const office = await letterOffice()
  const { ask, clientId, platform } = office
  await withAuthority(office)
  await withRestrictedConsent(office)
  await ask.consents.record(someConsent(clientId))
  await basisAt(office, clientId)
  const { passages } = await ask.letters.propose({
    ...{ matterId: office.matterId, kind: 'L03', datedOn: '2026-11-23' as never },
  })
  const secret = {
    ...{ id: 'written-1', text: 'The result of March is meant.', origin: 'written' as const },
    class: 'hiv-sexual-health' as const,
  }
  await letterAt(office, 'sent', { passages: [...passages, secret] })
  const call = (caller: object, told: string) =>
    ask.disclosures.recordCall({
      ...({ clientId, caller, purpose: 'inform', asked: '', told: [told] } as never as object),
    } as never)
  await call({ name: 'Denise Fenwright', role: 'family' }, 'health')
  await call(prison, 'location')
  platform.choose = 'a folder'
  const save = async (asked: object = {}) => {
    const { saved, lines } = await ask.disclosures.export({ kind: 'csv', ...asked } as never)
    return { saved, lines, file: platform.paper.at(-1)! }
  }
  return Object.assign(office, { save })
}

describe('the register as a table', () => {
  test('has a row for every line, in UTF-8 with its mark, and what is restricted in no row', async () => {
    const { save, ask } = await officeThatTold()
    const { lines, file } = await save()
    expect(file.name).toBe('Register 2026-11-23.csv')
    expect([...file.pdf.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [head, ...rows] = rowsIn(file.pdf)
    expect(head).toContain('Information')
    expect(rows).toHaveLength(lines)
    expect(rows.map((row) => row[3])).toEqual([prison.name, 'Denise Fenwright', HOLDER])
    expect(rows.map((row) => row[8])).toEqual(['other basis', 'form', 'form'])
    expect(rows.every((row) => row[7]!.endsWith('restricted'))).toBe(true)
    expect(Buffer.from(file.pdf).toString()).not.toMatch(/hiv/i)
    const [newest] = (await ask.audit.list({ limit: 1 })).entries
    expect(newest).toMatchObject({ act: 'register-exported' })
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('is what was chosen: by client, recipient, class, year and basis', async () => {
    const { save, clientId } = await officeThatTold()
    const chosen = async (asked: object) => rowsIn((await save(asked)).file.pdf).length - 1
    expect(await chosen({ clientId })).toBe(3)
    expect(await chosen({ reader: 'denise' })).toBe(1)
    expect(await chosen({ class: 'health', reader: 'denise' })).toBe(1)
    expect(await chosen({ year: 2025 })).toBe(0)
    expect(await chosen({ basis: 'other' })).toBe(1)
    expect(await chosen({ basis: 'consent' })).toBe(2)
    expect(await chosen({ basis: 'none' })).toBe(0)
  })

  test('names what is restricted for whoever may open it, with a reason', async () => {
    const { save, hire, signIn, ask } = await officeThatTold()
    const refused = await refusalOf(save({ restricted: true }), 'invalid-input')
    expect(refused.fields).toHaveProperty('reason')
    const { file } = await save({ restricted: true, reason: 'The ombudsman asks' })
    expect(rowsIn(file.pdf).filter((row) => row[7]!.includes('HIV'))).toHaveLength(1)
    await signIn(await hire('Ada Quill', 'auditor'))
    await refusalOf(save({ restricted: true, reason: 'To see' }), 'not-allowed')
    const { seq } = (await ask.audit.list({ limit: 9 })).entries.find(
      ({ act }) => act === 'register-exported',
    )!
    expect((await ask.audit.entry({ seq })).withheld).toBe(true)
  })

  test('of an auditor has no name of a client or recipient, and cannot be filtered to one', async () => {
    const { save, hire, signIn, clientId } = await officeThatTold()
    await signIn(await hire('Ada Quill', 'auditor'))
    const { file } = await save({ year: 2026 })
    expect(rowsIn(file.pdf)).toHaveLength(4)
    expect(Buffer.from(file.pdf).toString()).not.toMatch(/Fenwright|Leeds|Northgate|health/)
    for (const asked of [{ clientId }, { reader: 'denise' }, { class: 'health' }])
      await refusalOf(save(asked), 'not-allowed')
  })

  test('that is not saved after all is no entry; a secretary saves none', async () => {
    const { save, platform, ask, hire, signIn } = await officeThatTold()
    const { total } = await ask.audit.list({ limit: 1 })
    platform.choose = null
    expect((await save()).saved).toBe(false)
    expect((await ask.audit.list({ limit: 1 })).total).toBe(total)
    await signIn(await hire('Hester Vane', 'secretary'))
    await refusalOf(save(), 'not-allowed')
  })
})

test('the register on paper says what was chosen, then what has no basis, with numbered pages and the code', async () => {
  const { save } = await officeThatTold()
  const { file } = await save({ kind: 'pdf', reader: 'denise' })
  const text = readBack(file.pdf, 'pdftotext', ['-layout', '$', '-'])
  const places = ['Recipient: “denise”', 'no recorded basis', 'Denise Fenwright'].map((one) =>
    text.indexOf(one),
  )
  expect(places.every((place) => place >= 0)).toBe(true)
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(text).toMatch(/Page 1 of \d/)
  expect(text).toMatch(/Code of the log: \d+-[0-9A-Z]{16}/)
  expect(text).toContain('make an audit pack')
  expect(text).not.toMatch(/HIV/i)
})

describe('a field of a table', () => {
  const one = (text: string) => rowsIn(csvOf([[text]]))[0]![0]!

  test.each([
    ...['=1+1', '+44 20', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', ' =1', '\u200b=1', '\u00a0@x'],
    ...['＝1', '＋1', '－1', '＠x', '|cmd', '%x', '=HYPERLINK("http://a","b")', '"=1', '\ufeff=1'],
  ])('that would be a formula is text: %j', (hostile) => {
    const read = one(hostile)
    if (hostile === '"=1') expect(read).toBe(hostile)
    else expect(read).toBe(`'${hostile}`)
  })

  test('is read back as it was, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2 }), (row) => {
        const read = rowsIn(csvOf([row, row]))[1]!
        const back = read.map((text, at) => (text === row[at] ? text : text.slice(1)))
        expect(back).toEqual(row.map((text) => text.replaceAll('\u0000', '')))
        expect(read.every((text) => !/^[=+\-@\t\r]/.test(text))).toBe(true)
      }),
    )
  })
})
