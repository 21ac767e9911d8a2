import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { londonDay } from '../../src-main/dates/days.ts'
import { auditRules } from '../../src-main/folds.ts'
import { withKey } from '../audit/read-log.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { resources } from '../open-office.ts'
import {
  canariesIn,
  canary,
  CLASSES,
  drawn,
  generatedHistory,
  HELD,
  READERS,
  type Asked,
  type History,
} from './generated-history.ts'
import { full, LIMIT } from '../faults/full.ts'

const STEPS = full ? 150 : 50
const BASELESS = full ? 100 : 25
const SEEDS = full ? [1, 2, 3, 4, 5] : [1]
const inWords = (pdf: Uint8Array) => readBack(pdf, 'pdftotext', ['-layout', '$', '-'])

/** What the log says was told, each with the entry. */
const toldIn = (log: readonly OpenedEntry[]): { seq: number; letterId: string; told: Asked }[] =>
  log.flatMap(({ seq, act, detail }) => {
    if (act !== 'letter-sent') return []
    const { clientId, letterId, disclosed } = detail as never as {
      clientId: Asked['clientId']
      letterId: string
      disclosed: {
        reader: string
        role: Asked['reader']['role']
        purpose: string
        told: { class: string }[]
      }[]
    }
    return disclosed.flatMap(({ reader: name, role, purpose, told }) =>
      told.map(({ class: about }) => ({
        ...{ seq, letterId },
        told: { clientId, reader: { name, role }, purpose, class: about },
      })),
    )
  })

test.each(SEEDS)(
  'of a generated history nothing verifies that no form gave, by telephone or in a letter (history %i)',
  async (seed) => {
    const history = await generatedHistory(seed, STEPS)
    const { office, refusedAt, forms } = history
    const log = await withKey(office, async ({ entries, verify }) => {
      expect(await verify()).toMatchObject({ verdict: 'consistent', findings: [], remarks: [] })
      return entries()
    })
    const judge = (entries: readonly OpenedEntry[]) =>
      auditRules(resources).flatMap((rule) => rule.judge(entries).findings)
    for (const { seq, told } of toldIn(log))
      if (READERS.some(({ name }) => name === told.reader.name) && told.class !== 'unclassed')
        expect(refusedAt(told, seq), JSON.stringify(told)).toBe(false)
    const pick = drawn(seed + 77)
    const any = <T>(list: readonly T[]) => list[pick(list.length)]!
    const tags = new Map(log.map(({ detail, subject }) => [detail?.['clientId'], subject]))
    const seated = log.filter(({ act, actor }) => act !== 'signed-out' && actor === office.partner)
    const sent = log.filter(({ act }) => act === 'letter-sent')
    expect(sent.length).toBeGreaterThan(0)
    let forged = 0
    for (let tries = 0; forged < BASELESS && tries < 100 * BASELESS; tries++) {
      const about: Asked = {
        ...{ clientId: any(history.desks).clientId, reader: any(READERS) },
        ...{ purpose: any(['inform', 'obtain-records']), class: any(CLASSES) },
      }
      const told = {
        class: about.class,
        ...any([
          { why: 'The client agreed.', consentId: any([...forms.map(({ id }) => id), 'nowhere']) },
          { why: any(['.', 'It is the client’s own information.']), consentId: null },
        ]),
      }
      const letter = any(sent)
      const inLetter = pick(3) === 0
      if (inLetter) {
        const first = (letter.detail as never as { disclosed: { reader: string }[] }).disclosed[0]!
        Object.assign(about, { clientId: letter.detail!['clientId'], purpose: 'obtain-records' })
        Object.assign(about, { reader: READERS.find(({ name }) => name === first.reader) })
      }
      const at = inLetter ? letter : any(seated)
      if (!refusedAt(about, at.seq)) continue
      forged += 1
      const entries = inLetter
        ? log.map((one) => (one === at ? withMore(one, told) : one))
        : withCall(log, at, { about, told, tag: tags.get(about.clientId) ?? null })
      const where = inLetter ? at.seq : at.seq + 1
      expect(
        judge(entries).some(({ seq: found }) => found === where),
        JSON.stringify({ where, about, told }),
      ).toBe(true)
    }
    expect(forged).toBe(BASELESS)
  },
  LIMIT,
)

