import { spokenName } from '../clients/known-client.ts'
import { grantOf, formsOf } from '../consents/grants.ts'
import { inForce, stayOn } from '../clients/timeline.ts'
import { rowsOf } from '../clients/read-client.ts'
import { readMatter } from '../matters/read-matter.ts'
import { londonDay } from '../dates/london-day.ts'
import { readFirm } from '../practice/read-firm.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { clientAt, holderOf, type Holder } from './addressee.ts'
import { before, caseOf, type Case } from './letter-state.ts'
import { LetterContent } from './contract.ts'
import { editionOn } from './deadline.ts'
import { fillTemplate, settle } from './fill.ts'
import { factsFor } from './facts-from-record.ts'
import { asksFor, KINDS } from './kinds.ts'
import type { LetterParts } from './letters.ts'
import type { Merged } from './merge.ts'

type Parts = Pick<LetterParts, 'templates' | 'establishments' | 'law' | 'clock'>
type Asked = Pick<LetterContent, 'matterId' | 'kind' | 'datedOn' | 'answers'>
type About = Pick<LetterContent, 'kind' | 'datedOn' | 'answers' | 'telling' | 'addressee'>

/** How a letter comes to be written: proposed from the books and the law, then kept up to date with them. */
export function drafting({ templates, establishments, law, clock }: Parts) {
  const nameOf = (id: string) => establishments.byId(id)?.name ?? id

  /** What the template says with this addressee, by the books as they stand. */
  async function mergedFor(
    tx: Readable,
    about: About,
    clientId: string,
    withForms = true,
  ): Promise<Merged> {
    const forms = withForms ? await formsOf(tx, clientId) : []
    const book = await law.book(tx)
    const grants = forms.map((form) => grantOf(form, book))
    const { kind, datedOn, answers, telling, addressee } = about
    const facts = await factsFor(
      tx,
      { kind, datedOn, answers, telling, addressee, clientId, forms, grants },
      { law, nameOf },
    )
    return fillTemplate({ templates, kind, edition: editionOn(datedOn, book.law), facts })
  }

  /** The same, or null where the books no longer give what the letter says. */
  const mergedOrNot = async (tx: Readable, about: About, clientId: string, withForms = true) => {
    try {
      return await mergedFor(tx, about, clientId, withForms)
    } catch (error) {
      if (error instanceof Refusal) return null
      throw error
    }
  }

  async function addresseeFor(
    tx: Readable,
    asked: Asked,
    matter: { clientId: string; eventOn: string | null },
  ): Promise<Holder> {
    const { kind, datedOn, answers } = asked
    const { client, stays } = await rowsOf(tx, matter.clientId)
    const ordered = inForce(stays)
    const prisonOn = (day: string) => {
      const stay = stayOn(ordered, day)
      return stay && establishments.byId(stay.establishment_id)
    }
    if (KINDS[kind].toClient) {
      const name = spokenName(client)
      const where = { prison: prisonOn(datedOn), on: datedOn }
      const number = client.prison_number
      return { addressee: await clientAt(tx, { name, number }, where), rows: [] }
    }
    if (answers !== null) {
      const { addressee } = (await caseOf(tx, answers, law)).content
      return { addressee, rows: [] }
    }
    const { chased } = await before(tx, answers)
    const records = asksFor(kind, chased)?.records
    if (!records || kind === 'L09')
      throw new Refusal('invalid-input', 'Begin this letter from the one that it speaks of.', {
        answers: 'Choose the letter that it speaks of.',
      })
    const eventOn = matter.eventOn !== null && matter.eventOn <= datedOn ? matter.eventOn : datedOn
    const directory = { book: await law.book(tx), prisons: establishments.all }
    return holderOf(tx, { records, prison: prisonOn(eventOn), eventOn, datedOn }, directory)
  }

  async function proposal(tx: Readable, asked: Asked): Promise<LetterContent> {
    const matter = await readMatter(tx, asked.matterId, { today: londonDay(clock()), law })
    const { addressee } = await addresseeFor(tx, asked, matter)
    const telling = asked.kind === 'L24' ? await tellingFor(tx, asked.answers, law) : null
    const about = { ...asked, addressee, telling }
    const merged = await mergedFor(tx, about, matter.clientId)
    const { needs } = await needsOf(tx, matter.clientId)
    return LetterContent.parse({
      ...asked,
      addressee,
      yourRef: '',
      delivery: 'post',
      salutation: merged.salutation,
      heading: merged.heading,
      passages: merged.passages,
      enclosures: merged.enclosures,
      copies: [],
      signatory: await whoSigns(tx, matter.responsible),
      largePrint: KINDS[asked.kind].toClient && needs.largePrint,
      telling,
    })
  }

  /** Typed content as the office takes it; `former` is what stood before, null for a new letter. */
  async function settled(
    tx: Readable,
    content: LetterContent,
    clientId: string,
    former: LetterContent | null,
  ) {
    const now = former
      ? await mergedOrNot(tx, content, clientId)
      : await mergedFor(tx, content, clientId)
    const matter = await readMatter(tx, content.matterId, { today: londonDay(clock()), law })
    const { addressee } = await addresseeFor(tx, content, matter)
    const proposed = { ...content, addressee, telling: null }
    return settle(content, { now, former, blank: await mergedOrNot(tx, proposed, clientId) })
  }

  /** A draft with what the template says filled in again from the books as they stand. */
  async function upToDate(tx: Readable, one: Case): Promise<Case> {
    const signatory = one.content.signatory ?? (await signsFor(tx, one.content.matterId))
    const content = { ...one.content, signatory }
    const now = await mergedOrNot(tx, content, one.row.client_id)
    if (!now) return { ...one, content }
    // As it stood before the authority came in.
    const blank = await mergedOrNot(tx, content, one.row.client_id, false)
    return { ...one, content: settle(content, { now, blank, former: content }) }
  }

  /** The rows that chose the addressee: none once a person wrote another one. */
  async function rowsBehind(tx: Readable, content: LetterContent): Promise<readonly string[]> {
    if (content.kind === 'L09' && content.answers !== null)
      return rowsBehind(tx, (await caseOf(tx, content.answers, law)).content)
    if (content.answers !== null || KINDS[content.kind].asks === null || content.kind === 'L09')
      return []
    const matter = await readMatter(tx, content.matterId, { today: londonDay(clock()), law })
    const { addressee, rows } = await addresseeFor(tx, content, matter)
    return addressee.name === content.addressee.name ? rows : []
  }

  return { proposal, settled, upToDate, mergedFor, rowsBehind }
}

