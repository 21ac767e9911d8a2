import { expect, test, vi } from 'vitest'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { day, letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { someClient } from '../open-office.ts'
import { allAsked, type Known } from '../read-questions.ts'
import { closeTo, grown, markedMatter, OF_THE_LOG, type StaffedOffice } from './closed-office.ts'

vi.setConfig({ testTimeout: 240_000 })

test('a client whose only matter is restricted is as one who has none to whoever is not named', async () => {
  const office = await letterOffice()
  const { ask, partner, hire, signIn } = office
  await withAuthority(office)
  const sent = await letterAt(office, 'sent')
  const draft = await letterAt(office, 'draft')
  const { lines } = await ask.disclosures.list({ clientId: office.clientId })
  const prisonNumber = { number: '', exception: 'Not known yet' }
  const { id: clientId } = await ask.clients.register(
    someClient({ surname: 'Ashdown', forenames: 'Noel', prisonNumber }),
  )
  const within = Object.assign(Object.create(office) as StaffedOffice, { clientId })
  const { id: consentId } = await withAuthority(within)
  const people = [
    await hire('Owain Prosser', 'partner'),
    await hire('Ivo Tarn', 'caseworker'),
    await hire('Hester Vane', 'secretary'),
    await hire('Ada Quill', 'auditor'),
  ]
  const [topic] = await ask.rights.topics({ asAt: day('2026-11-23') })
  const body = (await ask.law.amendable({})).find(({ sort }) => sort === 'body')!.entry
  const known = {
    ...{ clientId, consentId, otherId: office.clientId, matterId: office.matterId },
    ...{ letterId: sent.id, draftId: draft.id, disclosureId: lines[0]!.id, topic: topic!.id },
    body: body.slice('body:'.length),
  } as Known
  const answers = async () => {
    const found = []
    for (const who of people) {
      await signIn(who)
      for (const { name, question } of allAsked.filter((one) => !OF_THE_LOG.has(one.name))) {
        const answer = await question(ask, known).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error
          return { refused: error.toData() }
        })
        found.push(`${who} ${name} ${JSON.stringify(answer, grown)}`)
      }
    }
    return found
  }
  const before = await answers()
  await signIn(partner)
  const closed = await markedMatter(within)
  await closeTo(within, closed.matterId, [partner])
  expect(await answers()).toEqual(before)
  await signIn(people[0]!)
  const kept = await ask.retention.ofClient({ clientId })
  expect(kept).toMatchObject({ matters: [], open: [], onRecord: { since: '2026-11-23' } })
  await signIn(partner)
  expect(await ask.retention.ofClient({ clientId })).toMatchObject({
    ...{ open: [closed.ourRef], onRecord: null, due: null },
  })
})
