import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dearOf, needsToMeet, pronounsOf } from '../../src-main/clients/address-form.ts'
import { TITLES, type Client } from '../../src-main/clients/contract.ts'
import { closeFor } from '../../src-main/letters/wording.ts'
import { refusalOf } from '../open-office.ts'
import { day, filledIn, letterOffice } from './letter-office.ts'

const on = day('2026-11-23')
/** A client as the correction form has them before anything is changed. */
function asTyped(client: Client) {
  const { surname, forenames, aliases, bornOn, prisonNumber, needs } = client
  const { title, pronouns, version } = client
  return { surname, forenames, aliases, bornOn, prisonNumber, needs, title, pronouns, version }
}

describe('how a client is written to', () => {
  test.each([
    ['Dear Anthony Head', 'Yours sincerely'],
    ['Dear Ms Danvers', 'Yours sincerely'],
    ['Dear Wyn Clerk', 'Yours sincerely'],
    ['Dear ap Siôn', 'Yours sincerely'],
    ['Dear van der Berg', 'Yours sincerely'],
    ['Dear Sir or Madam', 'Yours faithfully'],
  ])('%s in a letter to the client is closed with %s', (salutation, close) =>
    expect(closeFor(salutation, { toClient: true })).toBe(close),
  )

  test('a client of any name is greeted by it or by title and surname, and a letter to them closes sincerely', () => {
    const surname = fc.oneof(
      fc.constantFrom('Head', 'Clerk', 'Governor', 'Warden', 'Chaplain', 'Director', 'Registrar'),
      fc.constantFrom('ap Siôn', 'van der Berg', 'O’Neill', 'Manager-Price', 'Team', 'Madam-Jones'),
    )
    const forenames = fc.constantFrom('', 'Wyn', 'Dear', 'Mary Ann')
    fc.assert(
      fc.property(fc.constantFrom(...TITLES), surname, forenames, (title, last, first) => {
        const named = { surname: last, forenames: first, ...(title ? { title } : {}) }
        const dear = dearOf(named) ?? `${first} ${last}`.trim()
        expect(dear.includes(last) || title === 'Sir' || title === 'Dame').toBe(true)
        expect(closeFor(`Dear ${dear}`, { toClient: true })).toBe('Yours sincerely')
      }),
    )
  })

  test('a name that begins with a small particle is a name in every letter', () => {
    expect(closeFor('Dear van der Berg')).toBe('Yours sincerely')
    expect(closeFor('Dear team')).toBe('Yours faithfully')
  })

  test('title and pronouns as the client gave them; they, where nobody asked', () => {
    const danvers = { surname: 'Danvers', forenames: 'Rosalind May' }
    expect(dearOf({ ...danvers, title: 'Ms' })).toBe('Ms Danvers')
    expect(dearOf({ ...danvers, title: 'Dame' })).toBe('Dame Rosalind')
    expect(dearOf(danvers)).toBeNull()
    expect(pronounsOf({ pronouns: 'she' }).their).toBe('her')
    expect(pronounsOf({}).them).toBe('them')
  })

  test('stand in the letters once they are recorded, and the log gives them back', async () => {
    const office = await letterOffice()
    const { ask, clientId, matterId } = office
    const salutationOf = async () =>
      (await ask.letters.propose({ matterId, kind: 'L24', datedOn: on })).salutation
    expect(await salutationOf()).toBe('Dear Dominic Fenwright')
    const client = asTyped(await ask.clients.get({ clientId }))
    expect([client.title, client.pronouns]).toEqual(['', null])
    const said = { title: 'Mr', pronouns: 'he' } as const
    await ask.clients.correct({ ...client, clientId, ...said, reason: 'The client said so' })
    expect(await salutationOf()).toBe('Dear Mr Fenwright')
    const { passages } = await ask.letters.propose({ matterId, kind: 'L03', datedOn: on })
    expect(passages.map(({ text }) => text).join('\n')).toContain('that you hold about him')
    await office.office.rebuild()
    expect(await salutationOf()).toBe('Dear Mr Fenwright')
    expect((await ask.audit.verify({})).findings).toEqual([])
  })
})

describe('what a client needs of a letter', () => {
  test('is said in words, without what the letter does itself', () => {
    const none = {
      ...{ language: '', interpreter: false, largePrint: true, easyWords: false },
      ...{ readAloud: false, note: '' },
    }
    const large = { largePrint: true }
    expect(needsToMeet(none, large)).toBe('')
    expect(needsToMeet({ ...none, language: 'English' }, large)).toBe('')
    expect(needsToMeet({ ...none, language: 'Dutch', interpreter: true }, large)).toBe(
      'Dutch, an interpreter',
    )
    const easy = { ...none, easyWords: true }
    expect(needsToMeet(easy, { largePrint: false })).toBe('plain, short sentences, large print')
    expect(needsToMeet(easy, { ...large, easyRead: true })).toBe('')
  })

  test('is answered before a letter to the client is approved, once in each letter', async () => {
    const office = await letterOffice()
    const { ask, clientId } = office
    const client = asTyped(await ask.clients.get({ clientId }))
    const needs = { ...client.needs, language: 'Dutch', interpreter: true }
    await ask.clients.correct({ ...client, clientId, needs, reason: 'The client asked' })
    const consentRequested = {
      recipient: { name: 'Ruth Danvers', role: 'family' as const },
      ...{ purpose: 'inform' as const, classes: ['health' as const] },
    }
    const content = await filledIn(office, { kind: 'L24', consentRequested })
    const draft = await ask.letters.draft(content)
    const asked = { letterId: draft.id, version: draft.version }
    expect(draft.gate.missing).toMatchObject([
      { what: 'The client needs: Dutch, an interpreter.', where: 'communication' },
    ])
    expect((await refusalOf(ask.letters.approve(asked), 'conflict')).message).toContain('Dutch')
    const communication = { needs: '', how: 'Translated by the agency, read over on 1 December' }
    const answered = await ask.letters.redraft({
      ...{ ...asked, content: { ...draft.content, communication } },
    })
    expect(answered.gate.missing).toEqual([])
    expect(answered.content.communication).toEqual({
      ...communication,
      needs: 'Dutch, an interpreter',
    })
    // Another need asks again: the answer was about what was needed then.
    const more = await ask.clients.get({ clientId })
    await ask.clients.correct({
      ...{ ...client, needs: { ...needs, readAloud: true }, clientId },
      ...{ version: more.version, reason: 'The client cannot read' },
    })
    const now = await ask.letters.get({ letterId: draft.id })
    expect(now.gate.missing).toMatchObject([{ where: 'communication' }])
    // Where Welsh is asked for it is said that there is no such text.
    await ask.clients.correct({
      ...{ ...client, needs: { ...needs, language: 'Welsh' }, clientId },
      ...{ version: more.version + 1, reason: 'The client speaks Welsh' },
    })
    const [welsh] = (await ask.letters.get({ letterId: draft.id })).gate.missing
    expect(welsh).toMatchObject({ what: 'The client needs: Welsh.' })
    expect(welsh!.cure).toMatch(
      /^There is no Welsh text of this letter[^]*stays in English\. Write/,
    )
    // A letter to anybody else is not asked.
    const other = await ask.letters.draft(await filledIn(office, {}))
    expect([other.clientNeeds, other.gate.missing.map(({ where }) => where)]).toEqual([
      ...['', ['authority']],
    ])
  })
})
