import { audit } from './audit/contract.ts'
import { clients } from './clients/contract.ts'
import { establishments } from './establishments/contract.ts'
import { people, signIn } from './people/contract.ts'

/** Every question the window may ask, one line per domain. */
export const contract = {
  signIn,
  people,
  audit,
  establishments,
  clients,
}

export type RemedyContract = typeof contract
