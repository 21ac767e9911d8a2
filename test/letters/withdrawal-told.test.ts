import { expect, test } from 'vitest'
import { someAuthority } from '../consents/some-consent.ts'
import { somePdf } from '../practice/some-picture.ts'
import { someRepresentative } from '../representatives/some-representative.ts'
import { day, letterAt, letterOffice, withAuthority, type LetterOffice } from './letter-office.ts'
import { readBack } from './pdf-tools.ts'

const classes = ['health', 'mental-health', 'substance-use'] as const
const choices = classes.map((one) => ({ class: one, answer: 'given' as const }))
const wordsOf = ({ content }: Awaited<ReturnType<typeof letterAt>>) =>
  [content.heading, ...content.passages.map(({ text }) => text)].join('\n')
const withdraw = (
  { ask }: LetterOffice,
  consentId: Parameters<LetterOffice['ask']['consents']['withdraw']>[0]['consentId'],
  receivedOn: string,
  more: object = {},
) =>
  ask.consents.withdraw({
    ...{ consentId, classes: [...classes], receivedOn: day(receivedOn) },
    ...{ how: 'telephone', note: '', ...more },
  })

test('a notice and a confirmation list what left on the withdrawn authority, and nothing that left on a newer one', async () => {
  const office = await letterOffice()
  const { ask, clientId, clock } = office
  const old = await ask.consents.record(someAuthority(clientId, { choices }))
  const first = await letterAt(office, 'sent')
  clock.set('2026-11-25T09:00:00.000Z')
  await withdraw(office, old.id, '2026-11-25')
  clock.set('2026-12-02T09:00:00.000Z')
  const renewed = { choices, signedOn: '2026-12-01', receivedOn: '2026-12-02' }
  await ask.consents.record(someAuthority(clientId, renewed))
  const second = await letterAt(office, 'sent', { datedOn: day('2026-12-02') })
  expect(second.state).toBe('sent')
  for (const more of [{ kind: 'L36' as const, answers: first.id }, { kind: 'L37' as const }]) {
    const told = wordsOf(await letterAt(office, 'draft', { ...more, datedOn: day('2026-12-02') }))
    expect(told).toContain('letter of 23 November 2026')
    expect(told).not.toContain('letter of 2 December 2026')
  }
})

test('what left on an entry of the form that was recorded again is what left on the form', async () => {
  const office = await letterOffice()
  const { ask, clientId, clock } = office
  const wrong = await ask.consents.record(someAuthority(clientId, { choices }))
  const first = await letterAt(office, 'sent')
  clock.set('2026-11-25T09:00:00.000Z')
  const colleague = await office.hire('Hester Vane', 'secretary')
  await office.signIn(colleague)
  await ask.consents.sendBack({ consentId: wrong.id, reason: 'The date is wrong' })
  await office.signIn(office.partner)
  const right = await ask.consents.record(
    someAuthority(clientId, { choices, replaces: wrong.id, signedOn: '2026-11-01' }),
  )
  await withdraw(office, right.id, '2026-11-25')
  const notice = { kind: 'L36' as const, answers: first.id, datedOn: day('2026-11-25') }
  expect(wordsOf(await letterAt(office, 'draft', notice))).toContain('letter of 23 November 2026')
})

async function signedByDeputy() {
  const office = await letterOffice()
  const { ask, clientId, partner, platform } = office
  const typed = someRepresentative(clientId, { provedOn: '2026-03-02', seenBy: partner })
  const { id: representativeId } = await ask.representatives.record(typed)
  platform.file = { name: 'order.pdf', bytes: somePdf('the order') }
  await ask.representatives.attachProof({ representativeId })
  const lacks = { on: '2026-10-20', source: 'Dr Ellis, letter of 20 October 2026' }
  const signedBy = { representativeId, lacks, decided: '' }
  const form = await ask.consents.record(
    someAuthority(clientId, { choices, signedBy, signedOn: '2026-11-02' }),
  )
  return { office, form }
}
const DEPUTY = 'Ms Ada Price, deputy appointed by the Court of Protection for health and welfare'

test('nothing says that the client signed or withdrew what whoever acts for the client did', async () => {
  const { office, form } = await signedByDeputy()
  const { ask, clock, platform } = office
  const first = await letterAt(office, 'sent')
  expect(await ask.consents.receipt({ consentId: form.id, way: 'reader' })).toEqual({ made: true })
  const receipt = readBack(platform.paper.at(-1)!.pdf, 'pdftotext', ['-layout', '$', '-'])
  const said = receipt.replace(/\s+/g, ' ')
  expect(said).toContain(`Signed for you by ${DEPUTY}, on 2 November 2026`)
  expect(said).not.toMatch(/What you signed|that I signed|you said/)
  clock.set('2026-11-25T09:00:00.000Z')
  await withdraw(office, form.id, '2026-11-25', { saidBy: 'representative' })
  const datedOn = day('2026-11-25')
  const notice = wordsOf(
    await letterAt(office, 'draft', { kind: 'L36', answers: first.id, datedOn }),
  )
  expect(notice).toContain(`${DEPUTY}, withdrew the authority, signed for our client by ${DEPUTY},`)
  const own = wordsOf(await letterAt(office, 'draft', { kind: 'L37', datedOn }))
  expect(own).toContain(`${DEPUTY}, signed it for you on 2 November 2026`)
  expect(own).not.toMatch(
    /You signed|you told us|you withdrew|You have withdrawn|you have withdrawn/,
  )
})

test('a client who withdraws what somebody signed for them is told so, and a form of the client’s own is theirs', async () => {
  const { office, form } = await signedByDeputy()
  office.clock.set('2026-11-25T09:00:00.000Z')
  await withdraw(office, form.id, '2026-11-25')
  const own = wordsOf(await letterAt(office, 'draft', { kind: 'L37', datedOn: day('2026-11-25') }))
  expect(own).toContain('you told us that you withdraw the authority')
  expect(own).toContain(`${DEPUTY}, signed it for you`)
  const other = await letterOffice()
  const { id } = await withAuthority(other, { choices })
  await withdraw(other, id, '2026-11-23')
  expect(wordsOf(await letterAt(other, 'draft', { kind: 'L37' }))).toContain(
    'You signed that authority on',
  )
})
