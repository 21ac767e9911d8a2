import type { RemedyContract } from '../../src-main/contract.ts'
import type { Client } from '../../src-main/wire/operation.ts'

/** A firm that can be recorded as it stands; `changes` in place of what is said here. */
export const someFirm = (changes: object = {}) => ({
  name: 'Tark & Prosser',
  address: ['4 Sample Row', 'Madeupton'],
  postcode: 'ZZ1 1ZZ',
  telephone: '01632 960 001',
  email: 'post@tark-prosser.example',
  dx: '',
  sraNumber: '000000',
  regulatedBy: 'Authorised and regulated by the Solicitors Regulation Authority',
  company: '',
  referencePattern: '{solicitor}/{client}.{clientNumber}-{matterNumber}',
  ...changes,
})

/** Records it over whatever details stand. */
export async function recordFirm(
  { practice }: Pick<Client<RemedyContract>, 'practice'>,
  changes: object = {},
) {
  const version = (await practice.get({}))?.version ?? 0
  return practice.record({ ...someFirm(changes), version })
}
