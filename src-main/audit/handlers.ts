import type { Readable, Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { CLOSED_ENTRY } from './act-words.ts'
import type { audit } from './contract.ts'
import type { Json } from './entry.ts'
import type { Log } from './log.ts'
import { anyClosed, type ProvenEntry, type Span } from './look-up.ts'
import type { toldBy, ToldNumber } from './told-numbers.ts'
import { isOpenField, mayHold, withholding, type MayDo } from './withholding.ts'

interface AuditParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Log
  /** Names people by their ids; the second word is for whoever has none. */
  names(tx: Readable): Promise<(id: string, unknown: string) => string>
  /** What the desk of that id is called. */
  deskNamed(tx: Readable, id: string): Promise<string>
  allows: MayDo
  /** Those of these ids that are of something that is closed to whoever asks. */
  closedAmong(tx: Readable, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** What the numbers in a field of an entry tell of, as its act declares. */
  toldBy: ReturnType<typeof toldBy>
  /** Whether anything in the office is closed to whoever asks. */
  isShutOut(tx: Readable): Promise<boolean>
  /** What is wrong at the end of the log; null where nothing is. */
  damage(): string | null
}

/** Answers the window's questions about the log. */
export function auditHandlers(parts: AuditParts): Handlers<typeof audit> {
  const { vault, log, allows } = parts
  const inSight = sightOfFields(parts)
  const whoOf = async () => {
    const nameOf = await vault.read(parts.names)
    // An entry that is closed to whoever asks is of nobody.
    return (id: string) => (id === '' ? '' : nameOf(id, 'Unknown person'))
  }
  return {
    health: async () => ({ ...(await log.health()), damage: parts.damage() }),
    async list(page, by) {
      const [{ entries, total }, who] = [await log.list(page, by), await whoOf()]
      return {
        entries: entries.map(({ actor, ...line }) => ({ ...line, who: who(actor) })),
        total,
      }
    },
    async entry({ seq }, by) {
      const [entry, who] = [await log.entry(seq, by), await whoOf()]
      const { actor, ...proof } = entry
      const shown = withholding({ ...proof, who: who(actor) }, by.role, allows)
      const fields = shown.fields && (await inSight(entry, shown.fields, by))
      const hidden = fields?.length !== shown.fields?.length
      const at = fields?.find(({ name }) => name === 'desk')?.value
      const desk = at === undefined ? null : await vault.read((tx) => parts.deskNamed(tx, at))
      return { ...shown, fields, desk, withheld: shown.withheld || hidden }
    },
    async reveal({ seq, reason }, by) {
      const entry = await log.entry(seq, by)
      const { act, fields, leaf } = entry
      if (act === CLOSED_ENTRY)
        throw new Refusal('not-allowed', 'This entry is of a matter that only some people may see.')
      const withheld = fields?.filter(({ name }) => !isOpenField(act, name)) ?? []
      const held = await inSight(entry, withheld, by)
      const left = await inSight(entry, fields ?? [], by)
      if (held.length === 0 && left.length < (fields ?? []).length)
        throw new Refusal('not-allowed', 'What is left out here is not for everybody to see.')
      if (!mayHold(act) || held.length === 0)
        throw new Refusal('conflict', 'Nothing in this entry is withheld. Read it as it is.')
      await vault.write((tx) =>
        log.record(tx, by, {
          act: 'record-read',
          subject: JSON.parse(leaf).subject,
          detail: { entry: seq, reason },
        }),
      )
      return { fields: held }
    },
    verify: ({ codes }) => log.verify(codes),
    progress: () => log.progress(),
  }
}

type Field = { name: string; value: string }

/**
 * Leaves out of an entry what tells of something that is closed to whoever asks: what names it by an id, a number of an entry
 * or a line of the register, and, unless they counted themselves, how much there was. Counts are left out of every entry alike
 * where anything in the office is closed to them, so that this tells nothing of what was counted.
 */
function sightOfFields({ vault, ...parts }: AuditParts) {
  return async ({ act, actor }: ProvenEntry, fields: Field[], by: Actor): Promise<Field[]> => {
    const told = fields.map(({ name, value }) => parts.toldBy(act, name, jsonOf(value)))
    const spans = spansOf(told.flat())
    const naming = fields.map(({ value }) => [...value.matchAll(ID)].map(([id]) => id))
    const ids = naming.flat()
    if (ids.length === 0 && told.flat().length === 0) return fields
    return vault.read(async (tx) => {
      const closed = await parts.closedAmong(tx, ids)
      const uncounted = actor !== by.id && (await parts.isShutOut(tx))
      const seen: Field[] = []
      for (const [at, field] of fields.entries()) {
        const names = naming[at]!.some((id) => closed.has(id))
        const counts = uncounted && told[at]!.some(({ tells }) => tells === 'count')
        const own = told[at]!.flatMap((one) => spans.get(one) ?? [])
        if (!names && !counts && !(await anyClosed(tx, own))) seen.push(field)
      }
      return seen
    })
  }
}

/** By a number in an entry, the entries that it tells of: a first and a last one tell of all between. Pure. */
function spansOf(told: readonly ToldNumber[]) {
  const numberOf = (which: ToldNumber['tells']) => told.find(({ tells }) => tells === which)?.number
  const one = (number: number) => ({ first: number, last: number })
  // A line of the register is numbered by the entry that recorded it.
  const ofLine = (number: number) => one(Math.floor(number / 100))
  const spans = new Map<ToldNumber, Span[]>()
  for (const number of told) {
    const { number: of } = number
    if (number.tells === 'entry') spans.set(number, [one(of)])
    if (number.tells === 'line') spans.set(number, [ofLine(of)])
    if (number.tells === 'entry-or-line') spans.set(number, [one(of), ofLine(of)])
    if (number.tells === 'first' || number.tells === 'last')
      spans.set(number, [{ first: numberOf('first') ?? of, last: numberOf('last') ?? of }])
  }
  return spans
}

function jsonOf(value: string): Json {
  try {
    return JSON.parse(value) as Json
  } catch {
    return value
  }
}
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g
