import { Refusal } from '../wire/refusal.ts'
import type { Role } from './contract.ts'

/** Everything that can be permitted, in the words the contract uses. */
export const permissions = [
  'see-people',
  'manage-people',
  'manage-desks',
  'see-log-health',
  'verify-log',
  'read-log',
  'read-establishments',
  'read-clients',
  'record-clients',
  'hold-clients',
  'erase-clients',
  'confirm-erasures',
  'see-practice',
  'manage-practice',
  'read-matters',
  'record-matters',
  'restrict-matters',
  'read-consents',
  'record-consents',
  'reveal-consents',
  'decide-bases',
  'read-letters',
  'draft-letters',
  'approve-letters',
  'print-letters',
  'send-letters',
  'see-day',
  'read-disclosures',
  'follow-disclosures',
  'record-calls',
  'read-law',
  'amend-law',
  'check-law',
  'import-editions',
  'record-establishments',
  'make-packs',
  'disclose-packs',
  'make-backups',
  'accept-end',
  'import-records',
  'export-office',
  'set-retention',
  'export-clients',
  'save-lists',
] as const
export type Permission = (typeof permissions)[number]

const everyone: Permission[] = [
  'see-people',
  'see-log-health',
  'verify-log',
  'read-establishments',
  'see-practice',
  'read-law',
]

const letterWork: Permission[] = [
  'read-letters',
  'draft-letters',
  'print-letters',
  'send-letters',
  'see-day',
  'record-calls',
]

/** What each kind of work permits. No ladder: the auditor reads the log and sees no client, the secretary changes no role. */
const permitted: Record<Role, readonly Permission[]> = {
  partner: permissions,
  caseworker: [
    ...everyone,
    'read-log',
    'read-clients',
    'record-clients',
    'hold-clients',
    'confirm-erasures',
    'read-matters',
    'record-matters',
    'read-consents',
    'record-consents',
    'reveal-consents',
    ...letterWork,
    'approve-letters',
    'read-disclosures',
    'check-law',
    'record-establishments',
    'make-backups',
    'export-clients',
    'save-lists',
  ],
  secretary: [
    ...everyone,
    'read-log',
    'read-clients',
    'record-clients',
    'read-matters',
    'record-matters',
    'read-consents',
    'record-consents',
    ...letterWork,
    'record-establishments',
    'make-backups',
    'save-lists',
  ],
  auditor: [...everyone, 'read-disclosures', 'follow-disclosures', 'read-log', 'make-packs'],
}

const words: Record<Permission, string> = {
  'see-people': 'see who works here',
  'manage-people': 'change who works here',
  'manage-desks': 'change which desks there are',
  'see-log-health': 'see the state of the log',
  'verify-log': 'verify the log',
  'read-log': 'read the log',
  'read-establishments': 'look up prisons',
  'read-clients': 'see clients',
  'record-clients': 'record clients',
  'hold-clients': 'put a client on legal hold',
  'erase-clients': 'propose that a client is erased, or lift a legal hold',
  'confirm-erasures': 'confirm that a client is erased',
  'see-practice': 'see the firm’s details',
  'manage-practice': 'change the firm’s details',
  'read-matters': 'see matters',
  'record-matters': 'record matters',
  'restrict-matters': 'decide who may see a matter',
  'read-consents': 'see consents',
  'record-consents': 'record consents',
  'reveal-consents': 'open restricted information',
  'decide-bases': 'decide that something is disclosed without consent',
  'read-letters': 'read letters',
  'draft-letters': 'draft letters',
  'approve-letters': 'approve letters',
  'print-letters': 'print letters',
  'send-letters': 'send letters',
  'see-day': 'see what is due',
  'read-disclosures': 'see the register of disclosures',
  'follow-disclosures': 'follow a disclosure to its papers',
  'record-calls': 'record calls',
  'read-law': 'look up the law',
  'amend-law': 'change the law',
  'check-law': 'record checks of the law',
  'import-editions': 'import an edition of the law',
  'record-establishments': 'record prison arrangements',
  'make-packs': 'make an audit pack',
  'disclose-packs': 'make a full audit pack',
  'make-backups': 'make a backup',
  'accept-end': 'accept where the log ends',
  'import-records': 'import a list',
  'export-office': 'export everything in the office',
  'set-retention': 'decide how long files are kept',
  'export-clients': 'export a client’s file',
  'save-lists': 'save lists',
}

/** What a role was permitted by the rules of before. */
const FORMERLY: { [role: string]: readonly Permission[] } = { caseworker: ['amend-law'] }

/** Whether a role carries `permission`, or did before the rules of now. */
export const allowedFormerly = (role: string, permission: Permission): boolean =>
  allows(role, permission) || (FORMERLY[role]?.includes(permission) ?? false)

/** What a person of this role may do. */
export const mayOf = (role: Role): readonly Permission[] => permitted[role]

/** Whether `role` carries `permission`; a role or permission that is not in the table carries nothing. */
export function allows(role: string, permission: string): boolean {
  const held: readonly string[] = Object.hasOwn(permitted, role) ? permitted[role as Role] : []
  return held.includes(permission)
}

/** Whether somebody of this role may be responsible for a matter, and so take over work. */
export const doesWork = (role: string): boolean => allows(role, 'record-matters')

/** The refusal of a person whose role lacks `permission`: says what is lacking and whom to ask. */
export function notAllowed(role: string, permission: string): Refusal {
  const act = Object.hasOwn(words, permission) ? words[permission as Permission] : 'do this'
  const who = /^[aeiou]/.test(role) ? `An ${role}` : `A ${role}`
  return new Refusal('not-allowed', `${who} may not ${act}. Ask a partner.`)
}
