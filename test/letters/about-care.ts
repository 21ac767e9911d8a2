import type { LetterKind } from '../../src-main/letters/contract.ts'
import { someClient } from '../open-office.ts'
import { day, letterOffice } from './letter-office.ts'

/** The office of a client who complains about care in a prison on a day. */
export async function aboutCare(establishmentId: string, eventOn: string, since = eventOn) {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, partner } = office
  const { id: clientId } = await ask.clients.register(
    someClient({
      ...{ surname: 'Prosser', prisonNumber: { number: 'A1235BC', exception: '' } },
      stay: { establishmentId, from: since, source: 'Letter from the client' },
    }),
  )
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'treatment', title: 'Care', responsible: partner, opponents: [] },
    ...{ eventOn: day(eventOn), knownOn: null, noEventReason: '' },
  })
  const rows = [{ text: 'No dressing for a week.', outcome: '', about: 'health' }]
  await ask.details.record({ matterId, group: 'issues', version: 0, rows })
  const propose = (kind: LetterKind, datedOn = '2026-11-23', answers: string | null = null) =>
    ask.letters.propose({ matterId, kind, datedOn: day(datedOn), answers: answers as never })
  const card = async () => (await ask.letters.complaints({ matterId }))[0]!
  return Object.assign(office, { clientId, matterId, propose, card })
}

export const textOf = ({ passages }: { passages: readonly { text: string }[] }): string =>
  passages.map(({ text }) => text).join('\n')
