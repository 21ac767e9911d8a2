import { expect, test } from 'vitest'
import { someConsent } from '../consents/some-consent.ts'
import { refusalOf } from '../open-office.ts'
import { aboutCare, textOf } from './about-care.ts'
import { checkLawOf, day, letterOffice } from './letter-office.ts'
import { sampleDetails } from './sample-letter.ts'

test('a complaint about care in Wales is a concern to the health board, by the times of Wales, which are checked first', async () => {
  const office = await aboutCare('cardiff', '2026-06-14')
  const { ask, clientId, clock, matterId } = office
  const proposed = await office.propose('L15', '2026-11-23')
  expect(proposed.addressee).toMatchObject({ role: 'treating', postcode: 'CF14 4HH' })
  expect(proposed.addressee.name).toBe('Cardiff and Vale University Health Board')
  expect(textOf(proposed)).toMatch(/as amended from 1 April 2026[^]*within two working days after/)
  expect(textOf(proposed)).not.toMatch(/England|2009/)

  await ask.consents.record(
    someConsent(clientId, {
      recipient: { name: proposed.addressee.name, role: 'treating' },
      purpose: 'complaint',
      choices: (['identity', 'location', 'health'] as const).map((about) => ({
        ...{ class: about, answer: 'given' as const },
      })),
      wording: 'They may be told what this form says.',
    }),
  )
  const now = await office.propose('L15', '2026-11-23')
  const drafted = await ask.letters.draft({ ...now, addressSource: 'Their website, opened today' })
  const asked = drafted.gate.toCheck.map(({ entry }) => entry.split(':')[1])
  expect(asked).toEqual(expect.arrayContaining(['R33', 'R34', 'R35']))
  const unchecked = { letterId: drafted.id, version: drafted.version }
  expect((await refusalOf(ask.letters.approve(unchecked), 'conflict')).message).toContain('check')
  const checkedOn = day('2026-11-23')
  await checkLawOf(ask, drafted, checkedOn)
  await ask.letters.approve(unchecked)
  const letterId = drafted.id
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  const sent = await ask.letters.send({ letterId, route: 'first-class', on: checkedOn })
  expect(sent.content.inWales).toBe(true)
  expect(sent.deadline).toMatchObject({ rule: 'R33', due: '2026-11-27', receivedOn: '2026-11-25' })

  // Where it is put right later where the care was, the letter stays what it was made as.
  const { version, kind, title, responsible } = await ask.matters.get({ matterId })
  await ask.matters.correct({
    ...{ matterId, version, kind, title, responsible, opponents: [], noEventReason: '' },
    ...{ eventOn: day('2026-06-20'), knownOn: null, reason: 'Read again' },
  })
  clock.set('2026-12-03T09:00:00.000Z')
  const chaser = await office.propose('L17', '2026-12-03', letterId)
  expect(textOf(chaser)).toMatch(
    /was due on \*\*27 November 2026\*\* \(NHS \(Concerns[^]*regulation 22\(1\)/,
  )
  const known = await ask.letters.recordReply({
    ...{ letterId, kind: 'acknowledged', on: day('2026-12-03'), note: '' },
  })
  expect(known.deadline).toMatchObject({ rule: 'R34', daysLate: 0 })
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('whether the care was in Wales is the office’s to say, and nobody’s to type', async () => {
  const here = await letterOffice({ kind: 'treatment' })
  const { ask, matterId } = here
  await ask.details.record({
    ...{ matterId, group: 'issues', version: 0 },
    rows: sampleDetails(2026)['issues']!,
  })
  const asked = { matterId, kind: 'L15' as const, datedOn: day('2026-11-23'), answers: null }
  const proposed = await ask.letters.propose(asked)
  expect(proposed.inWales).toBeUndefined()
  const drafted = await ask.letters.draft({ ...proposed, inWales: true })
  expect(drafted.content.inWales).toBeUndefined()
})

test('the second stage in Wales is under the Act of its ombudsman', async () => {
  const office = await aboutCare('swansea', '2026-06-14')
  const letter = await office.propose('L18', '2026-11-23')
  expect(letter.addressee.name).toContain('Ombudsman for Wales')
  expect(textOf(letter)).toContain('Public Services Ombudsman (Wales) Act 2019')
  expect(textOf(letter)).not.toMatch(/England|Health Service Commissioners/)
})
