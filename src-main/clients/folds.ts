import type { Change, Entry, Folds } from '../audit/entry.ts'
import { NEVER } from './stays.ts'
import { fold, foldForIndex } from '../search/fold.ts'
import type { Tables } from '../vault/schema.ts'
import {
  Corrected,
  Joined,
  LoggedParticulars,
  type LoggedStay,
  Parted,
  Registered,
  StayCorrected,
  StayRecorded,
} from './logged.ts'

/** Draws the clients, their versions, stays and searchable names from the log. */
export const clientFolds: Folds = {
  'client-registered': (entry) => {
    const said = Registered.parse(entry.detail)
    const version = { clientId: said.clientId, version: 1, reason: '' }
    const { clientId } = said
    return [
      ...versionRows(entry, version, said),
      { table: 'client_record', put: { client_id: clientId, person_id: clientId, place: 1 } },
      ...nameRows(entry, said.clientId, said),
      stayRow(entry, said, null, ''),
    ]
  },
  'client-corrected': (entry) => {
    const said = Corrected.parse(entry.detail)
    return [
      ...versionRows(entry, said, said),
      { table: 'searchable', remove: { client_id: said.clientId } },
      ...nameRows(entry, said.clientId, said),
    ]
  },
  'client-joined': (entry) => {
    const said = Joined.parse(entry.detail)
    return [recordRow(said.clientId, said.keptId, said.place), joiningRow(entry, 'joined', said)]
  },
  'client-parted': (entry) => {
    const said = Parted.parse(entry.detail)
    return [recordRow(said.clientId, said.clientId, 1), joiningRow(entry, 'parted', said)]
  },
  'stay-recorded': (entry) => [stayRow(entry, StayRecorded.parse(entry.detail), null, '')],
  'stay-corrected': (entry) => {
    const said = StayCorrected.parse(entry.detail)
    const row = stayRow(entry, said, said.replaces, said.reason)
    return said.never ? [{ ...row, put: { ...row.put, kind: NEVER } }] : [row]
  },
}

// Set where it stands, so that the row of a record is never away.
const recordRow = (clientId: string, personId: string, place: number): Change => ({
  table: 'client_record',
  set: { person_id: personId, place },
  where: { client_id: clientId },
})

const joiningRow = (
  { seq, at, actor }: Entry,
  what: 'joined' | 'parted',
  { clientId, keptId, reason }: { clientId: string; keptId: string; reason: string },
): Change => ({
  table: 'joining',
  put: { seq, what, client_id: clientId, kept_id: keptId, at, by: actor, reason },
})

const recorded = ({ seq, at, actor }: Entry) => ({ seq, recorded_at: at, recorded_by: actor })

function versionRows(
  entry: Entry,
  { clientId, version, reason }: { clientId: string; version: number; reason: string },
  said: LoggedParticulars,
): Change[] {
  if (entry.subject === null) throw new TypeError(`Entry ${entry.seq} names no client.`)
  const client: Tables['client'] = {
    id: clientId,
    tag: entry.subject,
    version,
    surname: said.surname,
    forenames: said.forenames,
    born_on: said.bornOn,
    prison_number: said.prisonNumber.number,
    folded_name: fold(`${said.surname} ${said.forenames}`),
  }
  // Parsed once more to keep only the particulars of what was said.
  const particulars = JSON.stringify(LoggedParticulars.parse(said))
  return [
    { table: 'client', put: client },
    {
      table: 'client_version',
      put: { client_id: clientId, version, ...recorded(entry), reason, particulars },
    },
  ]
}

function nameRows(entry: Entry, clientId: string, said: LoggedParticulars): Change[] {
  const shown = (name: { surname: string; forenames: string }) =>
    [name.forenames, name.surname].filter((part) => part !== '').join(' ')
  const own = foldForIndex(said.surname, said.forenames)
  const rows = [
    { kind: 'name', shown: shown(said), folded: own },
    // With the name beside it: `lucky wojcik` finds Łukasz Wójcik, called Lucky.
    ...said.aliases.map((alias) => ({
      kind: 'alias',
      shown: shown(alias),
      folded: `${foldForIndex(alias.surname, alias.forenames)} ${own}`,
    })),
  ]
  return rows.map((row, index) => ({
    table: 'searchable',
    put: { id: entry.seq * 100 + index, client_id: clientId, ...row },
  }))
}

function stayRow(
  entry: Entry,
  said: LoggedStay,
  replaces: string | null,
  reason: string,
): { table: 'stay'; put: Tables['stay'] } {
  return {
    table: 'stay',
    put: {
      id: said.stayId,
      client_id: said.clientId,
      replaces,
      establishment_id: said.establishmentId,
      from_on: said.from,
      source: said.source,
      ...recorded(entry),
      reason,
      kind: said.place?.kind ?? 'prison',
      place: said.place?.name ?? '',
      lines: JSON.stringify(said.place?.lines ?? []),
      postcode: said.place?.postcode ?? '',
    },
  }
}
