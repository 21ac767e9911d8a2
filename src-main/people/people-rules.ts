import type { Act } from '../audit/entry.ts'
import { binding, SINCE } from '../audit/binding.ts'
import { finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { allowedFormerly, allows, type Permission } from './permissions.ts'

const manage: Permission = 'manage-people'
const record: Permission = 'record-clients'
/** Acts that whoever is signed in may do, or that come before it. */
type Free =
  | 'office-created'
  | 'signed-in'
  | 'signed-out'
  | 'sign-ins-failed'
  | 'stray-key-removed'
  | 'desks-found'
  | 'stray-desk-dropped'
  | 'screen-read'
  | 'passphrase-changed'
  | 'key-paired'
  | 'recovery-used'
  | 'office-restored'
  | 'office-moved'
const free: ReadonlySet<string> = new Set<Free>([
  ...([
    'office-created',
    'signed-in',
    'signed-out',
    'sign-ins-failed',
    'stray-key-removed',
    'desks-found',
    'stray-desk-dropped',
    'screen-read',
    'passphrase-changed',
    'key-paired',
    'recovery-used',
    'office-restored',
    'office-moved',
  ] as const),
])

/** What an act needs that not everybody may do. */
const needs: Record<Exclude<Act, Free>, Permission> = {
  'person-added': manage,
  'person-role-changed': manage,
  'person-removed': manage,
  'work-passed': manage,
  'account-named': manage,
  'desk-added': 'manage-desks',
  'desk-renamed': 'manage-desks',
  'desk-removed': 'manage-desks',
  'desks-let-in': 'manage-desks',
  'desks-shut-out': 'manage-desks',
  'passphrase-given': manage,
  'recovery-renewed': manage,
  'file-key-changed': manage,
  'recovery-confirmed': manage,
  'end-accepted': 'accept-end',
  'office-exported': 'export-office',
  'client-file-exported': 'export-clients',
  'client-file-printed': 'print-letters',
  'access-requested': record,
  'access-request-corrected': record,
  'access-request-ended': 'export-clients',
  'access-opened': 'export-clients',
  'access-written': 'export-clients',
  'backup-planned': 'manage-practice',
  'backup-made': 'make-backups',
  'backup-tried': 'make-backups',
  'update-started': 'manage-practice',
  'client-registered': record,
  'client-corrected': record,
  'client-joined': record,
  'client-parted': record,
  'hold-placed': 'hold-clients',
  'hold-lifted': 'erase-clients',
  'erasure-proposed': 'erase-clients',
  'erasure-withdrawn': 'confirm-erasures',
  'client-erased': 'confirm-erasures',
  'retention-set': 'set-retention',
  'processing-said': 'manage-practice',
  'keeping-extended': 'hold-clients',
  'stay-recorded': record,
  'stay-corrected': record,
  'representative-recorded': record,
  'representative-corrected': record,
  'representative-ended': record,
  'representative-removed': record,
  'representative-restored': record,
  'proof-attached': record,
  'firm-recorded': 'manage-practice',
  'signatory-recorded': 'manage-practice',
  'logo-recorded': 'manage-practice',
  'logo-removed': 'manage-practice',
  'edition-imported': 'import-editions',
  'law-amended': 'amend-law',
  'law-amendment-withdrawn': 'amend-law',
  'law-vouched': 'check-law',
  'vouching-undone': 'check-law',
  'holiday-recorded': 'amend-law',
  'holiday-withdrawn': 'amend-law',
  'arrangement-recorded': 'record-establishments',
  'arrangement-corrected': 'record-establishments',
  'transfer-recorded': 'record-establishments',
  'matter-opened': 'record-matters',
  'matter-corrected': 'record-matters',
  'matter-noted': 'record-matters',
  'matter-closed': 'record-matters',
  'matter-reopened': 'record-matters',
  'limitation-settled': 'record-matters',
  'matter-access-restricted': 'restrict-matters',
  'matter-access-lifted': 'restrict-matters',
  'matter-access-taken': 'restrict-matters',
  'details-recorded': 'record-matters',
  'consent-recorded': 'record-consents',
  'consent-withdrawn': 'record-consents',
  'withdrawal-corrected': 'record-consents',
  'scan-attached': 'record-consents',
  'record-read': 'reveal-consents',
  'check-opened': 'record-consents',
  'consent-checked': 'record-consents',
  'consent-returned': 'record-consents',
  'consent-reviewed': 'record-consents',
  'review-undone': 'record-consents',
  'receipt-made': 'record-consents',
  'basis-recorded': 'decide-bases',
  'basis-corrected': 'decide-bases',
  'basis-paper-attached': 'reveal-consents',
  'basis-confirmed': 'reveal-consents',
  'basis-ended': 'reveal-consents',
  'basis-taken-back': 'reveal-consents',
  'basis-restored': 'decide-bases',
  'document-kept': record,
  'document-corrected': record,
  'document-removed': record,
  'document-opened': 'read-clients',
  'check-chosen': 'manage-practice',
  'check-off-proposed': 'manage-practice',
  'call-recorded': 'record-calls',
  'call-undone': 'record-calls',
  'letter-drafted': 'draft-letters',
  'letter-redrafted': 'draft-letters',
  'letter-approved': 'approve-letters',
  'letter-printed': 'print-letters',
  'letter-signed': 'print-letters',
  'letter-sent': 'send-letters',
  'letter-recalled': 'print-letters',
  'letter-returned': 'send-letters',
  'letter-copied': 'read-letters',
  'letter-discarded': 'draft-letters',
  'post-book-printed': 'send-letters',
  'letter-replaced': 'draft-letters',
  'reply-recorded': 'send-letters',
  'template-saved': 'manage-practice',
  'template-stopped': 'manage-practice',
  'paragraph-saved': 'manage-practice',
  'paragraph-stopped': 'manage-practice',
  'sensitive-word-added': 'manage-practice',
  'sensitive-word-removed': 'manage-practice',
  'reply-corrected': 'send-letters',
  'sending-corrected': 'send-letters',
  'step-undone': 'send-letters',
  'sending-undone': 'send-letters',
  'reply-decided': 'approve-letters',
  'client-copy-decided': 'approve-letters',
  'register-exported': 'read-disclosures',
  'list-exported': 'save-lists',
  'line-followed': 'follow-disclosures',
  'import-completed': 'import-records',
  'pack-made': 'make-packs',
  'pack-told': 'disclose-packs',
}
type Needs = { [act: string]: Permission | undefined }
/** What an entry needs: a full pack, which tells somebody outside, more than a redacted one. */
const neededBy = ({ act, detail }: OpenedEntry): Permission | undefined =>
  act === 'pack-made' && detail?.['kind'] === 'full' ? 'disclose-packs' : (needs as Needs)[act]
/** Acts that need nobody to be signed in: they come before it. */
const before: Act[] = ['office-created', 'signed-in', 'recovery-used']

/** Where an entry was recorded: its desk, or the office's own window. What was erased no longer says. */
const placeOf = ({ detail }: OpenedEntry): string | null =>
  detail === null ? null : typeof detail['desk'] === 'string' ? detail['desk'] : ''

/** Who is signed in at each place, as one walk over the log comes to know it. */
function seats() {
  const seated = new Map<string, string>()
  return {
    take(entry: OpenedEntry) {
      const { act, actor, detail } = entry
      const place = placeOf(entry) ?? ''
      if (act === 'office-created') seated.set(place, actor)
      if (act === 'signed-in') {
        // Whoever opens the file finds nobody there, whatever stood before a program that was killed.
        if (detail?.['opened'] === true) seated.clear()
        seated.set(place, actor)
      }
      if (act === 'signed-out') seated.delete(place)
    },
    /** Whether the person of an entry was signed in where it was recorded. */
    has(entry: OpenedEntry): boolean {
      const place = placeOf(entry)
      if (place !== null) return seated.get(place) === entry.actor
      return [...seated.values()].includes(entry.actor)
    },
  }
}

/** Every act was done by somebody signed in at its place, who worked here and whose role permitted it. */
export const actorRule: AuditRule = {
  asks: 'Every act was by somebody signed in whose role permitted it',
  judge(entries) {
    const roles = new Map<string, string>()
    const findings = gather()
    const remarks = gather()
    const binds = binding(SINCE.basis)
    const bindsNow = binding(SINCE.secondPerson)
    const seated = seats()
    let of = 0
    for (const entry of entries) {
      const { seq, act, actor, detail } = entry
      of += 1
      if (act === 'office-created') {
        roles.set(actor, 'partner')
        seated.take(entry)
      }
      const signedIn = seated.has(entry)
      const bound = binds(entry)
      const boundNow = bindsNow(entry)
      const known = free.has(act) || Object.hasOwn(needs, act)
      const strange = known ? null : 'No program records such an act.'
      if (strange && !bound) remarks.push(finding(seq, `Entry ${seq} was not permitted.`, strange))
      const held = roles.get(actor)
      const needed = neededBy(entry)
      const fault = faultOf(entry, { held, needed, signedIn }) ?? (bound ? strange : null)
      const former = !boundNow && held && needed && allowedFormerly(held, needed)
      const into = former && signedIn ? remarks : findings
      if (fault) into.push(finding(seq, `Entry ${seq} was not permitted.`, fault))
      seated.take(entry)
      const { personId, role } = detail ?? {}
      if (typeof personId !== 'string' || typeof role !== 'string') continue
      if (act === 'person-removed') roles.delete(personId)
      else roles.set(personId, role)
    }
    return { of, failed: findings.count, findings: findings.list(), remarks: remarks.list() }
  },
}

function faultOf(
  { act }: OpenedEntry,
  {
    held,
    needed,
    signedIn,
  }: { held: string | undefined; needed: Permission | undefined; signedIn: boolean },
) {
  if (held === undefined) return 'The person did not work here then.'
  if (!before.includes(act) && !signedIn) return 'The person was not signed in then.'
  if (needed && !allows(held, needed)) return `The person’s role, ${held}, does not permit it.`
  return null
}
