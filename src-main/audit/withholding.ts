import type { EntryProof } from './contract.ts'
import type { Act } from './entry.ts'

/** Entries that may contain restricted information: all withheld alike, so that the mark discloses nothing. */
const CAN_HOLD: ReadonlySet<string> = new Set([
  'consent-recorded',
  'consent-withdrawn',
  'withdrawal-corrected',
  'call-recorded',
  'call-undone',
  'basis-recorded',
  'basis-corrected',
  'basis-ended',
  'basis-taken-back',
  'basis-restored',
  'letter-drafted',
  'letter-redrafted',
  'letter-approved',
  'letter-sent',
  'sending-corrected',
  'hold-placed',
  'hold-lifted',
  'erasure-proposed',
  'erasure-withdrawn',
] satisfies Act[])

/** Entries that name clients or others though they are about none. */
const NAMES_PEOPLE: ReadonlySet<string> = new Set(['register-exported'] satisfies Act[])

/** Whether somebody may do this, by the table of permissions. */
export type MayDo = (role: string, permission: 'read-clients' | 'reveal-consents') => boolean

/** Whoever may not see clients or restricted information can prove that such an entry is in the log, but not read it. */
export function withholding<Proof extends Pick<EntryProof, 'act' | 'leaf' | 'fields' | 'withheld'>>(
  proof: Proof,
  role: string,
  allows: MayDo,
): Proof {
  const needed = CAN_HOLD.has(proof.act) ? 'reveal-consents' : 'read-clients'
  const aboutClient = JSON.parse(proof.leaf).subject !== null || NAMES_PEOPLE.has(proof.act)
  return aboutClient && !allows(role, needed) ? { ...proof, fields: null, withheld: true } : proof
}
