import type { DocumentId } from '../../src-main/documents/contract.ts'
import type { LetterId } from '../../src-main/letters/contract.ts'
import type { MatterId } from '../../src-main/matters/contract.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import { keepDocument } from '../documents/some-document.ts'
import { day, letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import type { LetterOffice } from '../letters/letter-office.ts'
import { someClient, type OfficeOptions } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import type { Known } from '../read-questions.ts'

/** A word in every field of a matter that takes typed words. */
export const MARKER = 'Zqmarker'

export interface ClosedMatter {
  matterId: MatterId
  ourRef: string
  letters: LetterId[]
  documentId: DocumentId
  disclosureId: number
}
export interface Staff {
  owain: PersonId
  ivo: PersonId
  hester: PersonId
  ada: PersonId
}

/** An office with work in a matter that everybody sees, and four people besides the first partner. */
export async function officeWithStaff(options: OfficeOptions = {}) {
  const office = await letterOffice({}, options)
  const { ask, clientId, matterId } = office
  const { id: consentId } = await withAuthority(office)
  const prisonNumber = { number: '', exception: 'Not known yet' }
  const { id: otherId } = await ask.clients.register(
    someClient({ surname: 'Ashdown', forenames: 'Noel', prisonNumber }),
  )
  const hire = {
    owain: await office.hire('Owain Prosser', 'partner'),
    ivo: await office.hire('Ivo Tarn', 'caseworker'),
    hester: await office.hire('Hester Vane', 'secretary'),
    ada: await office.hire('Ada Quill', 'auditor'),
  } satisfies Staff
  const sent = await letterAt(office, 'sent')
  const draft = await letterAt(office, 'draft')
  await ask.matters.note({ matterId, text: 'Telephoned the wing.' })
  const document = await keepDocument(office, clientId, { matterId })
  const { lines } = await ask.disclosures.list({ clientId })
  const [topic] = await ask.rights.topics({ asAt: day('2026-11-23') })
  const entries = await ask.law.amendable({})
  const known = {
    ...{ clientId, otherId, matterId, consentId },
    ...{ letterId: sent.id, draftId: draft.id, disclosureId: lines[0]!.id, topic: topic!.id },
    body: entries.find(({ sort }) => sort === 'body')!.entry.slice('body:'.length),
  } as Known
  return Object.assign(office, { staff: hire, known, documentId: document.id })
}
export type StaffedOffice = Awaited<ReturnType<typeof officeWithStaff>>

/** Opens another matter of the client with something of everything in it, the marker in every word. */
export async function markedMatter(office: StaffedOffice): Promise<ClosedMatter> {
  const { ask, clientId, partner } = office
  const { id: matterId, ourRef } = await ask.matters.open({
    ...{ clientId, kind: 'treatment', title: `${MARKER} claim`, responsible: partner },
    opponents: [{ name: `${MARKER} Trust`, role: 'provider' }],
    ...{ eventOn: day('2023-12-06'), knownOn: null, noEventReason: '' },
  })
  const within: LetterOffice = Object.assign(Object.create(office) as StaffedOffice, { matterId })
  await ask.matters.note({ matterId, text: `${MARKER} telephoned.` })
  const rows = [{ on: '2026-02-14', place: `${MARKER} wing` }]
  await ask.details.record({ matterId, group: 'incident', version: 0, rows })
  const enclosures = [{ name: `${MARKER} papers`, class: 'identity' as const }]
  const marked = { yourRef: `${MARKER}/1`, enclosures } as object
  const made = []
  for (const step of ['draft', 'approved', 'printed', 'signed', 'sent', 'sent'] as const)
    made.push(await letterAt(within, step, marked))
  const letters = made.map(({ id }) => id)
  const letterId = letters.at(-1)!
  await ask.letters.recordReply({
    ...{ letterId, kind: 'refused', on: day('2026-11-23'), note: `${MARKER} refused` },
  })
  const discarded = await letterAt(within, 'draft', marked)
  await ask.letters.discard({ letterId: discarded.id, reason: `${MARKER} not needed` })
  letters.push(discarded.id)
  const { id: documentId } = await keepDocument(
    office,
    clientId,
    { matterId, title: `${MARKER} reply`, sender: `${MARKER} Trust` },
    { name: `${MARKER}.pdf`, bytes: somePdf('other') },
  )
  const { lines } = await ask.disclosures.list({ clientId })
  return { matterId, ourRef, letters, documentId, disclosureId: lines[0]!.id }
}

/** Closes a matter to all but the first partner. */
export const closeTo = ({ ask }: StaffedOffice, matterId: MatterId, people: PersonId[]) =>
  ask.matters.restrictAccess({ matterId, people, reason: `${MARKER} works here.` })

/** Opens it again to everybody who may see matters. */
export async function openAgain(
  { ask }: Pick<StaffedOffice, 'ask'>,
  matterId: MatterId,
  reason: string,
) {
  const { version } = (await ask.matters.get({ matterId })).access!
  return ask.matters.liftAccess({ matterId, version, reason })
}

/** What is of the log as a whole, which everybody sees grow. */
export const OF_THE_LOG: ReadonlySet<string> = new Set([
  ...['audit.health', 'audit.list newest', 'audit.list older', 'audit.entry', 'backups.state'],
  'processing.record',
])
/** Leaves out of an answer what else follows from how long the log is. */
export const grown = (key: string, value: unknown) =>
  key === 'notices'
    ? (value as { kind: string }[]).filter(({ kind }) => kind !== 'no-backup')
    : key === 'lastCode'
      ? undefined
      : value
