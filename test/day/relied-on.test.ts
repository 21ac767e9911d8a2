import { expect, test } from 'vitest'
import { filledIn, letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'

test('a withdrawal shows every letter that relied on the form, in every state, each with its act', async () => {
  const office = await letterOffice()
  const { ask, matterId } = office
  const { id: consentId } = await withAuthority(office)
  const sent = await letterAt(office, 'sent')
  const printed = await letterAt(office, 'printed')
  const draft = await letterAt(office, 'draft')
  const other = await letterAt(office, 'draft', {
    addressee: { ...(await filledIn(office)).addressee, name: 'Southgate Health' },
  })
  const before = await ask.day.reliedOn({ consentId })
  expect(before.letters.map(({ letterId }) => letterId)).not.toContain(other.id)
  await ask.consents.withdraw({
    ...{ consentId, classes: ['health'], receivedOn: '2026-11-23' as never, how: 'slip' },
  })
  const { letters, confirmIn, confirmation, recipient } = await ask.day.reliedOn({ consentId })
  expect(recipient).toBe('Northgate Health, HMP Leeds')
  expect(letters.map(({ letterId, state, act }) => [letterId, state, act])).toEqual([
    [draft.id, 'draft', 'open'],
    [printed.id, 'to-recall', 'recall'],
    [sent.id, 'sent', 'notify'],
  ])
  expect([confirmIn, confirmation]).toEqual([matterId, null])
})

test('what is done already is not asked for again', async () => {
  const office = await letterOffice()
  const { ask, matterId } = office
  const { id: consentId } = await withAuthority(office)
  const sent = await letterAt(office, 'sent')
  const signed = await letterAt(office, 'signed')
  await ask.consents.withdraw({
    ...{ consentId, classes: ['health'], receivedOn: '2026-11-23' as never, how: 'slip' },
  })
  await ask.letters.recall({ letterId: signed.id, reason: 'Taken back', destroyedBy: 'H Vane' })
  const notice = await ask.letters.draft(
    await filledIn(office, { kind: 'L36', answers: sent.id, matterId }),
  )
  const told = await ask.letters.draft(await filledIn(office, { kind: 'L37', matterId }))
  expect(await ask.day.reliedOn({ consentId })).toMatchObject({
    confirmation: told.id,
    letters: [
      { letterId: signed.id, act: 'none' },
      { letterId: sent.id, act: 'open-notice', noticeId: notice.id },
    ],
  })
})