/** What is forged of a pack that a partner might have made, each so that no partner decided just this. */
const PACK_FORGERIES: Record<string, (pack: ForgedPack) => void> = {
  'no pack before it': (pack) => void pack.made.shift(),
  'another act between': ({ made, told, before }) =>
    void made.push({ ...before, act: 'line-followed', subject: told[0]!.subject } as never),
  'a redacted pack': ({ made }) => void (made[0]!.detail['kind'] = 'redacted'),
  'a pack of another kind': ({ made }) => void (made[0]!.detail['kind'] = 'complete'),
  'a pack for somebody else': ({ made }) => void (made[0]!.detail['to'] = 'Daily Mail'),
  'another reader': ({ told }) => void (told[0]!.detail['reader'] = 'Daily Mail'),
  'another role': ({ told }) => void (told[0]!.detail['role'] = 'family'),
  'another purpose': ({ told }) => void (told[0]!.detail['purpose'] = 'inform'),
  'another day': ({ told }) => void (told[0]!.detail['on'] = '2026-01-05'),
  'another pack': ({ told }) => void (told[0]!.detail['packId'] = 'another'),
  'no reason': ({ made, told }) => {
    made[0]!.detail['reason'] = ''
    for (const { detail } of told)
      for (const one of detail['told'] as { why: string }[]) one.why = 'Decided by a partner: '
  },
  'another reason': ({ told }) =>
    void ((told[0]!.detail['told'] as { why: string }[])[0]!.why = 'Decided by a partner: another'),
  'a form of the client’s': ({ told, form }) =>
    void ((told[0]!.detail['told'] as { consentId: string }[])[0]!.consentId = form),
  'a class left out': ({ told }) => void (told[0]!.detail['told'] as unknown[]).pop(),
  'a client twice': ({ told }) => void told.push(structuredClone(told[0]!)),
  'another client’s mark': ({ told, tags }) =>
    void (told[0]!.subject = tags.find((tag) => tag !== told[0]!.subject)!),
  'a client who is not in it': ({ made, told, others }) => {
    made[0]!.detail['clientId'] = told[0]!.detail['clientId'] as string
    told.splice(0, Infinity, others(told[0]!))
  },
  'a recipient to whom nothing of the client was ever told': ({ made }) =>
    void (made[0]!.detail['recipient'] = 'Nobody at all'),
  'a client left out': ({ told }) => void told.pop(),
  'somebody else who tells': ({ told, colleague }) => void (told[0]!.actor = colleague),
  'somebody else who decides': ({ made, colleague }) => void (made[0]!.actor = colleague),
  'a secretary who decides': ({ made, told, colleague }) => {
    for (const one of [...made, ...told]) one.actor = colleague
  },
  'contents that are said to be erased': ({ made, told, tags }) => {
    made[0]!.detail = null as never
    made[0]!.subject = tags.find((tag) => tag !== told[0]!.subject)!
  },
}
interface Forged extends Omit<OpenedEntry, 'detail' | 'subject' | 'actor'> {
  actor: string
  subject: string | null
  detail: Record<string, unknown>
}
interface ForgedPack {
  before: OpenedEntry
  made: Forged[]
  told: Forged[]
  tags: (string | null)[]
  form: string
  colleague: string
  /** A line like this one about the other client. */
  others(line: Forged): Forged
}