/** The responsible solicitor, where the firm has recorded that they sign. */
async function whoSigns(tx: Readable, responsible: string): Promise<LetterContent['signatory']> {
  const firm = await readFirm(tx)
  const found = firm?.signatories.find(({ personId }) => personId === responsible)
  return (found?.personId ?? null) as LetterContent['signatory']
}

async function signsFor(tx: Readable, matterId: string) {
  const matter = await tx
    .selectFrom('matter')
    .select('responsible')
    .where('id', '=', matterId)
    .executeTakeFirstOrThrow()
  return whoSigns(tx, matter.responsible)
}

/** What the form for a request that waits for its authority asks; null where it waits for none. */
async function tellingFor(
  tx: Readable,
  answers: string | null,
  law: Parameters<typeof caseOf>[2],
): Promise<LetterContent['telling']> {
  if (answers === null) return null
  const { kind, addressee } = (await caseOf(tx, answers, law)).content
  const records = KINDS[kind].asks?.records
  if (!records || addressee.role === 'client' || /\[/.test(addressee.name)) return null
  return {
    recipient: { name: addressee.name, role: addressee.role },
    purpose: 'obtain-records',
    classes:
      records === 'health-records'
        ? ['health', 'mental-health', 'substance-use']
        : ['identity', 'location', 'offence'],
  }
}

async function needsOf(tx: Readable, clientId: string) {
  const { particulars } = await tx
    .selectFrom('client_version')
    .select('particulars')
    .where('client_id', '=', clientId)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  return JSON.parse(particulars) as { needs: { largePrint: boolean } }
}
