import { PassphraseGiven, ScreenRead, SignedIn, SignInsFailed, WorkPassed } from './logged.ts'
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
const named = ({ keys, pair, personId: person_id }: Entry['detail']): Change[] => [
  ...(typeof keys === 'string'
    ? [{ table: 'key_mark' as const, put: { only: 1, digest: keys } }]
    : []),
  ...(typeof pair === 'string' && typeof person_id === 'string'
    ? [{ table: 'person_pair' as const, put: { person_id, public: pair } }]
    : []),
]
const keysNamed = ({ detail }: Entry): Change[] => named(detail)

/** Whoever has a passphrase of their own, or none any more, has none to choose. */
const chosen = ({ detail }: Entry): Change[] =>
  typeof detail['personId'] === 'string'
    ? [{ table: 'given_passphrase', remove: { person_id: detail['personId'] } }]
    : []

/** How the log's entries about the office and its people become rows. */
export const peopleFolds: Folds = {
  'office-created': ({ detail }) => {
    const { officeId, name, sample } = detail
    const put = { only: 1, id: text(officeId), name: text(name), sample: sample === true ? 1 : 0 }
    return [{ table: 'office', put }, ...named(detail)]
  },
  'person-added': person(1),
  'person-role-changed': person(1),
  'person-removed': (entry) => [
    ...person(0)(entry),
    ...chosen(entry),
    { table: 'person_pair', remove: { person_id: text(entry.detail['personId']) } },
  ],
  'signed-in': ({ detail }) => {
    const { tries } = SignedIn.parse(detail)
    return [
      ...(tries ? [{ table: 'sign_in_mark' as const, put: { only: 1, mark: tries } }] : []),
      ...named(detail),
    ]
  },
  'passphrase-changed': (entry) => [...chosen(entry), ...keysNamed(entry)],
  'passphrase-given': (entry) => {
    const { personId: person_id } = PassphraseGiven.parse(entry.detail)
    const put = { person_id, at: entry.at, by: entry.actor }
    return [{ table: 'given_passphrase', put }, ...keysNamed(entry)]
  },
  'recovery-used': (entry) => [...chosen(entry), ...keysNamed(entry)],
  // A sheet counts as there once somebody has read it back.
  'key-paired': keysNamed,
  'file-key-changed': (entry) => [
    { table: 'recovery_sheet', remove: { only: 1 } },
    {
      table: 'file_key_change',
      put: { seq: entry.seq, at: entry.at, by: entry.actor },
    },
    ...keysNamed(entry),
  ],
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
  'work-passed': ({ seq, at, actor, detail }) => {
    const { from: from_id, to: to_id, matters, letters } = WorkPassed.parse(detail)
    const put = { ...{ seq, at, by: actor, from_id, to_id }, matters, letters }
    return [{ table: 'work_passed', put }]
  },
  'account-named': ({ detail }) => sameAs(detail),
}
