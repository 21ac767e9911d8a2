import { leafOf } from '../audit/read.ts'
import type { Readable } from '../vault/vault.ts'
import type { Happening } from './contract.ts'

export type Kind = Happening['kind']
/** What a source gives of a client: the client’s rows before an entry, newest first, and no more than so many. */
export interface Wanted {
  clientId: string
  before: number
  limit: number
}
/** A line that still names its person by id. */
export type Line = Omit<Happening, 'who' | 'at' | 'on' | 'link'> & {
  at: string
  on: string | null
  by: string
  link: { to: NonNullable<Happening['link']>['to']; id: string } | null
}
type Source = (tx: Readable, wanted: Wanted) => Promise<Line[]>
interface Names {
  prison(establishmentId: string): string
}

const bare = { name: '', ref: '', letterKind: null, detail: '', reason: '', on: null, link: null }
const matterLink = (id: string) => ({ to: 'matter' as const, id })
const letterLink = (id: string) => ({ to: 'letter' as const, id })
const consentsLink = (id: string) => ({ to: 'consents' as const, id })

/** Where each kind of line comes from: the client's own rows, each by its index. */
export const sourcesOf = ({ prison }: Names): Record<Kind, Source[]> => ({
  client: [
    async (tx, { clientId, before, limit }) => {
      const rows = await tx
        .selectFrom('client_version')
        .select(['seq', 'version', 'recorded_at', 'recorded_by', 'reason'])
        .where('client_id', '=', clientId)
        .where('seq', '<', before)
        .orderBy('version', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ seq, version, recorded_at, recorded_by, reason }) => ({
        ...{ ...bare, kind: 'client', seq, at: recorded_at, by: recorded_by, reason },
        act: version === 1 ? 'client-registered' : 'client-corrected',
      }))
    },
  ],
  stay: [
    async (tx, { clientId, before, limit }) => {
      const rows = await tx
        .selectFrom('stay')
        .selectAll()
        .where('client_id', '=', clientId)
        .where('seq', '<', before)
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        ...{ ...bare, kind: 'stay', seq: row.seq, at: row.recorded_at, by: row.recorded_by },
        act: row.replaces === null ? 'stay-recorded' : 'stay-corrected',
        ...{ name: prison(row.establishment_id), detail: row.source, on: row.from_on },
        reason: row.reason,
      }))
    },
  ],
  matter: [matterVersions, matterNotes, matterClosings],
  consent: [forms, withdrawals, scans, checks, reviews],
  letter: [letterEvents],
  told: [callsAbout, tellings],
})

async function matterVersions(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('matter_version as v')
    .innerJoin('matter as m', 'm.id', 'v.matter_id')
    .select(['v.seq', 'v.version', 'v.recorded_at', 'v.recorded_by', 'v.reason'])
    .select(['m.id', 'm.title', 'm.our_ref'])
    .where('m.client_id', '=', clientId)
    .where('v.seq', '<', before)
    .orderBy('v.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...{ ...bare, kind: 'matter', seq: row.seq, at: row.recorded_at, by: row.recorded_by },
    act: row.version === 1 ? 'matter-opened' : 'matter-corrected',
    ...{ name: row.title, ref: row.our_ref, reason: row.reason, link: matterLink(row.id) },
  }))
}

async function matterNotes(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('matter_note as n')
    .innerJoin('matter as m', 'm.id', 'n.matter_id')
    .select(['n.seq', 'n.at', 'n.by', 'm.id', 'm.title', 'm.our_ref'])
    .where('m.client_id', '=', clientId)
    .where('n.seq', '<', before)
    .orderBy('n.seq', 'desc')
    .limit(limit)
    .execute()
  // The note itself stays on its page: a note may say anything.
  return rows.map(({ seq, at, by, id, title, our_ref }) => ({
    ...{ ...bare, kind: 'matter', act: 'matter-noted', seq, at, by },
    ...{ name: title, ref: our_ref, link: matterLink(id) },
  }))
}

async function matterClosings(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('matter_closing as x')
    .innerJoin('matter as m', 'm.id', 'x.matter_id')
    .innerJoin('log as g', 'g.seq', 'x.seq')
    .select(['x.seq', 'x.closed_on', 'x.reason', 'm.id', 'm.title', 'm.our_ref', 'g.leaf'])
    .where('m.client_id', '=', clientId)
    .where('x.seq', '<', before)
    .orderBy('x.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, closed_on, reason, id, title, our_ref, leaf }) => {
    const { at, actor } = leafOf(seq, leaf)
    return {
      ...{ ...bare, kind: 'matter', act: 'matter-closed', seq, at, by: actor, reason },
      ...{ name: title, ref: our_ref, on: closed_on, link: matterLink(id) },
    }
  })
}

interface FormSaid {
  recipient: { name: string }
  kind: string
  receivedOn: string
}
const formOf = (stored: string) => JSON.parse(stored) as FormSaid

