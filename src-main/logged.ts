import type { Act } from './audit/entry.ts'
import * as accessRequests from './access-requests/logged.ts'
import * as audit from './audit/logged.ts'
import * as backups from './backups/logged.ts'
import * as bases from './bases/logged.ts'
import * as clients from './clients/logged.ts'
import * as consents from './consents/logged.ts'
import * as disclosures from './disclosures/logged.ts'
import * as erasure from './erasure/logged.ts'
import * as processing from './processing/logged.ts'
import * as retention from './retention/logged.ts'
import * as establishments from './establishments/logged.ts'
import * as imports from './imports/logged.ts'
import * as exported from './exports/logged.ts'
import * as lists from './lists/logged.ts'
import * as letters from './letters/logged.ts'
import * as documents from './documents/logged.ts'
import * as details from './details/logged.ts'
import * as desks from './desks/logged.ts'
import * as matters from './matters/logged.ts'
import * as packs from './packs/logged.ts'
import * as people from './people/logged.ts'
import * as practice from './practice/logged.ts'
import * as representatives from './representatives/logged.ts'
import * as rights from './law/logged.ts'
import * as updates from './updates/logged.ts'
import type { z } from './wire/schema.ts'

/** Acts whose words no domain describes: they are known by what was written. */
type Undescribed =
  | 'office-created'
  | `person-${string}`
  | 'account-named'
  | 'signed-out'
  | 'passphrase-changed'
  | `recovery-${string}`
  | 'logo-removed'

/** How each domain reads what its acts logged. */
export const LOGGED: Record<Exclude<Act, Undescribed>, z.ZodType> = {
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
  'record-read': audit.RecordRead,
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
