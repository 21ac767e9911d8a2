import { expect, test, vi } from 'vitest'
import { namesInLog, namesSaid } from '../audit/names-in-log.ts'
import { withKey } from '../audit/read-log.ts'
import { day, letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'

vi.setConfig({ testTimeout: 120_000 })

test('what a verification remarks on a letter of a restricted matter names nobody', async () => {
  const office = await letterOffice()
  const { ask, clientId, partner, signIn } = office
  const { id: consentId } = await withAuthority(office)
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'treatment', title: 'Zqmarker', responsible: partner, opponents: [] },
    ...{ eventOn: day('2026-10-06'), knownOn: null, noEventReason: '' },
  })
  const { id: letterId } = await letterAt({ ...office, ask, matterId }, 'signed')
  office.clock.set('2026-11-24T09:00:00.000Z')
  await ask.consents.withdraw({
    ...{ consentId, receivedOn: day('2026-11-24'), classes: ['health'], saidOn: null },
    ...{ how: 'post', note: '' },
  })
  const alreadyLeft = 'Posted on Monday'
  await ask.letters.send({ letterId, route: 'first-class', on: day('2026-11-23'), alreadyLeft })
  const others = [
    await office.hire('Owain Prosser', 'partner'),
    await office.hire('Hester Vane', 'secretary'),
    await office.hire('Ada Quill', 'auditor'),
  ]
  await ask.matters.restrictAccess({ matterId, people: [partner], reason: 'Zqmarker works here.' })
  const { addressee } = (await ask.letters.get({ letterId })).content
  const told = []
  for (const who of others) {
    await signIn(who)
    const { findings, remarks } = await ask.audit.verify({})
    expect(findings).toEqual([])
    expect(remarks).toEqual([
      expect.objectContaining({
        what: expect.stringMatching(
          /^The disclosure in entry \d+ was recorded when it was no longer/,
        ),
        differs: expect.stringContaining('withdrew the consent for this recipient.'),
      }),
    ])
    told.push(...remarks)
  }
  const names = namesInLog(await withKey(office, async ({ entries }) => entries()))
  expect(names).toContain(addressee.name)
  expect(namesSaid([...names, 'Zqmarker'], told)).toEqual([])
})
