import { expect, test } from 'vitest'
import { appointmentOf } from '../../src-main/representatives/logged.ts'
import { faultOf } from '../../src-main/representatives/authority.ts'
import type { Day } from '../../src-main/wire/schema.ts'
import { filledIn, letterOffice } from '../letters/letter-office.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { someRepresentative } from '../representatives/some-representative.ts'

const day = (iso: string) => iso as Day

test('somebody born on 29 February comes of an age on 1 March of a year without one, and on 29 February of a leap year', async () => {
  const { ask } = await openTestOffice()
  const stay = (from: string) => ({ establishmentId: 'leeds', from: day(from), source: 'Letter' })
  const ten = { bornOn: '2016-02-29' }
  const refused = await refusalOf(
    ask.clients.register(someClient({ ...ten, stay: stay('2026-02-28') })),
  )
  expect(refused.message).toContain('was not yet 10')
  expect(refused.message).toContain('29 February 2016')
  const { stays } = await ask.clients.register(someClient({ ...ten, stay: stay('2026-03-01') }))
  expect(stays).toMatchObject([{ from: '2026-03-01' }])
})

test('a parent signs for a client born on 29 February until 28 February of the year in which they come of age', () => {
  const typed = someRepresentative('c' as never, {
    ...{ capacity: 'parent', covers: [], from: '2008-02-29', until: null },
    ...{ provedOn: '2024-03-02', seenBy: 'one' as never, together: '', limits: '' },
  })
  const { clientId: _, ...appointment } = typed as never as Parameters<typeof appointmentOf>[0] & {
    clientId: string
  }
  const about = { representativeId: 'r', clientId: 'c' }
  const step = (seq: number, act: string, said: object) => ({
    ...{ seq, at: '2024-03-02T09:00:00.000Z', by: 'one', act: act as never },
    said: { ...about, ...said },
  })
  const representative = {
    ...{ id: 'r', clientId: 'c' },
    steps: [
      step(1, 'representative-recorded', appointmentOf(appointment)),
      step(2, 'proof-attached', { paperId: 'p', sha256: '00', size: 1, kind: 'pdf' }),
    ],
  }
  const faultOn = (on: string, bornOn: string) =>
    faultOf(
      {
        ...{ representative, signedOn: '2024-03-05', lacksOn: '2024-03-04', decided: true },
        ...{ bornOn, diedOn: null },
      },
      { subject: 'health', disclosing: true, on },
    )?.why
  expect(faultOn('2026-02-28', '2008-02-29')).toBeUndefined()
  expect(faultOn('2026-03-01', '2008-02-29')).toContain('came of age on 1 March 2026')
  expect(faultOn('2028-02-28', '2010-02-28')).toContain('came of age on 28 February 2028')
})

test('a letter says a birthday on 29 February as it is, and it is found by it', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  const { version, surname, forenames, prisonNumber, needs } = await ask.clients.get({ clientId })
  await ask.clients.correct({
    ...{ clientId, version, surname, forenames, prisonNumber, needs, aliases: [] },
    ...{ bornOn: day('1984-02-29'), reason: 'The birth certificate.' },
  })
  expect((await filledIn(office)).heading).toContain('born 29 February 1984')
  for (const text of ['29 2 84', '29/02/1984', 'fenwright 1984'])
    expect((await ask.clients.find({ text })).rows.map(({ id }) => id)).toEqual([clientId])
})
