/** Each act of the log as the office says it. */
const WORDS: Record<string, { name: string; icon: string }> = {
  'office-created': { name: 'Office made', icon: 'i-lucide-building-2' },
  'person-added': { name: 'Person added', icon: 'i-lucide-user-round-plus' },
  'person-role-changed': { name: 'Work changed', icon: 'i-lucide-user-round' },
  'person-removed': { name: 'Person removed', icon: 'i-lucide-user-round-x' },
  'signed-in': { name: 'Signed in', icon: 'i-lucide-lock-open' },
  'signed-out': { name: 'Signed out', icon: 'i-lucide-lock' },
  'passphrase-changed': { name: 'Passphrase changed', icon: 'i-lucide-key-round' },
  'recovery-used': { name: 'Recovery sheet used', icon: 'i-lucide-file-key-2' },
  'recovery-renewed': { name: 'Recovery sheet renewed', icon: 'i-lucide-file-key-2' },
  'client-registered': { name: 'Client recorded', icon: 'i-lucide-user-round-plus' },
  'client-corrected': { name: 'Client corrected', icon: 'i-lucide-pencil' },
  'stay-recorded': { name: 'Stay recorded', icon: 'i-lucide-map-pin' },
  'stay-corrected': { name: 'Stay corrected', icon: 'i-lucide-map-pin' },
  'firm-recorded': { name: 'Firm’s details recorded', icon: 'i-lucide-building-2' },
  'signatory-recorded': { name: 'Who signs recorded', icon: 'i-lucide-signature' },
  'matter-opened': { name: 'Matter opened', icon: 'i-lucide-briefcase' },
  'matter-corrected': { name: 'Matter corrected', icon: 'i-lucide-pencil' },
  'matter-noted': { name: 'Note added', icon: 'i-lucide-notebook-pen' },
  'matter-closed': { name: 'Matter closed', icon: 'i-lucide-archive' },
  'consent-recorded': { name: 'Form recorded', icon: 'i-lucide-file-check' },
  'consent-withdrawn': { name: 'Withdrawal recorded', icon: 'i-lucide-undo-2' },
  'record-read': { name: 'Held record read', icon: 'i-lucide-eye' },
  'scan-attached': { name: 'Scan attached', icon: 'i-lucide-paperclip' },
  'logo-recorded': { name: 'Logo chosen', icon: 'i-lucide-image' },
  'logo-removed': { name: 'Logo taken off', icon: 'i-lucide-image-off' },
  'edition-imported': { name: 'Edition of the law brought in', icon: 'i-lucide-book-plus' },
  'letter-drafted': { name: 'Letter drafted', icon: 'i-lucide-file-pen-line' },
  'letter-redrafted': { name: 'Draft changed', icon: 'i-lucide-file-pen-line' },
  'letter-approved': { name: 'Letter approved', icon: 'i-lucide-stamp' },
  'letter-printed': { name: 'Letter printed', icon: 'i-lucide-printer' },
  'letter-signed': { name: 'Letter signed', icon: 'i-lucide-signature' },
  'letter-sent': { name: 'Letter sent', icon: 'i-lucide-mail-check' },
  'letter-recalled': { name: 'Letter recalled', icon: 'i-lucide-undo-2' },
  'letter-returned': { name: 'Letter came back', icon: 'i-lucide-undo-2' },
  'letter-copied': { name: 'Copy of a letter saved', icon: 'i-lucide-download' },
  'reply-recorded': { name: 'Reply recorded', icon: 'i-lucide-inbox' },
}

/** An act of the log in words; one that is not known yet is shown as it stands. */
export const actInWords = (act: string): string => WORDS[act]?.name ?? act

/** The icon beside an act. */
export const actIcon = (act: string): string => WORDS[act]?.icon ?? 'i-lucide-circle'
