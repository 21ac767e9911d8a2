import type { EntryProof } from './contract.ts'
import type { Act } from './entry.ts'

/** Of each field of an act, whether it may hold what is restricted, by its kind or because somebody typed it freely. */
interface Fields {
  open: string
  words?: string
}
/** Acts about the office, its people, the law and the prisons: they say nothing of any client. */
const OF_NO_CLIENT = 'of no client'

const representative = {
  open: 'representativeId clientId capacity title surname forenames lines postcode telephone from until together provedOn seenBy version',
  words: 'covers limits source reason',
}
const stay = {
  open: 'clientId stayId establishmentId from place replaces never',
  words: 'source reason',
}
const matter = {
  open: 'kind title responsible opponents eventOn knownOn clientId matterId clientNumber matterNumber ourRef openedOn version',
  words: 'noEventReason reason',
}
const client =
  'surname forenames aliases bornOn prisonNumber nhsNumber title pronouns clientId stayId establishmentId from place version'
const written = { open: 'letterId clientId version replaces', words: 'content states held' }
const step = { open: 'letterId' }
const accessTimes =
  'way receivedOn idReceivedOn clarificationAskedOn clarificationAnsweredOn extendedOn'
const basis = {
  open: 'basisId clientId secondPerson version',
  words:
    'kind authority recipient purpose classes from until reasons client clientOn whyNot reason',
}

