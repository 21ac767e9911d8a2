import type { Client, Stay } from '../../src-main/clients/contract.ts'
import type { ChronologyLine as Recorded } from '../../src-main/day/contract.ts'
import { SORTS } from '../../src-main/clients/whereabouts.ts'
import { formatDay } from '../../src-main/dates/words.ts'
import { particularsInWords } from './client-words.ts'
import { lineInWords, isJoining, placeOfLine } from './chronology-words.ts'

/** Something that was recorded of a client, as the chronology tells it. */
export interface ShownLine {
  at: string
  icon: string
  title: string
  words: string
  who: string
  /** Why it was corrected; empty where it was not a correction. */
  reason: string
  /** What a correction replaced, field by field. */
  changes: { name: string; was: string; is: string }[]
}

type Version = Client['earlier'][number]

function versions(client: Pick<Client, 'earlier'> & Version): ShownLine[] {
  const all: Version[] = [client, ...client.earlier].toSorted(
    (one, other) => one.version - other.version,
  )
  return all.map((version, at) => {
    const before = all[at - 1]
    const was = before ? particularsInWords(before) : []
    const changes = particularsInWords(version)
      .map(({ name, value }, line) => ({ name, was: was[line]?.value ?? value, is: value }))
      .filter((change) => change.was !== change.is)
    return {
      at: version.recordedAt,
      icon: before ? 'i-lucide-pencil' : 'i-lucide-user-round-plus',
      title: before ? 'Particulars corrected' : 'Client recorded',
      words: before && changes.length === 0 ? 'Nothing shown here was changed.' : '',
      who: version.recordedBy,
      reason: version.reason,
      changes,
    }
  })
}

const stayWords = ({ from, source }: { from: string; source: string }, died: boolean) =>
  `${died ? 'On' : 'Since'} ${formatDay(from)}. Source: ${source}.`

function stayVersions(stay: Stay, first: boolean): ShownLine[] {
  const address = [...stay.lines, stay.postcode].filter(Boolean).join(', ')
  const now = { ...stay, address }
  const all = [now, ...stay.superseded.map((old) => ({ ...old, reason: '' }))].toReversed()
  return all.map((version, at) => {
    const before = all[at - 1]
    const corrected = before !== undefined
    const changes = corrected
      ? [
          { name: 'Where', was: before.name, is: version.name },
          { name: 'Postal address', was: before.address || 'None', is: version.address || 'None' },
          {
            name: SORTS[stay.kind].since,
            was: formatDay(before.from),
            is: formatDay(version.from),
          },
          { name: 'Source', was: before.source, is: version.source },
        ].filter((change) => change.was !== change.is)
      : []
    const isPrison = stay.kind === 'prison'
    const title = isPrison ? `${first ? 'At' : 'Transferred to'} ${version.name}` : version.name
    return {
      at: version.recordedAt,
      icon: 'i-lucide-map-pin',
      title: corrected ? `History corrected: ${version.name}` : title,
      words: corrected ? '' : stayWords(version, stay.kind === 'died'),
      who: version.recordedBy,
      reason: version.reason,
      changes,
    }
  })
}

/** Everything that was recorded of a client's particulars and stays, newest first, by the moment of its entry. */
export function ownLines(client: Client): { client: ShownLine[]; stay: ShownLine[] } {
  const newest = (one: ShownLine, other: ShownLine) => other.at.localeCompare(one.at)
  return {
    client: [client, ...client.joined].flatMap(versions).toSorted(newest),
    stay: client.stays.flatMap((stay, at) => stayVersions(stay, at === 0)).toSorted(newest),
  }
}

/** A line of the chronology with its words; what it replaced is told where it corrected particulars or a stay. */
export function toldLine(
  line: Recorded,
  own: ReturnType<typeof ownLines>,
): ShownLine & { place: string | null; record: number } {
  const place = placeOfLine(line)
  const { at, who, reason, record } = line
  if ((line.kind === 'client' && !isJoining(line)) || line.kind === 'stay') {
    const mine = own[line.kind].find((one) => one.at === at)
    if (mine) return { ...mine, place, record }
  }
  return { at, who, reason, record, changes: [], place, ...lineInWords(line) }
}

/** The same under the year in London in which it was recorded, newest year first. */
export function byYear<One extends { at: string }>(
  all: One[],
  yearOf: (at: string) => string,
): [string, One[]][] {
  return [...Map.groupBy(all, ({ at }) => yearOf(at))]
}
