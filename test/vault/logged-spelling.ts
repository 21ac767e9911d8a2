import type { Act } from '../../src-main/audit/entry.ts'
import * as accessRequests from '../../src-main/access-requests/logged.ts'
import * as audit from '../../src-main/audit/logged.ts'
import * as backups from '../../src-main/backups/logged.ts'
import * as bases from '../../src-main/bases/logged.ts'
import * as clients from '../../src-main/clients/logged.ts'
import * as consents from '../../src-main/consents/logged.ts'
import type { RemedyContract } from '../../src-main/contract.ts'
import * as disclosures from '../../src-main/disclosures/logged.ts'
import * as erasure from '../../src-main/erasure/logged.ts'
import * as processing from '../../src-main/processing/logged.ts'
import * as retention from '../../src-main/retention/logged.ts'
import * as establishments from '../../src-main/establishments/logged.ts'
import * as imports from '../../src-main/imports/logged.ts'
import * as exported from '../../src-main/exports/logged.ts'
import * as lists from '../../src-main/lists/logged.ts'
import * as letters from '../../src-main/letters/logged.ts'
import * as documents from '../../src-main/documents/logged.ts'
import * as details from '../../src-main/details/logged.ts'
import * as desks from '../../src-main/desks/logged.ts'
import * as matters from '../../src-main/matters/logged.ts'
import * as packs from '../../src-main/packs/logged.ts'
import * as people from '../../src-main/people/logged.ts'
import * as practice from '../../src-main/practice/logged.ts'
import * as representatives from '../../src-main/representatives/logged.ts'
import * as rights from '../../src-main/law/logged.ts'
import * as updates from '../../src-main/updates/logged.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import { z } from '../../src-main/wire/schema.ts'

/** Acts whose words no domain describes: they are known by what was written. */
type Undescribed =
  | 'office-created'
  | `person-${string}`
  | 'account-named'
  | 'signed-out'
  | 'passphrase-changed'
  | `recovery-${string}`
  | 'record-read'
  | 'logo-removed'