/** Closed over all acts: one that has no row does not compile, and a field that has none is withheld. */
export const FIELDS: Record<Act, Fields | typeof OF_NO_CLIENT> = {
  'office-created': OF_NO_CLIENT,
  'person-added': OF_NO_CLIENT,
  'person-role-changed': OF_NO_CLIENT,
  'person-removed': OF_NO_CLIENT,
  'work-passed': OF_NO_CLIENT,
  'account-named': OF_NO_CLIENT,
  'signed-in': OF_NO_CLIENT,
  'signed-out': OF_NO_CLIENT,
  'sign-ins-failed': OF_NO_CLIENT,
  'passphrase-changed': OF_NO_CLIENT,
  'passphrase-given': OF_NO_CLIENT,
  'recovery-used': OF_NO_CLIENT,
  'recovery-renewed': OF_NO_CLIENT,
  'screen-read': OF_NO_CLIENT,
  'line-followed': { open: 'disclosureId what' },
  'recovery-confirmed': OF_NO_CLIENT,
  'key-paired': OF_NO_CLIENT,
  'file-key-changed': OF_NO_CLIENT,
  'stray-key-removed': OF_NO_CLIENT,
  'desk-added': OF_NO_CLIENT,
  'desk-renamed': OF_NO_CLIENT,
  'desk-removed': OF_NO_CLIENT,
  'desks-let-in': OF_NO_CLIENT,
  'desks-shut-out': OF_NO_CLIENT,
  'desks-found': OF_NO_CLIENT,
  'stray-desk-dropped': OF_NO_CLIENT,
  'backup-planned': OF_NO_CLIENT,
  'backup-made': OF_NO_CLIENT,
  'backup-tried': OF_NO_CLIENT,
  'update-started': OF_NO_CLIENT,
  'import-completed': OF_NO_CLIENT,
  'office-restored': OF_NO_CLIENT,
  'office-moved': OF_NO_CLIENT,
  'end-accepted': OF_NO_CLIENT,
  'office-exported': OF_NO_CLIENT,
  // How much there is depends on what is restricted, where that is in it.
  'client-file-exported': { open: 'clientId folder held files', words: 'reason documents lacking' },
  'client-file-printed': { open: 'clientId way sha256' },
  'access-requested': { open: `requestId clientId ${accessTimes}` },
  'access-request-corrected': {
    open: `requestId clientId ${accessTimes} version`,
    words: 'reason',
  },
  'access-request-ended': { open: 'requestId clientId outcome', words: 'reason' },
  'access-opened': { open: 'clientId', words: 'reason' },
  'access-written': {
    open: 'clientId requestId alsoAnswers folder receivedOn newest files timing',
    words: 'decisions documents lacking',
  },
  'client-registered': { open: client, words: 'needs source' },
  'client-corrected': { open: client, words: 'needs reason' },
  'client-joined': { open: 'clientId keptId place', words: 'reason against' },
  'client-parted': { open: 'clientId keptId', words: 'reason' },
  'hold-placed': { open: 'clientId askedBy reviewOn', words: 'reason' },
  'hold-lifted': { open: 'clientId', words: 'reason' },
  'retention-set': OF_NO_CLIENT,
  'processing-said': OF_NO_CLIENT,
  'keeping-extended': { open: 'clientId until', words: 'reason' },
  'erasure-proposed': { open: 'clientId ground basis', words: 'reason goes' },
  'erasure-withdrawn': { open: 'clientId proposed', words: 'reason' },
  'client-erased': {
    open: 'proposed proposedBy ground clientNumber madeAgain',
    words: 'entries also went told',
  },
  'stay-recorded': stay,
  'stay-corrected': stay,
  'representative-recorded': representative,
  'representative-corrected': representative,
  'representative-ended': { open: 'representativeId clientId on', words: 'reason' },
  'representative-removed': { open: 'representativeId clientId', words: 'reason' },
  'representative-restored': { open: 'representativeId clientId', words: 'reason' },
  'proof-attached': { open: 'representativeId clientId paperId sha256 size kind' },
  'firm-recorded': OF_NO_CLIENT,
  'signatory-recorded': OF_NO_CLIENT,
  'logo-recorded': OF_NO_CLIENT,
  'logo-removed': OF_NO_CLIENT,
  'check-chosen': OF_NO_CLIENT,
  'check-off-proposed': OF_NO_CLIENT,
  'edition-imported': OF_NO_CLIENT,
  'law-amended': OF_NO_CLIENT,
  'law-amendment-withdrawn': OF_NO_CLIENT,
  'law-vouched': OF_NO_CLIENT,
  'vouching-undone': OF_NO_CLIENT,
  'holiday-recorded': OF_NO_CLIENT,
  'holiday-withdrawn': OF_NO_CLIENT,
  'arrangement-recorded': OF_NO_CLIENT,
  'arrangement-corrected': OF_NO_CLIENT,
  'transfer-recorded': OF_NO_CLIENT,
  'template-saved': OF_NO_CLIENT,
  'template-stopped': OF_NO_CLIENT,
  'paragraph-saved': OF_NO_CLIENT,
  'paragraph-stopped': OF_NO_CLIENT,
  'sensitive-word-added': OF_NO_CLIENT,
  'sensitive-word-removed': OF_NO_CLIENT,
  'matter-opened': matter,
  'matter-corrected': matter,
  'matter-noted': { open: 'matterId', words: 'text' },
  'matter-closed': { open: 'matterId closedOn', words: 'reason stays' },
  'matter-reopened': { open: 'matterId eventOn knownOn closing', words: 'reason' },
  'limitation-settled': {
    open: 'matterId rule ended limits eventOn knownOn closing',
    words: 'reason',
  },
  'matter-access-restricted': { open: 'matterId people', words: 'reason' },
  'matter-access-lifted': { open: 'matterId', words: 'reason' },
  'matter-access-taken': { open: 'matterId people', words: 'reason' },
  'details-recorded': { open: 'matterId clientId group version', words: 'rows' },
  'consent-recorded': {
    open: 'kind recipient purpose signedOn receivedOn until how interpreter officerPresent secondCheck replaces sentWith clientId consentId',
    words: 'choices consulted wording note signedBy',
  },
  'consent-withdrawn': { open: 'consentId', words: 'classes receivedOn how note saidOn saidBy' },
  'withdrawal-corrected': {
    open: 'consentId replaces',
    words: 'classes receivedOn how note saidOn saidBy reason',
  },
  'scan-attached': { open: 'consentId paperId sha256 size kind' },
  'check-opened': { open: 'consentId' },
  'consent-checked': { open: 'consentId against partly' },
  'consent-returned': { open: 'consentId ofAnother', words: 'reason' },
  'consent-reviewed': { open: 'consentId on how', words: 'note' },
  'review-undone': { open: 'consentId review', words: 'reason' },
  'receipt-made': { open: 'consentId way' },
  'basis-recorded': basis,
  'basis-corrected': basis,
  'basis-paper-attached': { open: 'basisId clientId paperId sha256 size kind' },
  'basis-confirmed': { open: 'basisId clientId version' },
  'basis-ended': { open: 'basisId clientId on', words: 'reason' },
  'basis-taken-back': { open: 'basisId clientId', words: 'reason' },
  'basis-restored': { open: 'basisId clientId secondPerson', words: 'reason' },
  'document-kept': {
    open: 'documentId clientId matterId letterId receivedOn paperId sha256 size kind',
    words: 'sender sort title class pages name',
  },
  'document-corrected': {
    open: 'documentId clientId matterId letterId receivedOn version',
    words: 'sender sort title class pages reason enclosedBy',
  },
  'document-removed': { open: 'documentId clientId', words: 'reason' },
  'document-opened': { open: 'documentId clientId way', words: 'reason' },
  'call-recorded': { open: 'clientId on ordered', words: 'caller role purpose asked told' },
  'call-undone': { open: 'clientId call', words: 'reason' },
  'record-read': {
    // Of letters only those are opened that hold something restricted.
    open: 'consentId disclosureId representativeId basisId documentId entry',
    words: 'letterId reason',
  },
  'letter-drafted': written,
  'letter-redrafted': written,
  'letter-approved': {
    open: 'letterId version paperId sha256 code pages firmVersion edition read packing gateOpen',
    words: 'dateReason states decisions',
  },
  'letter-printed': step,
  'letter-signed': step,
  'letter-copied': { open: 'letterId withEnclosures reader', words: 'email' },
  'letter-sent': {
    open: 'letterId clientId on route sha256 gateOpen ordered packed',
    words: 'decisions disclosed alreadyLeft email',
  },
  'letter-recalled': { open: 'letterId', words: 'reason destroyedBy' },
  'letter-returned': { open: 'letterId on', words: 'reason' },
  'letter-discarded': { open: 'letterId', words: 'reason' },
  'letter-replaced': { open: 'letterId replacedBy' },
  'reply-recorded': { open: 'letterId kind on toDecide state', words: 'note' },
  'reply-corrected': { open: 'letterId replaces kind on state', words: 'note reason' },
  'reply-decided': { open: 'letterId reply decision until state', words: 'reason' },
  'client-copy-decided': { open: 'letterId decision', words: 'reason' },
  'sending-corrected': {
    open: 'letterId replaces on route clientId',
    words: 'reason disclosed denied email',
  },
  'sending-undone': { open: 'letterId replaces readers', words: 'reason' },
  'step-undone': { open: 'letterId undoes from state', words: 'reason' },
  // What is chosen, how many lines that leaves and which letters left depend on what is restricted.
  'register-exported': {
    open: 'year basis kind held sha256 code',
    words: 'clientId reader class reason lines',
  },
  'list-exported': { open: 'list kind which establishmentId sha256', words: 'text clientId rows' },
  'post-book-printed': { open: 'on way code sha256', words: 'lines' },
  'pack-made': {
    open: 'packId sha256 bytes kind on year entries size papers role purpose',
    words: 'clientId recipient to reason',
  },
  'pack-told': { open: 'clientId packId on', words: 'reader role purpose told' },
}

