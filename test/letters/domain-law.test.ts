import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { refusalOf, resources, temporaryFolder } from '../open-office.ts'
import {
  day,
  filledIn,
  HOLDER,
  letterAt,
  letterOffice,
  checkLawOfRecords,
  withAuthority,
} from './letter-office.ts'
import { amendNow, checkNow } from '../law/as-it-stands.ts'

const NOW = 'rule:R02:UK GDPR, Article 12A'
const on = day('2026-11-23')
const checked = { checkedOn: on, source: 'legislation.gov.uk, Article 12A', note: '' }
/** An office whose edition has the rule and the row that its requests rest on second-hand. */
function unchecked(matter: Parameters<typeof letterOffice>[0] = {}) {
  const shipped = join(temporaryFolder(), 'resources')
  cpSync(resources, shipped, { recursive: true })
  const second = { confidence: 'secondary', uncertain: 'Read second-hand.' }
  const change = (file: string, list: string, id: string) => {
    const path = join(shipped, 'rights', file)
    const data = JSON.parse(readFileSync(path, 'utf8'))
    const entry = data[list].find((one: { id: string }) => one.id === id)
    Object.assign(entry.versions?.at(-1) ?? entry, second)
    writeFileSync(path, JSON.stringify(data))
  }
  change('rules.json', 'rules', 'R02')
  change('routes.json', 'rows', 'K7')
  return letterOffice(matter, { lawChecked: false, shipped })
}

describe('the edition that ships', () => {
  test.each(['health-records', 'prison-records'] as const)(
    'stops no first letter about %s of today for the sake of what was read in its source',
    async (kind) => {
      const { ask, matterId } = await letterOffice({ kind }, { lawChecked: false })
      const letter = kind === 'health-records' ? ('L03' as const) : ('L05' as const)
      const asked = { matterId, kind: letter, datedOn: on, answers: null }
      const { gate } = await ask.letters.draft(await ask.letters.propose(asked))
      expect(gate.toCheck).toEqual([])
      for (const prison of ['leeds', 'cardiff', 'oakwood', 'stoke-heath']) {
        const eventOn = day('2026-06-14')
        const { rows } = await ask.rights.answerable({ prison, kind, eventOn, actionOn: on })
        expect(rows.map(({ id, confidence }) => [id, confidence])).toEqual(
          rows.map(({ id }) => [id, 'verified']),
        )
      }
    },
  )
})

