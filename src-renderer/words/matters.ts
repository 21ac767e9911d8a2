import type { MatterKind } from '../../src-main/matters/contract.ts'

/** What a matter is about, as the office says it. */
export const KINDS: Record<MatterKind, string> = {
  'health-records': 'Health records',
  'prison-records': 'Prison records',
  treatment: 'Treatment',
  confidentiality: 'Confidentiality',
  death: 'A death',
  other: 'Something else',
}