/** How each domain reads what its acts logged. */
const loggedSchemas: Record<Exclude<Act, Undescribed>, z.ZodType> = {
  'client-registered': clients.Registered,
  'client-corrected': clients.Corrected,
  'client-joined': clients.Joined,
  'client-parted': clients.Parted,
  'hold-placed': erasure.HoldPlaced,
  'hold-lifted': erasure.HoldLifted,
  'retention-set': retention.RetentionSet,
  'processing-said': processing.ProcessingSaid,
  'keeping-extended': retention.KeepingExtended,
  'erasure-proposed': erasure.ErasureProposed,
  'erasure-withdrawn': erasure.ErasureWithdrawn,
  'client-erased': erasure.ClientErased,
  'stay-recorded': clients.StayRecorded,
  'stay-corrected': clients.StayCorrected,
  'representative-recorded': representatives.RepresentativeRecorded,
  'representative-corrected': representatives.RepresentativeCorrected,
  'representative-ended': representatives.RepresentativeEnded,
  'representative-removed': representatives.RepresentativeStated,
  'representative-restored': representatives.RepresentativeStated,
  'proof-attached': representatives.ProofAttached,
  'firm-recorded': practice.FirmRecorded,
  'signatory-recorded': practice.SignatoryRecorded,
  'logo-recorded': practice.LogoRecorded,
  'signed-in': people.SignedIn,
  'sign-ins-failed': people.SignInsFailed,
  'screen-read': people.ScreenRead,
  'line-followed': disclosures.LineFollowed,
  'stray-key-removed': people.StrayKeyRemoved,
  'desk-added': desks.DeskAdded,
  'desk-renamed': desks.DeskRenamed,
  'desk-removed': desks.DeskRemoved,
  'desks-let-in': desks.DesksLetIn,
  'desks-shut-out': desks.DesksShutOut,
  'desks-found': desks.DesksFound,
  'stray-desk-dropped': desks.StrayDeskDropped,
  'passphrase-given': people.PassphraseGiven,
  'work-passed': people.WorkPassed,
  'key-paired': people.KeyPaired,
  'file-key-changed': people.FileKeyChanged,
  'backup-planned': backups.BackupPlanned,
  'backup-made': backups.BackupMade,
  'backup-tried': backups.BackupTried,
  'update-started': updates.UpdateStarted,
  'import-completed': imports.ImportCompleted,
  'office-restored': backups.OfficeRestored,
  'office-moved': backups.OfficeMoved,
  'end-accepted': audit.EndAccepted,
  'office-exported': exported.OfficeExported,
  'client-file-exported': exported.ClientFileExported,
  'client-file-printed': exported.ClientFilePrinted,
  ...accessRequests.LOGGED,
  'access-opened': exported.AccessOpened,
  'access-written': exported.AccessWritten,
  'check-chosen': practice.CheckChosen,
  'check-off-proposed': practice.CheckOffProposed,
  'edition-imported': rights.EditionImported,
  'law-amended': rights.Amended,
  'law-amendment-withdrawn': rights.AmendmentWithdrawn,
  'law-vouched': rights.EntryChecked,
  'vouching-undone': rights.CheckUndone,
  'holiday-recorded': rights.HolidayRecorded,
  'holiday-withdrawn': rights.HolidayWithdrawn,
  'matter-opened': matters.MatterOpened,
  'matter-corrected': matters.MatterCorrected,
  'matter-noted': matters.MatterNoted,
  'details-recorded': details.DetailsRecorded,
  'matter-closed': matters.MatterClosed,
  'matter-reopened': matters.MatterReopened,
  'limitation-settled': matters.LimitationSettled,
  'matter-access-restricted': matters.AccessRestricted,
  'matter-access-lifted': matters.AccessLifted,
  'matter-access-taken': matters.AccessRestricted,
  'consent-recorded': consents.ConsentRecorded,
  'consent-withdrawn': consents.ConsentWithdrawn,
  'withdrawal-corrected': consents.WithdrawalCorrected,
  ...bases.LOGGED,
  ...documents.LOGGED,
  'document-opened': documents.DocumentOpened,
  'scan-attached': consents.ScanAttached,
  'check-opened': consents.CheckOpened,
  'consent-checked': consents.ConsentChecked,
  'consent-returned': consents.ConsentReturned,
  'consent-reviewed': consents.ConsentReviewed,
  'review-undone': consents.ReviewUndone,
  'receipt-made': consents.ReceiptMade,
  'call-recorded': disclosures.CallRecorded,
  'call-undone': disclosures.CallUndone,
  'register-exported': disclosures.RegisterExported,
  'list-exported': lists.ListExported,
  'pack-told': disclosures.PackTold,
  'pack-made': packs.PackMade,
  'letter-drafted': letters.LetterWritten,
  'letter-redrafted': letters.LetterWritten,
  'letter-approved': letters.LetterApproved,
  'letter-printed': letters.LetterActed,
  'letter-signed': letters.LetterActed,
  'letter-copied': letters.LetterCopied,
  'letter-sent': letters.LetterSent,
  'reply-corrected': letters.ReplyCorrected,
  'reply-decided': letters.ReplyDecided,
  'client-copy-decided': letters.ClientCopyDecided,
  'sending-corrected': letters.SendingCorrected,
  'step-undone': letters.StepUndone,
  'sending-undone': letters.SendingUndone,
  'letter-recalled': letters.LetterRecalled,
  'letter-returned': letters.LetterReturned,
  'post-book-printed': letters.PostBookPrinted,
  'letter-discarded': letters.LetterDiscarded,
  'letter-replaced': letters.LetterReplaced,
  'reply-recorded': letters.ReplyRecorded,
  'template-saved': letters.TemplateSaved,
  'template-stopped': letters.TemplateStopped,
  'paragraph-saved': letters.ParagraphSaved,
  'paragraph-stopped': letters.ParagraphStopped,
  'sensitive-word-added': letters.SensitiveWordLogged,
  'sensitive-word-removed': letters.SensitiveWordLogged,
  'arrangement-recorded': establishments.ArrangementRecorded,
  'arrangement-corrected': establishments.ArrangementCorrected,
  'transfer-recorded': establishments.TransferRecorded,
}

/** A schema of the log as JSON Schema: field names, values, and what may be left out. */
export type Spelling = { [key: string]: unknown }

