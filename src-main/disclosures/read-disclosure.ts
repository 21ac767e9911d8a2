import { basesNamed, basisStateOn } from '../bases/read-basis.ts'
import { basisStanding, type BasisRecord } from '../bases/standing.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { asksOfRestricted } from '../consents/open-part.ts'
import { checkOf, formsOf, type ConsentRecord } from '../consents/grants.ts'
import { whoSigned } from '../consents/decision.ts'
import { keptForm, wordingMark } from '../consents/read-consent.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { z, type Day } from '../wire/schema.ts'
import type { Disclosure } from './contract.ts'
import { lineOf, openClasses, rowOf, toldOf } from './listing.ts'
import type { DisclosedClass } from './disclosed.ts'

export type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>
type Shown = z.input<typeof Disclosure>

/** What happened to a letter, in the order of the log; the letters supply it. */
export interface Trail {
  ourRef: string
  /** Whether the letter holds something restricted. */
  restricted: boolean
  /** Whether its paper names something that is closed to whoever asks. */
  namesClosed: boolean
  /** The newest post book of the day it left in which it stands. */
  posted: { seq: number; at: string } | null
  steps: { seq: number; at: string; act: string; by: string; said: unknown }[]
}
export type TrailOf = (tx: Readable, letterId: string) => Promise<Trail>

const Sent = z.object({
  sha256: z.string(),
  decisions: z.array(
    z.object({
      what: z.string(),
      reader: z.string(),
      class: z.string().nullable(),
      allowed: z.boolean(),
      why: z.string(),
    }),
  ),
})

/** The row of a disclosure; throws `not-found`. */
export async function expectRow(tx: Readable, id: number): Promise<Row> {
  const row = await rowOf(tx, id)
  if (row) return row
  throw new Refusal('not-found', 'This disclosure is not in the register. Go back to the list.')
}

/** Who asks for a disclosure, and what of it may be shown. */
interface Sight {
  /** Whether they may see clients. */
  sees: boolean
  /** Whether they may read what was typed freely. */
  words: boolean
  /** Whether they may open what is restricted. */
  opens: boolean
  today: string
}

/** Whether anything of a disclosure, or of the letter that made it, is restricted. */
export const holds = (row: Row, trail: Trail | null): boolean =>
  trail?.restricted === true || toldOf(row).some((one) => one.class === RESTRICTED_CLASS)

/** What happened to the letter of a disclosure; null for a call or a pack. */
export const trailOfRow = async (
  tx: Readable,
  row: Row,
  trailOf: TrailOf,
): Promise<Trail | null> => (row.letter_id === null ? null : trailOf(tx, row.letter_id))

/** One disclosure with everything it relies on. */
export async function readDisclosure(
  tx: Readable,
  row: Row,
  { sees, words, opens, today }: Sight,
  trailOf: TrailOf,
): Promise<Shown> {
  const trail = await trailOfRow(tx, row, trailOf)
  return {
    ...lineOf(row, sees),
    masked: !opens && holds(row, trail),
    bases: await basesOf(tx, row, { sees, words, opens, today }),
    letter: trail && row.letter_id !== null ? letterOf(row, row.letter_id, trail, sees) : null,
    alreadyLeft:
      words && row.already_left !== null ? AlreadyLeft.parse(JSON.parse(row.already_left)) : null,
    knownLater: await knownLater(tx, row),
    asked: words ? (row.asked ?? null) : null,
  }
}

/**
 * What was recorded after a disclosure of the forms that it relied on. A withdrawal of nothing but what is restricted shows
 * to nobody here.
 */
async function knownLater(tx: Readable, row: Row): Promise<Shown['knownLater']> {
  const forms = await formsRelied(tx, row, reliedOpenly(row))
  const later = forms.flatMap((kept): Shown['knownLater'] => {
    const open = [...kept.withdrawn, ...kept.undone].filter(({ about, undone }) =>
      (undone ? ABOUT.parse(JSON.parse(undone.classes)).concat(about) : about).some(
        (one) => one !== RESTRICTED_CLASS,
      ),
    )
    const { checked } = kept
    return [
      ...open.map(({ seq, recorded_at, said_on, received_on }) => ({
        ...{ seq, recordedOn: londonDay(recorded_at), what: 'withdrawn' as const },
        of: (said_on ?? received_on) as Day,
      })),
      ...open.flatMap(({ undone, said_on, received_on }) =>
        undone
          ? {
              ...{ seq: undone.seq, recordedOn: londonDay(undone.recorded_at) },
              ...{ what: 'withdrawal-undone' as const, of: (said_on ?? received_on) as Day },
            }
          : [],
      ),
      ...(checked?.outcome === 'returned'
        ? [
            {
              seq: checked.seq,
              recordedOn: londonDay(checked.at),
              what: 'returned' as const,
              of: null,
            },
          ]
        : []),
    ]
  })
  return later.filter(({ seq }) => seq > row.seq).sort((one, other) => one.seq - other.seq)
}