describe('a letter that rests on law marked to check', () => {
  test('is approved only once a solicitor has checked the entry', async () => {
    const office = await unchecked()
    const { ask } = office
    await withAuthority(office)
    const draft = await ask.letters.draft(await filledIn(office))
    expect(draft.gate.open).toBe(false)
    expect(draft.gate.toCheck.map(({ entry }) => entry)).toEqual([NOW])
    expect(draft.gate.toCheck[0]).toMatchObject({ title: 'R02, UK GDPR, Article 12A' })
    expect(draft.gate.missing.find(({ where }) => where === 'law')!.what).toContain(
      'The letter relies on R02, UK GDPR, Article 12A, which needs checking.',
    )
    const asked = { letterId: draft.id, version: draft.version }
    await refusalOf(ask.letters.approve(asked), 'conflict')
    const check = await checkNow(ask, { entry: NOW, ...checked })
    expect(check).toMatchObject({ entry: NOW, by: 'Imogen Tark', holds: true, checkedOn: on })
    const { gate } = await ask.letters.get({ letterId: draft.id })
    expect([gate.open, gate.toCheck]).toEqual([true, []])
    const { approved } = await ask.letters.approve(asked)
    const { id, digest } = await ask.law.edition({})
    expect(approved!.edition).toEqual({ id, digest })
  })

  test('needs it once: not for the next letter, nor after a restart, but anew once the entry is changed', async () => {
    const office = await unchecked()
    await withAuthority(office)
    await checkNow(office.ask, { entry: NOW, ...checked })
    await office.restart()
    await office.signIn(office.partner)
    const { ask } = office
    const other = await ask.letters.draft(await filledIn(office))
    expect(other.gate.toCheck).toEqual([])
    const change = { sort: 'rule' as const, period: { unit: 'months' as const, count: 2 } }
    const amended = await amendNow(ask, { entry: NOW, change, ...checked })
    const after = (await ask.letters.get({ letterId: other.id })).gate
    expect(after.toCheck).toMatchObject([
      { entry: NOW, why: expect.stringContaining('Changed by the office') },
    ])
    const [doubt] = (await ask.law.toCheck({})).filter(({ entry }) => entry === NOW)
    expect(doubt!.check).toBeNull()
    await ask.law.withdrawAmendment({ id: amended.amendment.id, reason: 'Wrong' })
    expect((await ask.letters.get({ letterId: other.id })).gate.toCheck).toEqual([])
  })

  test('needs a fresh one after twelve months', async () => {
    const office = await unchecked()
    const { ask, clock } = office
    await checkNow(ask, { entry: NOW, ...checked })
    clock.set('2027-11-30T09:00:00.000Z')
    const draft = await ask.letters.draft(await filledIn(office, { datedOn: day('2027-11-30') }))
    expect(draft.gate.toCheck).toMatchObject([
      { entry: NOW, why: 'Source not checked in the last twelve months.' },
    ])
  })

  test('rests on the row that chose its addressee, until a person writes another one', async () => {
    const office = await unchecked({ kind: 'prison-records' })
    const { ask, matterId } = office
    const kind = 'L05' as const
    const proposed = await ask.letters.propose({ matterId, kind, datedOn: on, answers: null })
    const mine = await ask.letters.draft(proposed)
    const rows = (gate: typeof mine.gate) =>
      gate.toCheck.map(({ entry }) => entry).filter((entry) => entry.startsWith('row:'))
    const decided = await ask.rights.answerable({
      ...{ prison: 'leeds', kind: 'prison-records', eventOn: day('2026-06-14'), actionOn: on },
    })
    const doubted = decided.rows.filter(({ toCheck }) => toCheck !== null)
    expect(rows(mine.gate)).toEqual(['row:K7'])
    expect(doubted.map(({ entry }) => entry)).toEqual(['row:K7'])
    const other = await ask.letters.draft({
      ...proposed,
      addressee: { ...proposed.addressee, name: HOLDER },
    })
    expect(rows(other.gate)).toEqual([])
  })

  test('and a letter to the client rests on none', async () => {
    const office = await unchecked()
    const draft = await office.ask.letters.draft(
      await filledIn(office, {
        kind: 'L24',
        consentRequested: {
          recipient: { name: 'Ruth Danvers', role: 'family' },
          ...{ purpose: 'inform', classes: ['health'] },
        },
      }),
    )
    expect(draft.gate.toCheck).toEqual([])
  })

  test('warns, before it leaves, of how its arrival is reckoned, and does not stop it', async () => {
    const office = await letterOffice()
    await withAuthority(office)
    const signed = await letterAt(office, 'signed')
    expect(signed.gate.toCheck.map(({ entry }) => entry)).toEqual([
      'receipt:first-class',
      'receipt:second-class',
    ])
    expect(signed.gate.open).toBe(true)
  })

  test('is checked by those who may approve letters, and for no day that has not come', async () => {
    const { ask, hire, signIn, partner } = await unchecked()
    const later = { ...checked, checkedOn: day('2026-11-24') }
    expect((await refusalOf(checkNow(ask, { entry: NOW, ...later }))).fields).toHaveProperty(
      'checkedOn',
    )
    await refusalOf(checkNow(ask, { entry: 'rule:R02:No such', ...checked }), 'not-found')
    const secretary = await hire('Hester Vane', 'secretary')
    await signIn(secretary)
    await refusalOf(checkNow(ask, { entry: NOW, ...checked }), 'not-allowed')
    await signIn(partner)
    const { findings } = await ask.audit.verify({})
    expect(findings).toEqual([])
  })
})

describe('a letter to a body that had ended', () => {
  test('waits for a reason, and says who has its work', async () => {
    const office = await letterOffice()
    const { ask } = office
    const content = await filledIn(office)
    const addressee = { ...content.addressee, name: 'The Healthcare Commission' }
    const letter = await ask.letters.draft({ ...content, addressee })
    const told = letter.gate.missing.find(({ what }) => what.includes('no longer existed'))!
    expect(told.what).toMatch(
      /^The Healthcare Commission no longer existed on the date of the letter\./,
    )
    expect(told.what).toContain('Care Quality Commission')
    const trust = { ...content.addressee, name: 'Leeds North Primary Care Trust' }
    const other = await ask.letters.draft({ ...content, addressee: trust })
    expect(other.gate.missing.some(({ what }) => what.includes('now with NHS England'))).toBe(true)
    const given = await ask.letters.redraft({
      ...{ letterId: letter.id, version: letter.version },
      content: { ...letter.content, formerBodyReason: 'The court ordered this name.' },
    })
    expect(given.gate.missing.some(({ what }) => what.includes('no longer existed'))).toBe(false)
  })

  test('is no matter while the body stood, or where another of that name stands', async () => {
    const office = await letterOffice()
    const content = await filledIn(office)
    for (const name of ['NHS England', 'Information Commission', HOLDER]) {
      const addressee = { ...content.addressee, name }
      const { gate } = await office.ask.letters.draft({ ...content, addressee })
      expect(gate.missing.filter(({ what }) => what.includes('no longer existed'))).toEqual([])
    }
  })
})

test('an office checks all that its requests rest on in one go', async () => {
  const office = await unchecked()
  await checkLawOfRecords(office)
  const draft = await office.ask.letters.draft(await filledIn(office))
  expect(draft.gate.toCheck).toEqual([])
})