test.each(SEEDS)(
  'of a generated history no telling of a pack verifies that a partner did not decide just so (history %i)',
  async (seed) => {
    const { office, forms, colleague } = await generatedHistory(seed + 200, STEPS)
    const log = await withKey(office, ({ entries }) => Promise.resolve(entries()))
    const judge = (entries: readonly OpenedEntry[]) =>
      auditRules(resources).flatMap((rule) =>
        rule.judge(entries).findings.map(({ seq, what, differs }) => `${seq} ${what} ${differs}`),
      )
    expect(judge(log)).toEqual([])
    const pick = drawn(seed + 78)
    const any = <T>(list: readonly T[]) => list[pick(list.length)]!
    const clients = log.filter(({ act }) => act === 'client-registered')
    const seated = seatedBy(log, office.partner).filter(({ seq }) => seq > clients.at(-1)!.seq)
    let forged = 0
    for (let round = 0; forged < BASELESS; round++) {
      const before = any(seated)
      const known = clients.map(({ subject, detail }) => ({
        ...{ subject, clientId: String(detail!['clientId']) },
      }))
      const sound = () => soundPack(before, known, { form: any(forms).id, colleague })
      // What a partner might have decided then is no finding: the forgeries differ from it in one thing.
      if (round === 0) expect(judge(spliced(log, sound()))).toEqual([])
      for (const [way, forge] of Object.entries(PACK_FORGERIES)) {
        const pack = sound()
        forge(pack)
        const of = pack.made.length + pack.told.length
        const found = judge(spliced(log, pack)).filter((one) => {
          const at = Number(one.split(' ')[0])
          return at > before.seq && at <= before.seq + of
        })
        expect(found, `${way} after entry ${before.seq}`).not.toEqual([])
        forged += 1
      }
    }
  },
  LIMIT,
)

/** The entries behind which this person is still signed in. */
function seatedBy(log: readonly OpenedEntry[], person: string): OpenedEntry[] {
  let seated: string | null = null
  return log.filter(({ act, actor }) => {
    if (act === 'office-created' || act === 'signed-in') seated = actor
    if (act === 'signed-out') seated = null
    return seated === person
  })
}

/** A full pack of the whole log as the program would record it behind an entry. */
function soundPack(
  before: OpenedEntry,
  known: { subject: string | null; clientId: string }[],
  { form, colleague }: { form: string; colleague: string },
): ForgedPack {
  const on = londonDay(before.at)
  const about = { packId: 'pack-1', on, role: 'ombudsman', purpose: 'complaint' }
  const [reader, reason] = ['Legal Ombudsman', 'The ombudsman asked for the file']
  const line = (subject: string | null, clientId: string): Forged => ({
    ...{ ...before, act: 'pack-told' as const, subject },
    detail: {
      ...{ ...about, clientId, reader },
      told: CLASSES.map((one) => ({
        ...{ class: one, why: `Decided by a partner: ${reason}`, consentId: null },
      })),
    },
  })
  const made: Forged = {
    ...{ ...before, act: 'pack-made' as const, subject: null },
    detail: {
      ...{ ...about, sha256: 'a'.repeat(64), bytes: 1000, kind: 'full', to: reader, reason },
      ...{ clientId: null, recipient: '', year: null, papers: 0 },
      ...{ entries: before.seq, size: before.seq },
    },
  }
  return {
    ...{ before, made: [made], form, colleague, tags: known.map(({ subject }) => subject) },
    told: known.map(({ subject, clientId }) => line(subject, clientId)),
    others: ({ subject }) => {
      const other = known.find((one) => one.subject !== subject)!
      return line(other.subject, other.clientId)
    },
  }
}

/** The log with a pack behind an entry, and everything behind it moved on. */
function spliced(log: readonly OpenedEntry[], { before, made, told }: ForgedPack): OpenedEntry[] {
  const all = [
    ...log.slice(0, before.seq),
    ...[...made, ...told].map((one) => one as never as OpenedEntry),
    ...log.slice(before.seq),
  ]
  return all.map((one, at) => ({ ...one, seq: at + 1 }))
}

/** The sending with one thing more that it told its reader. */
function withMore(entry: OpenedEntry, told: object): OpenedEntry {
  const copy = structuredClone(entry)
  ;(copy.detail as never as { disclosed: { told: object[] }[] }).disclosed[0]!.told.push(told)
  return copy
}

/** The log with a call behind an entry, recorded by whoever was signed in then, and everything behind it moved on. */
function withCall(
  log: readonly OpenedEntry[],
  before: OpenedEntry,
  { about, told, tag }: { about: Asked; told: object; tag: string | null },
): OpenedEntry[] {
  const { clientId, reader, purpose } = about
  const call = {
    ...{ ...before, seq: before.seq + 1, act: 'call-recorded', subject: tag },
    detail: {
      ...{ clientId, on: before.at.slice(0, 10), caller: reader.name, role: reader.role, purpose },
      ...{ asked: '', told: [told], ordered: 'by-signature' },
    },
  } as never as OpenedEntry
  const moved = ({ seq, ...one }: OpenedEntry) => ({ ...one, seq: seq + 1 }) as OpenedEntry
  return [...log.slice(0, before.seq), call, ...log.slice(before.seq).map(moved)]
}

