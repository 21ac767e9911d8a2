import type { Firm } from '../../src-main/practice/contract.ts'

/** SRA Transparency Rules, rule 4.1: the words that must stand on a letterhead. */
export const REGULATED_BY = 'Authorised and regulated by the Solicitors Regulation Authority'

/** Initials, surname start, client's number, matter's number: `IT/FENW.14-2`. */
export const USUAL_PATTERN = '{solicitor}/{client}.{clientNumber}-{matterNumber}'

/** The firm's details as they are typed: the address is one box, a line of it for each line of the letterhead. */
export interface FirmTyped {
  name: string
  address: string
  postcode: string
  telephone: string
  email: string
  dx: string
  sraNumber: string
  regulatedBy: string
  company: string
  referencePattern: string
}

/** A form filled with what is recorded, or else with the words and the pattern that most firms keep. */
export const firmTyped = (firm: Firm | null, officeName: string): FirmTyped => ({
  name: firm?.name ?? officeName,
  address: firm?.address.join('\n') ?? '',
  postcode: firm?.postcode ?? '',
  telephone: firm?.telephone ?? '',
  email: firm?.email ?? '',
  dx: firm?.dx ?? '',
  sraNumber: firm?.sraNumber ?? '',
  regulatedBy: firm?.regulatedBy ?? REGULATED_BY,
  company: firm?.company ?? '',
  referencePattern: firm?.referencePattern ?? USUAL_PATTERN,
})

/** The lines of a typed address, empty ones left out. */
export const addressLines = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** A reference made by the pattern for an invented client, so that it can be judged. */
export const exampleReference = (pattern: string): string =>
  pattern
    .replaceAll('{solicitor}', 'IT')
    .replaceAll('{client}', 'FENW')
    .replaceAll('{clientNumber}', '14')
    .replaceAll('{matterNumber}', '2')
    .replaceAll('{typist}', 'ko')
