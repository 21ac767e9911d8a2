import { sql } from 'kysely'
import { byRecord, type Records } from '../clients/records.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { formatDay } from '../dates/words.ts'
import { mattersNamed } from '../matters/read-matter.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { z, type Day } from '../wire/schema.ts'
import type { Addressee, LetterContent } from './contract.ts'
import { PassageClass } from './content.ts'
import type { LetterKind } from './kinds.ts'
import { classesToldBy, type ClassesTold } from './told-by.ts'

type Enclosure = LetterContent['enclosures'][number]

/** A letter that left, as another one can enclose it. */
export interface EarlierLetter {
  id: string
  kind: LetterKind
  matterId: string
  /** The letter that it answers. */
  answers: string | null
  name: string
  /** Everything that it told when it was approved, and what of it it only asked for; null for free text that nobody classed. */
  tells: readonly Enclosure['class'][]
  onlyAsked: readonly Enclosure['class'][]
  /** Whoever had it. */
  readers: readonly Pick<Addressee, 'name' | 'role'>[]
  class: Enclosure['class']
  sha256: string
  ourRef: string
}

/** The earlier letters that a letter encloses because somebody chose them. Pure. */
export const earlierIn = ({ enclosures }: Pick<LetterContent, 'enclosures'>): string[] =>
  enclosures.flatMap(({ document }) => (document?.tells ? document.id : []))

/** Letters of these records that left, as others can enclose them, newest first: those named, or all. */
export async function earlierLetters(
  tx: Readable,
  records: Records,
  ids: readonly string[] | null,
): Promise<Map<string, EarlierLetter[]>> {
  if (ids?.length === 0) return new Map()
  const rows = await tx
    .selectFrom('letter_index as l')
    .innerJoin('letter_event as e', (on) =>
      on.onRef('e.letter_id', '=', 'l.id').on('e.act', '=', 'letter-approved'),
    )
    .innerJoin(mattersNamed(tx).as('m'), 'm.id', 'l.matter_id')
    .select([
      'l.id',
      'l.client_id',
      'l.matter_id',
      'l.kind',
      'l.answers',
      'l.to_name',
      'l.dated_on',
    ])
    .select(['l.restricted', 'm.our_ref', sql<string>`e.said ->> '$.sha256'`.as('sha256')])
    .select(
      sql<string>`(select json_group_array(distinct json_object(
          'what', d.value ->> '$.what', 'class', d.value ->> '$.class'))
        from json_each(e.said, '$.decisions') as d)`.as('decided'),
    )
    .select(
      sql<string>`(select json_array(x.content -> '$.addressee', x.content -> '$.copies')
        from letter as x where x.id = l.id)`.as('readers'),
    )
    .where('l.sent_on', 'is not', null)
    .where(oneOf('l.client_id', records.keys()))
    .$if(ids !== null, (query) => query.where(oneOf('l.id', ids!)))
    .orderBy('l.dated_on', 'desc')
    .orderBy('l.first_seq', 'desc')
    .execute()
  const found = rows.map(({ client_id, restricted, decided, readers, ...row }) => {
    const told = classesToldBy(DECIDED.parse(decisionsIn(decided)), restricted === 1)
    return { client_id, one: earlier(row, told, readersIn(readers)) }
  })
  const all = byRecord(records, found, ({ client_id }) => client_id)
  return new Map([...all].map(([record, own]) => [record, own.map(({ one }) => one)]))
}
const DECIDED = z.object({ what: z.string(), class: PassageClass.nullable() }).array()
const decisionsIn = (all: string) =>
  (JSON.parse(all) as unknown[]).map((one) => (typeof one === 'string' ? JSON.parse(one) : one))
function readersIn(all: string): EarlierLetter['readers'] {
  const [to, copies] = JSON.parse(all) as [Addressee, LetterContent['copies']]
  return [to, ...copies.map(({ addressee }) => addressee)].map(({ name, role }) => ({ name, role }))
}

interface Row extends Pick<EarlierLetter, 'id' | 'answers' | 'sha256'> {
  kind: string
  to_name: string
  dated_on: string
  matter_id: string
  our_ref: string
}

function earlier(
  row: Row,
  { tells, onlyAsked }: ClassesTold,
  readers: EarlierLetter['readers'],
): EarlierLetter {
  const about = classOf(tells, onlyAsked)
  const on = formatDay(row.dated_on as Day)
  const to = about === RESTRICTED_CLASS ? '' : ` to ${row.to_name}`
  const { id, answers, sha256, our_ref: ourRef, matter_id: matterId } = row
  return {
    ...{
      id,
      matterId,
      answers,
      sha256,
      ourRef,
      tells,
      onlyAsked,
      readers,
      class: about,
      kind: row.kind as LetterKind,
    },
    name: `${`Copy of our letter${to}`.slice(0, LONGEST - on.length - 2).trim()}, ${on}`,
  }
}
/** Characters that a letter has for the name of an enclosure. */
const LONGEST = 160

/** What it counts as where one class stands for all: what is restricted, then what nobody classed. */
function classOf(tells: ClassesTold['tells'], onlyAsked: ClassesTold['tells']) {
  if (tells.includes(RESTRICTED_CLASS)) return RESTRICTED_CLASS
  const told = tells.filter((about) => !onlyAsked.includes(about))
  return told.includes(null) ? null : (told[0] ?? 'none')
}

/** What a letter says of an earlier one that it encloses. */
export const enclosedEarlier = ({ id, name, class: about, sha256, tells }: EarlierLetter) =>
  ({
    ...{ name, class: about },
    document: { id, sha256, from: 'letter', tells: [...tells] },
  }) as Enclosure
