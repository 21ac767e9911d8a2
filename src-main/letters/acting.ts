import { formatDay } from '../dates/words.ts'
import { CAPACITIES, actsAs } from '../representatives/capacities.ts'
import { ofTheDead } from '../representatives/contract.ts'
import { signatureDays } from '../representatives/authority.ts'
import {
  representativesOn,
  standingOn,
  titledName,
  type RepresentativeRecord,
  type Standing,
} from '../representatives/standing.ts'
import type { LetterContent } from './contract.ts'
import { applicantIn, type LetterRecord } from './record.ts'

type Applicant = NonNullable<LetterContent['applicant']>
interface From {
  acting: readonly RepresentativeRecord[]
  today: string
}

/** A representative of the client as they stand on a day, whether or not they act then. */
export function actingBy(
  acting: readonly RepresentativeRecord[],
  id: string | undefined,
  on: string,
): Standing | null {
  const record = id === undefined ? undefined : acting.find((one) => one.id === id)
  return record ? standingOn(record, on) : null
}

/** The applicant that the record gives: the personal representative who acts by proof on record. */
export function applicantFrom({ acting, today }: From): Applicant | undefined {
  const [first] = representativesOn(acting, today).filter(({ appointment }) =>
    ofTheDead(appointment.capacity),
  )
  return first && applicantOf(first, '')
}

const applicantOf = ({ id, appointment }: Standing, claim: string): Applicant => ({
  ...{ name: titledName(appointment), capacity: 'personal-representative', claim },
  representativeId: id as NonNullable<Applicant['representativeId']>,
  address: [...appointment.lines, appointment.postcode].filter(Boolean).join(', '),
})

/** An applicant as the record has them now; whoever applies for a claim of their own is on no record. */
export function applicantNow(applicant: Applicant, { acting, today }: From): Applicant {
  const { representativeId, signedOn, ...said } = applicant
  if (said.capacity === 'claimant') return { ...said, ...(signedOn ? { signedOn } : {}) }
  const standing = actingBy(acting, representativeId, today)
  return standing ? applicantOf(standing, said.claim) : said
}

/** The letter with its applicant as the record has them now. */
export const withApplicant = <C extends Pick<LetterContent, 'applicant'>>(
  content: C,
  from: From,
): C =>
  content.applicant ? { ...content, applicant: applicantNow(content.applicant, from) } : content

/** What the record says of an applicant in words: in what capacity they act, and what proves it. */
export function capacityOf(
  applicant: Applicant | undefined,
  { acting, today }: From,
): { acts: string | null; proof: string | null; limits: string | null } {
  const standing = actingBy(acting, applicant?.representativeId, today)
  return standing
    ? {
        ...{ acts: actsAs(standing.appointment), proof: proofOf(standing) },
        limits: limitsOf(standing) || null,
      }
    : { acts: null, proof: null, limits: null }
}

/** What an appointment says of its own limits, and with whom it is held; empty where it says neither. */
export const limitsOf = ({ appointment: { together, limits } }: Standing): string =>
  [together && `together with ${together}`, limits].filter(Boolean).join('; ')

/** What proves an appointment, with its day. */
export function proofOf({ appointment: { capacity, provedOn } }: Standing): string {
  const on = provedOn === null ? '' : ` of ${formatDay(provedOn)}`
  return `${CAPACITIES[capacity].proof}${on}`
}

/** The days on which whoever acts for the client in a letter begins or ceases to. */
export function actingDays(one: LetterRecord): string[] {
  const id = applicantIn(one)?.representativeId
  const representative = one.acting.find((known) => known.id === id)
  const life = { bornOn: null, diedOn: null }
  return representative
    ? signatureDays({ representative, signedOn: '', lacksOn: null, decided: false, ...life })
    : []
}
