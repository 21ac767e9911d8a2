import { audit } from './audit/contract.ts'
import { backups } from './backups/contract.ts'
import { bases } from './bases/contract.ts'
import { clients } from './clients/contract.ts'
import { consents } from './consents/contract.ts'
import { day } from './day/contract.ts'
import { desks } from './desks/contract.ts'
import { disclosures } from './disclosures/contract.ts'
import { details } from './details/contract.ts'
import { documents } from './documents/contract.ts'
import { deadlines } from './deadlines/contract.ts'
import { erasure } from './erasure/contract.ts'
import { establishments } from './establishments/contract.ts'
import { imports } from './imports/contract.ts'
import { law } from './law/contract.ts'
import { letters } from './letters/contract.ts'
import { lists } from './lists/contract.ts'
import { matters } from './matters/contract.ts'
import { platform, people, signIn } from './people/contract.ts'
import { accessRequests } from './access-requests/contract.ts'
import { exporting } from './exports/contract.ts'
import { packs } from './packs/contract.ts'
import { practice } from './practice/contract.ts'
import { representatives } from './representatives/contract.ts'
import { processing } from './processing/contract.ts'
import { retention } from './retention/contract.ts'
import { updates } from './updates/contract.ts'
import { rights } from './rights/contract.ts'

/** Every question the window may ask, one line per domain. */
export const contract = {
  signIn,
  people,
  desks,
  platform,
  practice,
  backups,
  audit,
  establishments,
  clients,
  erasure,
  representatives,
  law,
  rights,
  deadlines,
  matters,
  details,
  consents,
  bases,
  documents,
  disclosures,
  letters,
  packs,
  imports,
  accessRequests,
  exports: exporting,
  retention,
  processing,
  lists,
  updates,
  day,
}

export type RemedyContract = typeof contract
