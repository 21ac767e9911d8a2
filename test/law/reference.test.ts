import { describe, expect, test } from 'vitest'
import { asAt, loadReference, type Topic } from '../../src-main/law/reference.ts'
import { texts } from '../rights/shipped.ts'

const reference = loadReference(texts)
const topics = [...reference.topics.values()]
/** How many rows each part of the fact sheet’s section 2 has, notes counted; to part 9 the six on representatives are added. */
const PARTS = { 1: 15, 2: 17, 3: 9, 4: 19, 5: 6, 6: 9, 7: 4, 8: 12, 9: 15, 10: 15, 11: 6, 12: 3 }

describe('the source page', () => {
  test('is there fact by fact, F01 to F29', () => {
    const ids = Array.from({ length: 29 }, (_, place) => `F${String(place + 1).padStart(2, '0')}`)
    expect([...reference.facts.keys()]).toEqual(ids)
  })

  test('has every fact in a topic of the panel', () => {
    const linked = new Set(topics.flatMap(({ facts }) => facts))
    expect([...reference.facts.keys()].filter((id) => !linked.has(id))).toEqual([])
  })

  test('has a note wherever other sources differ, and each note stands beside a fact', () => {
    const beside = new Set([...reference.facts.values()].flatMap(({ notes }) => notes))
    expect([...reference.notes.keys()].toSorted()).toEqual([...beside].toSorted())
    expect(reference.notes.size).toBe(10)
  })
})

describe('the topics', () => {
  test('cover every row of every part', () => {
    const counted = Object.fromEntries(
      Object.keys(PARTS).map((part) => [
        part,
        topics.filter(({ id }) => id.startsWith(`2.${part}.`)).length,
      ]),
    )
    expect(counted).toEqual(PARTS)
  })

  test('never have two versions on one day, and stand in the order of time', () => {
    const wrong = topics.filter(({ versions }) =>
      versions.some((version, place) => {
        const next = versions[place + 1]
        return (
          next !== undefined &&
          !(version.to !== null && next.from !== null && version.to < next.from)
        )
      }),
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  test('say what held then and what holds now', () => {
    const clock = topics.find(({ heading }) => heading === 'The clock') as Topic
    expect(asAt(clock, '2004-06-01')?.text).toContain('40 days')
    expect(asAt(clock, '2026-02-04')?.text).toBe('One month from receipt.')
    expect(asAt(clock, '2026-02-05')?.authority.section).toContain('12A')
    const regulator = topics.find(({ heading }) => heading === 'The regulator') as Topic
    expect(asAt(regulator, '2026-09-29')?.text).toContain('Information Commissioner')
    expect(asAt(regulator, '2026-09-30')?.text).toContain('Information Commission,')
  })

  test('mark what is uncertain', () => {
    for (const { versions } of topics)
      for (const { confidence, uncertain, checkedOn } of versions) {
        if (confidence === 'uncertain') expect(uncertain).not.toBeNull()
        expect(checkedOn === null).toBe(confidence === 'known' || confidence === 'uncertain')
      }
  })
})

test.each<[string, string, (entry: Topic) => void, string]>([
  [
    'a topic without its source',
    'topics.json',
    ({ versions }) => versions[0]!.source.push('S99'),
    'topics.json, entry 2.1.1: there is no source “S99”',
  ],
  [
    'a topic that points at no rule',
    'topics.json',
    ({ rules }) => rules.push('R99'),
    'topics.json, entry 2.1.1: there is no rule “R99”',
  ],
])('%s is refused', (_, file, damage, words) => {
  const data: { topics: Topic[] } = JSON.parse(texts.get(`rights/${file}`)!)
  damage(data.topics[0]!)
  const broken = new Map([...texts, [`rights/${file}`, JSON.stringify(data)]])
  expect(() => loadReference(broken)).toThrow(words)
})