/** How the log is spelled by this program: each act's fields and values as they are read. */
export const spellingNow = (): Record<string, Spelling> =>
  Object.fromEntries(
    Object.entries(loggedSchemas).map(([act, schema]) => {
      const { $schema: _, ...spelling } = z.toJSONSchema(schema, { io: 'input' })
      return [act, spelling]
    }),
  )

/** All that a schema of the log may say: nothing in it limits how long a text is or what it looks like. */
const TOLERANT = [
  'type',
  'properties',
  'required',
  'items',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'default',
]
const isSpelling = (value: unknown): value is Spelling =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const branchesOf = ({ anyOf, oneOf }: Spelling): Spelling[] => [
  ...(listOf(anyOf ?? oneOf) as Spelling[]),
]
const valuesOf = (one: Spelling): unknown[] | null =>
  'const' in one ? [one['const']] : 'enum' in one ? listOf(one['enum']) : null

/** What of an older spelling this one would read no more, each with its place; empty where every old entry reads. */
export function lost(old: Spelling, now: Spelling | undefined, at: string): string[] {
  if (now === undefined) return [`${at} is gone`]
  const strict = Object.keys(now).filter((key) => !TOLERANT.includes(key))
  if (strict.length > 0) return [`${at} has become strict: ${strict.join()}`]
  const [before, after] = [branchesOf(old), branchesOf(now)]
  if (before.length > 0 || after.length > 0) {
    const olds = before.length > 0 ? before : [old]
    const news = after.length > 0 ? after : [now]
    return olds.flatMap((one) => {
      const faults = news.map((other) => lost(one, other, at))
      return faults.some((found) => found.length === 0)
        ? []
        : faults.sort((some, others) => some.length - others.length)[0]!
    })
  }
  const [had, has] = [valuesOf(old), valuesOf(now)]
  if (has !== null) {
    const gone = (had ?? ['anything']).filter((value) => !has.includes(value))
    return gone.map((value) => `${at} no longer reads ${JSON.stringify(value)}`)
  }
  const types = [now['type']].flat()
  if ([old['type']].flat().some((type) => !types.includes(type)))
    return [`${at} is of another type`]
  const fields = isSpelling(old['properties']) ? old['properties'] : {}
  const fieldsNow = isSpelling(now['properties']) ? now['properties'] : {}
  const needed = listOf(now['required']).filter((name) => !listOf(old['required']).includes(name))
  return [
    ...needed.map((name) => `${at}.${String(name)} has no default`),
    ...Object.entries(fields).flatMap(([name, field]) =>
      lost(field as Spelling, fieldsNow[name] as Spelling | undefined, `${at}.${name}`),
    ),
    ...(isSpelling(old['items']) ? lost(old['items'], now['items'] as Spelling, `${at}[]`) : []),
  ]
}

/** The fields that each act has among the first `entries` of the log, as they were written. */
export async function fieldsWritten(ask: Client<RemedyContract>, entries: number) {
  const written = new Map<string, Set<string>>()
  for (let seq = 1; seq <= entries; seq += 1) {
    const { act, fields: open } = await ask.audit.entry({ seq })
    const held = await ask.audit.reveal({ seq, reason: 'Its spelling' }).catch(() => null)
    const fields = [...(open ?? []), ...(held?.fields ?? [])]
    const known = written.get(act) ?? new Set()
    for (const { name, value } of fields) for (const path of pathsIn(value, name)) known.add(path)
    written.set(act, known)
  }
  return Object.fromEntries(
    [...written]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([act, paths]) => [act, [...paths].sort()] as const),
  )
}

/** The names of the fields in a value, with those inside them; a text that is no JSON has none inside. */
function pathsIn(value: string, at: string): string[] {
  const inside = (one: unknown, path: string): string[] =>
    Array.isArray(one)
      ? one.flatMap((each) => inside(each, `${path}[]`))
      : isSpelling(one)
        ? Object.entries(one).flatMap(([name, each]) => inside(each, `${path}.${name}`))
        : [path]
  try {
    return inside(JSON.parse(value), at)
  } catch {
    return [at]
  }
}
