import { faultOf, type Fault, type Signature } from '../representatives/authority.ts'
import type { Subject } from '../representatives/capacities.ts'
import { RESTRICTED_CLASS, type InformationClass } from './contract.ts'

const SUBJECTS: Record<InformationClass, Subject> = {
  identity: 'person',
  location: 'person',
  health: 'health',
  [RESTRICTED_CLASS]: 'health',
  'mental-health': 'health',
  'substance-use': 'health',
  offence: 'other',
  'legal-advice': 'other',
}

/** Why a form that a representative signed does not give a class on a day; null where it does, or the client signed. Pure. */
export const signerFault = (
  { kind, signature }: { kind: string; signature?: Signature | null },
  about: InformationClass,
  on: string,
): Fault | null =>
  signature
    ? faultOf(signature, {
        ...{ subject: SUBJECTS[about], on },
        disclosing: kind === 'consent-to-tell',
      })
    : null
