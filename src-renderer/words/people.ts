import type { Role } from '../../src-main/people/contract.ts'

/** Each kind of work, as the office calls it, and what it may do. */
export const ROLES: Record<Role, { name: string; does: string }> = {
  partner: { name: 'Partner', does: 'Everything, including people and roles.' },
  caseworker: { name: 'Solicitor or caseworker', does: 'Clients and the log.' },
  secretary: { name: 'Secretary', does: 'Clients and the log.' },
  auditor: { name: 'Auditor', does: 'The log and the register; each look is logged.' },
}

/** Two letters for a name's round mark: `Hester Vane` gives `HV`. */
export function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean)
  const first = parts[0] ?? ''
  const last = parts.length > 1 ? parts[parts.length - 1]! : ''
  return [first, last]
    .map((part) => [...part][0] ?? '')
    .join('')
    .toUpperCase()
}
