import { describe, expect, test } from 'vitest'
import { applyAmendments, type OfficeChange } from '../../src-main/law/apply-amendments.ts'
import { entryDigest } from '../../src-main/law/law-entries.ts'
import { loadEdition } from '../../src-main/law/load-edition.ts'
import { Day } from '../../src-main/wire/schema.ts'
import { texts } from '../rights/shipped.ts'

const shipped = loadEdition(texts)
const day = (text: string) => Day.parse(text)
const change = (id: string, entry: string, said: object): OfficeChange => ({
  ...{ id, on: '2026-11-23', sort: 'entry', entry, source: 'SI 2026/999' },
  ...{ checkedOn: '2026-11-22', change: said as never },
})
const months = (count: number) => ({ sort: 'rule', period: { unit: 'months', count } })
const NOW = 'rule:R02:UK GDPR, Article 12A'

/** A later edition: the shipped one with this done to one of its files. */
function later(file: string, edit: (data: never) => void) {
  const data: unknown = JSON.parse(texts.get(`rights/${file}.json`)!)
  edit(data as never)
  return loadEdition(new Map([...texts, [`rights/${file}.json`, JSON.stringify(data)]]))
}
interface Rules {
  rules: { id: string; versions: { name: string; from: string; to: string | null }[] }[]
}

describe('the office’s changes', () => {
  test('leave the shipped edition as it is, and its name and digest with the book', () => {
    const { edition, orphans } = applyAmendments(shipped, [change('a', NOW, months(2))])
    expect(edition.law.rules.get('R02')!.versions.at(-1)!.period.count).toBe(2)
    expect(shipped.law.rules.get('R02')!.versions.at(-1)!.period.count).toBe(1)
    expect([edition.identity, edition.digest]).toEqual([shipped.identity, shipped.digest])
    expect(orphans.size).toBe(0)
  })

  test('keep what is still open, or say what is open now', () => {
    const open = (said: object) =>
      applyAmendments(shipped, [change('a', NOW, said)]).entries.get(NOW)!.raw.uncertain
    const begin = 'Changed by the office on 23 November 2026 (source: SI 2026/999).'
    expect(open(months(2))).toBe(
      `${begin} ${shipped.law.rules.get('R02')!.versions.at(-1)!.uncertain}`,
    )
    expect(open({ ...months(2), uncertain: null })).toBe(begin)
    expect(open({ ...months(2), uncertain: 'Its first day.' })).toBe(`${begin} Its first day.`)
  })

  test('are laid one over the other in their order', () => {
    const { entries } = applyAmendments(shipped, [
      change('a', NOW, { ...months(2), uncertain: null }),
      change('b', NOW, { sort: 'rule', name: 'As amended' }),
    ])
    const { period, name, uncertain } = entries.get(NOW)!.raw
    expect([period, name]).toEqual([{ unit: 'months', count: 2 }, 'As amended'])
    expect(uncertain).toBe('Changed by the office on 23 November 2026 (source: SI 2026/999).')
  })

  test('survive a new edition by the name of what they change, not by its place', () => {
    const edition = later('rules', ({ rules }: Rules) => {
      const [rule] = rules.splice(1, 1)
      rule!.versions.at(-1)!.to = '2026-12-31'
      rule!.versions.push({
        ...rule!.versions.at(-1)!,
        name: 'Newer',
        from: '2027-01-01',
        to: null,
      })
      rules.push(rule!)
    })
    const laid = applyAmendments(edition, [change('a', NOW, months(2))])
    const { versions } = laid.edition.law.rules.get('R02')!
    expect(versions.slice(-2).map(({ name, period }) => [name, period.count])).toEqual([
      ['UK GDPR, Article 12A', 2],
      ['Newer', 1],
    ])
  })

  test('are kept as orphans where their entry is gone or they no longer fit, and the rest still holds', () => {
    const edition = later('rules', ({ rules }: Rules) => {
      rules[1]!.versions.at(-1)!.name = 'Renamed'
    })
    const gone = applyAmendments(edition, [
      change('a', NOW, months(2)),
      change('b', 'receipt:dx', { sort: 'receipt', workingDaysAfter: 3 }),
    ])
    expect([...gone.orphans]).toEqual(['a'])
    expect(gone.edition.law.receipt.find(({ route }) => route === 'dx')!.workingDaysAfter).toBe(3)
    const overlapping = change('c', NOW, { sort: 'rule', from: day('2025-01-01') })
    const laid = applyAmendments(shipped, [overlapping, change('d', NOW, months(2))])
    expect([...laid.orphans]).toEqual(['c'])
    expect(laid.edition.law.rules.get('R02')!.versions.at(-1)!.period.count).toBe(2)
  })

  test('give an entry another digest, and the same one again once they are taken back', () => {
    const digest = (changes: OfficeChange[]) =>
      entryDigest(applyAmendments(shipped, changes).entries.get(NOW)!)
    expect(digest([change('a', NOW, months(2))])).not.toBe(digest([]))
    expect(digest([])).toBe(digest([]))
  })

  test('of holidays add, move and strike out days', () => {
    const holiday = (id: string, said: object): OfficeChange => ({
      ...{ id, on: '2026-11-23', sort: 'holiday', source: 'Gazette', change: said as never },
    })
    const { edition, orphans } = applyAmendments(shipped, [
      holiday('a', { what: 'added', on: day('2027-06-11'), name: 'Jubilee' }),
      holiday('b', { what: 'moved', on: day('2027-05-03'), to: day('2027-05-07') }),
      holiday('c', { what: 'removed', on: day('2027-05-31') }),
      holiday('d', { what: 'removed', on: day('2027-06-01') }),
    ])
    const days = [...edition.holidays.days.keys()].filter((on) => /^2027-0[56]/.test(on))
    expect(days).toEqual(['2027-05-07', '2027-06-11'])
    expect([...orphans]).toEqual(['d'])
  })
})

test('every entry has a key of its own, and each rule its versions by different names', () => {
  const { entries } = applyAmendments(shipped, [])
  const { rules, receipt, workingDays } = shipped.law
  const versions = [...rules.values()].flatMap((rule) => rule.versions)
  const topics = [...shipped.reference.topics.values()].flatMap((topic) => topic.versions)
  const { rows, bodies } = shipped.routing
  expect(entries.size).toBe(
    versions.length + topics.length + rows.length + bodies.size + receipt.length + workingDays.size,
  )
})
