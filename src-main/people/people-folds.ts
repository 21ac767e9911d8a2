import { ScreenRead, SignedIn, SignInsFailed } from './logged.ts'
import type { Change, Entry, Folds, Json } from '../audit/entry.ts'

const text = (value: Json | undefined): string => {
  if (typeof value !== 'string')
    throw new Error('A person is logged with an id, a name and a role.')
  return value
}

function person(works: number): (entry: Entry) => Change[] {
  return ({ detail }) => {
    const { personId, name, role } = detail
    return [
      { table: 'person', put: { id: text(personId), name: text(name), role: text(role), works } },
      ...(typeof detail['sameAs'] === 'string' ? sameAs(detail) : []),
      ...named(detail),
    ]
  }
}

/** Which other account is of the same person, or that none is. */
function sameAs({ personId, sameAs: other }: Entry['detail']): Change[] {
  const person_id = text(personId)
  return [
    typeof other === 'string'
      ? { table: 'same_person', put: { person_id, same_as: other } }
      : { table: 'same_person', remove: { person_id } },
  ]
}

/** The key file that counts from this entry on. */
const named = ({ keys }: Entry['detail']): Change[] =>
  typeof keys === 'string' ? [{ table: 'key_mark', put: { only: 1, digest: keys } }] : []
const keysNamed = ({ detail }: Entry): Change[] => named(detail)

/** How the log's entries about the office and its people become rows. */
export const peopleFolds: Folds = {
  'office-created': ({ detail }) => {
    const { officeId, name, sample } = detail
    const put = { only: 1, id: text(officeId), name: text(name), sample: sample === true ? 1 : 0 }
    return [{ table: 'office', put }, ...named(detail)]
  },
  'person-added': person(1),
  'person-role-changed': person(1),
  'person-removed': person(0),
  'signed-in': ({ detail }) => {
    const { tries } = SignedIn.parse(detail)
    return [
      ...(tries ? [{ table: 'sign_in_mark' as const, put: { only: 1, mark: tries } }] : []),
      ...named(detail),
    ]
  },
  'passphrase-changed': keysNamed,
  'recovery-used': keysNamed,
  // A sheet counts as there once somebody has read it back.
  'recovery-renewed': (entry) => [
    { table: 'recovery_sheet', remove: { only: 1 } },
    ...keysNamed(entry),
  ],
  'recovery-confirmed': (entry) => [
    { table: 'recovery_sheet', put: { only: 1, at: entry.at, by: entry.actor } },
    ...keysNamed(entry),
  ],
  'stray-key-removed': keysNamed,
  // A look changes nothing.
  'screen-read': ({ detail }) => {
    ScreenRead.parse(detail)
    return []
  },
  'sign-ins-failed': ({ seq, at, detail }) => {
    const { of, lost } = SignInsFailed.parse(detail)
    const rows = lost ? [...of, { personId: '', times: 0, first: at, last: at }] : of
    return rows.map(({ personId, times, first, last }) => ({
      table: 'failed_sign_in' as const,
      put: {
        ...{ seq, person_id: personId, at, times, first_at: first, last_at: last },
        lost: lost && personId === '' ? 1 : 0,
      },
    }))
  },
  'account-named': ({ detail }) => sameAs(detail),
}
