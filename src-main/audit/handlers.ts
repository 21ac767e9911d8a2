import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { CLOSED_ENTRY } from './act-words.ts'
import type { audit } from './contract.ts'
import type { Log } from './log.ts'
import { isOpenField, mayHold, withholding, type MayDo } from './withholding.ts'

interface AuditParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Log
  /** Names people by their ids; the second word is for whoever has none. */
  names(tx: Readable): Promise<(id: string, unknown: string) => string>
  allows: MayDo
  /** Those of these ids that are of something that is closed to whoever asks. */
  closedAmong(tx: Readable, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** What is wrong at the end of the log; null where nothing is. */
  damage(): string | null
}

/** Answers the window's questions about the log. */
export function auditHandlers(parts: AuditParts): Handlers<typeof audit> {
  const { vault, log, allows } = parts
  const whoOf = async () => {
    const nameOf = await vault.read(parts.names)
    // An entry that is closed to whoever asks is of nobody.
    return (id: string) => (id === '' ? '' : nameOf(id, 'Unknown person'))
  }
  /** Without what names something that is closed to whoever asks, in an entry that is about something else. */
  async function inSight<Field extends { name: string; value: string }>(fields: Field[]) {
    const naming = fields.map(({ value }) => [...value.matchAll(ID)].map(([id]) => id))
    const ids = naming.flat()
    if (ids.length === 0) return fields
    const closed = await vault.read((tx) => parts.closedAmong(tx, ids))
    return fields.filter((_, at) => !naming[at]!.some((id) => closed.has(id)))
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
      const [{ actor, ...proof }, who] = [await log.entry(seq, by), await whoOf()]
      const shown = withholding({ ...proof, who: who(actor) }, by.role, allows)
      const fields = shown.fields && (await inSight(shown.fields))
      const hidden = fields?.length !== shown.fields?.length
      return { ...shown, fields, withheld: shown.withheld || hidden }
    },
    async reveal({ seq, reason }, by) {
      const { act, fields, leaf } = await log.entry(seq, by)
      if (act === CLOSED_ENTRY)
        throw new Refusal('not-allowed', 'This entry is of a matter that only some people may see.')
      const withheld = fields?.filter(({ name }) => !isOpenField(act, name)) ?? []
      const held = await inSight(withheld)
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

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g
