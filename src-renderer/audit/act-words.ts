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
}

/** An act of the log in words; one that is not known yet is shown as it stands. */
export const actInWords = (act: string): string => WORDS[act]?.name ?? act

/** The icon beside an act. */
export const actIcon = (act: string): string => WORDS[act]?.icon ?? 'i-lucide-circle'