/** The forms that what it disclosed relies on, but for what is restricted. */
export const reliedOpenly = (row: Row): Set<string | null> =>
  new Set(toldOf(row).flatMap((one) => (one.class === RESTRICTED_CLASS ? [] : one.consentId)))

const AlreadyLeft = z.object({ reason: z.string(), since: z.array(z.string()) })
const ABOUT = z.array(z.string())

/** A basis as it stood before the entry of a disclosure, and how it stands today. */
function recordOf(
  { steps, ...about }: BasisRecord,
  seq: number,
  {
    sees,
    opens,
    today,
    names,
  }: Pick<Sight, 'sees' | 'opens' | 'today'> & { names: ReadonlyMap<string, string> },
): Shown['bases'][number]['record'] {
  const then = basisStanding({ ...about, steps: steps.filter((step) => step.seq < seq) })
  const now = basisStanding({ ...about, steps })
  if (!then || !now) return null
  const { basis, decided, confirmed } = then
  return {
    ...{ basisId: about.id, seq: basis.seq, kind: basis.kind, from: basis.from },
    authority:
      sees && (opens || !basis.classes.includes(RESTRICTED_CLASS)) ? basis.authority : null,
    until: basis.until,
    decidedBy: names.get(decided.by) ?? '',
    confirmedBy: confirmed ? (names.get(confirmed.by) ?? '') : '',
    state: basisStateOn(now, today),
  }
}

async function basesOf(
  tx: Readable,
  row: Row,
  { sees, words, opens, today }: Sight,
): Promise<Shown['bases']> {
  const open = toldOf(row).filter((one) => one.class !== RESTRICTED_CLASS)
  const groups = new Map<string, DisclosedClass[]>()
  for (const one of open) {
    const key = one.consentId ?? one.basisId ?? one.why
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const forms = new Map(
    (await formsRelied(tx, row, reliedOpenly(row))).map((kept) => [kept.row.id, kept]),
  )
  const named = open.flatMap(({ basisId }) => basisId ?? [])
  const others = new Map((await basesNamed(tx, named)).map((one) => [one.id, one]))
  const people = await tx.selectFrom('person').select(['id', 'name']).execute()
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return [...groups.values()].map((told) => {
    const [{ why, consentId, basisId } = { why: '', consentId: null }] = told
    const other = basisId === undefined ? undefined : others.get(basisId)
    const kept = consentId === null ? undefined : forms.get(consentId)
    return {
      classes: sees ? openClasses(told) : [],
      why: sees ? why : null,
      form: kept
        ? {
            consentId: kept.row.id,
            seq: kept.row.seq,
            kind: kept.form.kind,
            signedOn: kept.form.signedOn,
            signedBy: sees && kept.signature ? whoSigned(kept.signature, row.on_day) : null,
            receivedOn: kept.form.receivedOn,
            wordingMark: wordingMark(kept.form.wording),
            wording: sees && (opens || !asksOfRestricted(kept.form)) ? kept.form.wording : null,
            check: checkOf(kept).state,
            checkedBy: kept.checked ? (names.get(kept.checked.by) ?? '') : '',
            error: errorOf(kept, words),
            scanned: kept.scan !== null,
          }
        : null,
      record: other ? recordOf(other, row.seq, { sees, opens, today, names }) : null,
    }
  })
}

/** The forms that it relied on. */
async function formsRelied(tx: Readable, row: Row, relied: ReadonlySet<string | null>) {
  const forms = (await formsOf(tx, row.client_id)).filter((kept) => relied.has(kept.row.id))
  // Records that were joined then may have been parted since: the form is that of the entry all the same.
  for (const id of relied)
    if (id !== null && !forms.some((kept) => kept.row.id === id)) forms.push(await keptForm(tx, id))
  return forms
}

/** What was found of a form after something had relied on it. */
function errorOf({ checked }: ConsentRecord, words: boolean): string | null {
  if (checked?.outcome !== 'removed') return null
  const said = `Basis later withdrawn as entered in error, on ${formatDay(londonDay(checked.at))}`
  return words ? `${said}: ${checked.reason}` : `${said}.`
}

function letterOf(
  { seq, reader }: Row,
  letterId: string,
  { ourRef, steps, posted }: Trail,
  sees: boolean,
): Shown['letter'] {
  const leaving = steps.find((step) => step.seq === seq)
  const { sha256, decisions } = Sent.parse(leaving?.said ?? {})
  return {
    id: sees ? letterId : null,
    ourRef: sees ? ourRef : null,
    ...{ sha256, posted },
    steps: steps.map(({ said: _, ...step }) => step),
    decisions: sees
      ? decisions
          .filter((one) => one.class !== RESTRICTED_CLASS && one.reader === reader)
          .map(({ what, reader: to, class: about, allowed, why }) => ({
            ...{ what, reader: to, class: about, allowed, why },
          }))
      : null,
  }
}