const named = (names = '') => new Set(names.split(' ').filter(Boolean))

/** Whether a field of an act is shown without being opened for a reason. */
export function isOpenField(act: string, name: string): boolean {
  const fields = Object.hasOwn(FIELDS, act) ? FIELDS[act as Act] : undefined
  // At which desk an act was done says nothing of anybody.
  return (
    fields === OF_NO_CLIENT ||
    (fields !== undefined && (name === 'desk' || named(fields.open).has(name)))
  )
}

/** Whether an entry of this act may hold something restricted. */
export function mayHold(act: string): boolean {
  const fields = Object.hasOwn(FIELDS, act) ? FIELDS[act as Act] : undefined
  return fields === undefined || (fields !== OF_NO_CLIENT && fields.words !== undefined)
}

/** Whether somebody may do this, by the table of permissions. */
export type MayDo = (role: string, permission: 'read-clients' | 'reveal-consents') => boolean

/**
 * An entry as it is shown to everybody who may see clients: what may hold something restricted is opened for a reason, by
 * whoever may, and is withheld of every entry of its kind alike. Who may not see clients can prove that it is in the log.
 */
export function withholding<Proof extends Pick<EntryProof, 'act' | 'leaf' | 'fields' | 'withheld'>>(
  proof: Proof,
  role: string,
  allows: MayDo,
): Proof {
  // Nothing of it is known to whoever asks, not even whose it is.
  if (proof.leaf === '') return proof
  const aboutClient = JSON.parse(proof.leaf).subject !== null
  if (aboutClient && !allows(role, 'read-clients'))
    return { ...proof, fields: null, withheld: true }
  // What was erased is nobody’s to open.
  if (!mayHold(proof.act) || proof.fields === null) return proof
  const fields = proof.fields.filter(({ name }) => isOpenField(proof.act, name))
  return { ...proof, fields, withheld: true }
}
