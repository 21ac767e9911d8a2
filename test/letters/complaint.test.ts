import { expect, test } from 'vitest'
import { loadDeadlineLaw } from '../../src-main/law/edition.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { complaintLaw } from '../../src-main/letters/deadline.ts'
import { mergeLetter } from '../../src-main/letters/merge.ts'
import { resources } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority } from './letter-office.ts'
import { sampleFacts, templates } from './sample-letter.ts'

const SECTION = 'under section 164A of the Data Protection Act 2018'

/** What the chaser says, where the law on complaints is as given. */
function chaser(complaint: { authority: string; within: string } | null, dead = false): string {
  const facts = sampleFacts('uk-gdpr')
  const asked = dead ? ('deceased-records' as const) : ('health-records' as const)
  const overdue = { ...facts.overdue!, asked, complaint }
  return mergeLetter({
    ...{ templates, kind: 'L09', edition: 'uk-gdpr', facts: { ...facts, overdue } },
  })
    .passages.map(({ text }) => text)
    .join('\n')
}

test('a chaser is a complaint to the controller from the day on which the edition has the law in force, and not before', () => {
  const law = loadDeadlineLaw(editionTexts(resources))
  expect(complaintLaw('2026-06-18', law)).toBeNull()
  expect(complaintLaw('2026-06-19', law)).toMatchObject({ confidence: 'verified' })
  const before = chaser(null)
  expect(before).toContain('we will advise our client on a complaint to you as controller')
  expect(before).not.toContain('164A')
  const since = chaser({
    ...{ authority: 'section 164A of the Data Protection Act 2018', within: '30 days' },
  })
  expect(since).toContain(
    `This letter is also our client’s complaint to you as controller, ${SECTION}`,
  )
  expect(since).toContain('within 30 days, beginning with the day on which you receive it')
  expect(since).not.toContain('advise our client on a complaint to you')
})

test('nobody complains for the dead, whose data the law does not protect', () => {
  expect(chaser(null, true)).toContain('section 8 of the Access to Health Records Act 1990')
})

test('the office cites the law of its edition, and a change of it by the office is checked before the chaser is approved', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const late = await letterAt(office, 'sent')
  office.clock.set('2027-01-18T09:00:00.000Z')
  const { ask, matterId } = office
  const propose = () =>
    ask.letters.propose({ matterId, kind: 'L09', datedOn: day('2027-01-18'), answers: late.id })
  const said = (await propose()).passages.find(({ id }) => id === 'complaint')!
  expect(said.text).toContain(`${SECTION}, that the request has not been answered in time`)
  expect(said.text).toContain('within 30 days')
  await ask.law.amend({
    ...{ entry: 'rule:R05:Section 164A', source: 'SI 2026/999', note: '' },
    checkedOn: day('2027-01-18'),
    change: { sort: 'rule', uncertain: 'Whether it is in force is not certain.' },
  })
  const draft = await ask.letters.draft(await propose())
  expect(draft.gate.toVouch.map(({ entry }) => entry)).toContain('rule:R05:Section 164A')
})