async function forms(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('consent')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => {
    const { recipient, kind, receivedOn } = formOf(row.form)
    return {
      ...{ ...bare, kind: 'consent', act: 'consent-recorded', seq: row.seq, at: row.recorded_at },
      ...{ by: row.recorded_by, name: recipient.name, detail: kind, on: receivedOn },
      link: consentsLink(clientId),
    }
  })
}

async function withdrawals(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('consent_withdrawal as w')
    .innerJoin('consent as c', 'c.id', 'w.consent_id')
    .select(['w.seq', 'w.recorded_at', 'w.recorded_by', 'w.received_on', 'w.how', 'c.form'])
    .where('c.client_id', '=', clientId)
    .where('w.seq', '<', before)
    .orderBy('w.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...{ ...bare, kind: 'consent', act: 'consent-withdrawn', seq: row.seq, at: row.recorded_at },
    ...{ by: row.recorded_by, name: formOf(row.form).recipient.name, detail: row.how },
    ...{ on: row.received_on, link: consentsLink(clientId) },
  }))
}

async function scans(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('consent_scan as s')
    .innerJoin('consent as c', 'c.id', 's.consent_id')
    .select(['s.seq', 's.recorded_at', 's.recorded_by', 'c.form'])
    .where('c.client_id', '=', clientId)
    .where('s.seq', '<', before)
    .orderBy('s.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...{ ...bare, kind: 'consent', act: 'scan-attached', seq: row.seq, at: row.recorded_at },
    ...{ by: row.recorded_by, name: formOf(row.form).recipient.name, link: consentsLink(clientId) },
  }))
}

async function checks(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('consent_check as k')
    .innerJoin('consent as c', 'c.id', 'k.consent_id')
    .select(['k.seq', 'k.at', 'k.by', 'k.outcome', 'k.against', 'k.reason', 'c.form'])
    .where('c.client_id', '=', clientId)
    .where('k.seq', '<', before)
    .orderBy('k.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, outcome, against, reason, form }) => ({
    ...{ ...bare, kind: 'consent', seq, at, by, reason, detail: against },
    act: outcome === 'passed' ? 'consent-checked' : 'consent-returned',
    ...{ name: formOf(form).recipient.name, link: consentsLink(clientId) },
  }))
}

async function reviews(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('consent_review as r')
    .innerJoin('consent as c', 'c.id', 'r.consent_id')
    .select(['r.seq', 'r.at', 'r.by', 'r.on_day', 'r.how', 'c.form'])
    .where('c.client_id', '=', clientId)
    .where('r.seq', '<', before)
    .orderBy('r.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, on_day, how, form }) => ({
    ...{ ...bare, kind: 'consent', act: 'consent-reviewed', seq, at, by, detail: how, on: on_day },
    ...{ name: formOf(form).recipient.name, link: consentsLink(clientId) },
  }))
}

async function letterEvents(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('letter_event as e')
    .innerJoin('letter as l', 'l.id', 'e.letter_id')
    .innerJoin('matter as m', 'm.id', 'l.matter_id')
    .select(['e.seq', 'e.at', 'e.by', 'e.act', 'e.said', 'l.id', 'l.kind', 'l.content'])
    .select('m.our_ref')
    .where('l.client_id', '=', clientId)
    .where('e.seq', '<', before)
    .orderBy('e.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, act, said, id, kind, content, our_ref }) => {
    const { addressee } = JSON.parse(content) as { addressee: { name: string } }
    const words = JSON.parse(said) as Record<string, unknown>
    const word = (name: string) => (typeof words[name] === 'string' ? words[name] : '')
    return {
      ...{ ...bare, kind: 'letter', seq, at, by, act, name: addressee.name, ref: our_ref },
      ...{ letterKind: kind, detail: word('route') || word('kind'), reason: word('reason') },
      ...{ on: word('on') || null, link: letterLink(id) },
    }
  })
}

async function callsAbout(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('call')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  // What was asked may itself be about health, and stays in the entry.
  return rows.map(({ seq, at, by, caller, told, on_day }) => ({
    ...{ ...bare, kind: 'told', act: 'call-recorded', seq, at, by, name: caller, on: on_day },
    ...(told === '[]'
      ? { detail: 'nothing' }
      : { detail: 'telephone', link: { to: 'disclosure' as const, id: String(seq * 100) } }),
  }))
}

async function tellings(tx: Readable, { clientId, before, limit }: Wanted): Promise<Line[]> {
  const rows = await tx
    .selectFrom('disclosure as d')
    .innerJoin('letter_event as e', 'e.seq', 'd.seq')
    .innerJoin('letter as l', 'l.id', 'd.letter_id')
    .select(['d.id', 'd.seq', 'd.reader', 'd.route', 'd.on_day', 'e.at', 'e.by', 'l.kind'])
    .where('d.client_id', '=', clientId)
    .where('d.id', '<', before * 100)
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, seq, reader, route, on_day, at, by, kind }) => ({
    ...{ ...bare, kind: 'told', act: 'letter-sent', seq, at, by, name: reader, detail: route },
    ...{ letterKind: kind, on: on_day, link: { to: 'disclosure' as const, id: String(id) } },
  }))
}
