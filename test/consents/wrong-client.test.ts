import { expect, test } from 'vitest'
import { refusalOf } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority, HOLDER } from '../letters/letter-office.ts'
import { someAuthority } from './some-consent.ts'

const reason = 'It is the form of Dominik Fennwright'

test('a form entered on the wrong client is taken back: what was approved on it is to be recalled, and the register says so', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  const { id: consentId } = await withAuthority(office)
  const sent = await letterAt(office, 'sent')
  const signed = await letterAt(office, 'signed')
  const back = await ask.consents.sendBack({ consentId, reason, ofAnother: true })
  expect(back).toMatchObject({ check: { state: 'removed', reason } })
  expect(back.choices[0]?.state).toBe('removed')
  expect((await ask.letters.get({ letterId: signed.id })).state).toBe('to-recall')
  const on = day('2026-11-23')
  await refusalOf(ask.letters.send({ letterId: signed.id, route: 'first-class', on }), 'conflict')
  const { lines } = await ask.disclosures.list({ clientId })
  const { bases, letter } = await ask.disclosures.get({ id: lines[0]!.id })
  expect(letter?.id).toBe(sent.id)
  expect(bases.map(({ form }) => form?.error)).toContainEqual(
    `Basis later withdrawn as entered in error, on 23 November 2026: ${reason}`,
  )
  // Both stay visible, and it is put right where that was the mistake.
  const listed = await ask.consents.list({ clientId })
  expect(listed.map(({ id }) => id)).toEqual([consentId])
  await ask.consents.record(someAuthority(clientId, { replaces: consentId }))
  // What was approved on the entry that was taken back is drafted again.
  expect((await ask.letters.get({ letterId: signed.id })).state).toBe('to-recall')
  expect((await letterAt(office, 'signed')).state).toBe('signed')
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('the no of another client’s form stops nothing of this client’s once it is taken back', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  await withAuthority(office)
  const refused = [{ class: 'health' as const, answer: 'refused' as const }]
  const wrong = await ask.consents.record(
    someAuthority(clientId, { choices: refused, signedOn: '2026-11-10', receivedOn: '2026-11-12' }),
  )
  const asked = { clientId, recipient: { name: HOLDER, role: 'records-holder' as const } }
  const may = async () =>
    (
      await ask.consents.mayTell({
        ...{ ...asked, class: 'identity', purpose: 'obtain-records', on: day('2026-11-23') },
      })
    ).allowed
  expect(await may()).toBe(false)
  await ask.consents.sendBack({ consentId: wrong.id, reason, ofAnother: true })
  expect(await may()).toBe(true)
})

test('a review and a call recorded by mistake are taken back once, and are told of in the chronology', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  await refusalOf(ask.disclosures.undoCall({ seq: 1, reason }), 'conflict')
  const { id: consentId } = await withAuthority(office)
  await refusalOf(ask.consents.undoReview({ consentId, reason }), 'conflict')
  const caller = { name: 'Denise Fenwright', role: 'family' as const }
  const call = { clientId, caller, purpose: 'inform' as const, asked: 'How he is', told: [] }
  const { seq } = await ask.disclosures.recordCall(call)
  await ask.disclosures.undoCall({ seq, reason })
  await refusalOf(ask.disclosures.undoCall({ seq, reason }), 'conflict')
  const { lines } = await ask.day.chronology({ clientId } as never)
  expect(JSON.stringify(lines)).toContain(`Taken back on 23 November 2026: ${reason}`)
})