test.each(SEEDS)(
  'of a generated history nothing that leaves or is shown holds what is refused for its reader and day (history %i)',
  async (seed) => {
    const history = await generatedHistory(seed + 100, STEPS)
    const { office, refusedAt, printed, refusals, auditor, colleague } = history
    const { signIn } = office
    // What was printed or saved tells each of its readers nothing that no form gives.
    let told = 0
    for (const { pdf, title, clientId, readers, seq } of printed) {
      expect(canariesIn(title)).toEqual([])
      for (const about of canariesIn(inWords(pdf)))
        for (const reader of readers) {
          told += 1
          const asked = { clientId, reader, purpose: 'obtain-records', class: about }
          expect(refusedAt(asked, seq + 1), JSON.stringify(asked)).toBe(false)
        }
    }
    expect(told).toBeGreaterThan(0)
    // No message with which something was refused repeats what was typed.
    expect(refusals.length).toBeGreaterThan(0)
    for (const said of refusals) expect(canariesIn(said), said).toEqual([])

    const seen = await everythingFor(history)
    // The register and its reports name the restricted class to nobody who has not given a reason.
    for (const [name, text] of seen.reports) {
      expect(text, name).not.toMatch(/hiv|sexual/i)
      expect(canariesIn(text), name).toEqual([])
    }
    await signIn(colleague)
    const { shown } = await everythingFor(history)
    for (const [name, text] of shown) expect(text.includes(canary(HELD)), name).toBe(false)
    await signIn(auditor)
    const own = await everythingFor(history)
    for (const [name, text] of [...own.shown, ...own.reports]) {
      expect(canariesIn(text), name).toEqual([])
      expect(text, name).not.toMatch(/Fenwright|Okafor|Lisle/)
    }
  },
  LIMIT,
)

/** What whoever is signed in reads on the screens and saves of the register; a refusal is something read as well. */
async function everythingFor({ office, desks, letters }: History) {
  const { ask, platform } = office
  const shown = new Map<string, string>()
  const reports = new Map<string, string>()
  const look = async (name: string, asked: () => Promise<unknown>) => {
    const said = await asked().catch((error: unknown) => String(error))
    shown.set(
      name,
      JSON.stringify(said, (_, part: unknown) =>
        part instanceof Uint8Array ? inWords(part) : part,
      ),
    )
  }
  const { total } = await ask.audit.list({ limit: 1 })
  for (let seq = 1; seq <= total; seq++) await look(`entry ${seq}`, () => ask.audit.entry({ seq }))
  for (const id of letters) {
    const letterId = id as never
    await look(`letter ${id}`, () => ask.letters.get({ letterId }))
    await look(`preview ${id}`, () => ask.letters.preview({ letterId, paper: 'letterhead' }))
  }
  for (const { clientId } of desks)
    await look(`chronology ${clientId}`, () => ask.day.chronology({ clientId, limit: 200 }))
  await look('day', () => ask.day.view({}))
  await look('letters', () => ask.letters.list({ which: 'all', limit: 50 }))
  await look('register', () => ask.disclosures.list({ limit: 200 }))
  for (const about of CLASSES) {
    await look(`search ${about}`, () => ask.clients.find({ text: canary(about) }))
  }
  for (const kind of ['csv', 'pdf'] as const) {
    const before = platform.paper.length
    await ask.disclosures.export({ kind }).catch(() => null)
    const saved = platform.paper[before]
    if (!saved) continue
    const text =
      kind === 'pdf'
        ? inWords(saved.pdf)
        : JSON.stringify(parse(Buffer.from(saved.pdf), { bom: true }))
    reports.set(kind, text)
    reports.set(`${kind} name`, saved.name)
  }
  return { shown, reports }
}
