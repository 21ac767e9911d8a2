import { RESTRICTED_CLASS } from '../consents/contract.ts'
import type { ConsentRecord } from '../consents/grants.ts'
import { DocumentId } from '../documents/contract.ts'
import { standingOn } from '../representatives/standing.ts'
import { isChosen } from './content.ts'
import type { LetterContent } from './contract.ts'
import { consentFormOf } from './facts-behind.ts'
import { authorityOf } from './facts-from-record.ts'
import type { Merged } from './merge.ts'
import { approvalOf, type Sources } from './record.ts'
import type { OwnPaper } from './template.ts'

type Enclosed = NonNullable<LetterContent['enclosures'][number]['document']>
type From = NonNullable<Enclosed['from']>

/**
 * The content with the file of every paper that its template encloses and the office has: the scan of the form or proof that it
 * relies on, the letter that it is about. Whoever writes it may put the paper in by hand instead. Pure.
 */
export function withPapers(
  content: LetterContent,
  now: Merged | null,
  from: Sources,
): LetterContent {
  const enclosures = content.enclosures.map((one) => {
    const { document, ...rest } = one
    if (isChosen(one)) return one
    const made = now?.enclosures.find(
      ({ name, class: about }) => name === one.name && about === one.class,
    )
    const file = made?.paper && !one.byHand ? onRecord(made.paper, content, from) : null
    return file ? { ...rest, document: file } : rest
  })
  return { ...content, enclosures }
}

function onRecord(paper: OwnPaper, content: LetterContent, from: Sources): Enclosed | null {
  switch (paper) {
    case 'authority':
      // Somebody with a claim signed for themselves.
      return content.applicant?.capacity === 'claimant'
        ? null
        : scanOf(authorityOf(content, from).kept)
    case 'consent':
      return scanOf(consentFormOf(content, from) ?? undefined)
    case 'proof': {
      const signature = authorityOf(content, from).kept?.signature
      const standing = signature && standingOn(signature.representative, from.today)
      return standing?.proof ? paperOf('proof', standing.id, standing.proof.sha256) : null
    }
    case 'answered': {
      const { answered } = from
      const approval = answered && !answered.restricted ? approvalOf(answered) : undefined
      return approval ? paperOf('letter', answered!.row.id, String(approval.said['sha256'])) : null
    }
  }
}

const paperOf = (from: From, id: string, sha256: string): Enclosed => ({
  ...{ id: DocumentId.parse(id), sha256, from },
})

/** The scan of a form; one that asks about what is restricted may hold Part B, which goes by itself. */
function scanOf(kept: ConsentRecord | undefined): Enclosed | null {
  const asksMore = kept?.form.choices.some((choice) => choice.class === RESTRICTED_CLASS)
  return kept?.scan && !asksMore ? paperOf('form', kept.row.id, kept.scan.sha256) : null
}

/** Whether the office still has this very file as the newest of its paper; a letter stays as it was approved. Pure. */
export function isNewest(
  { id, sha256, from }: Enclosed,
  { forms, acting, today }: Sources,
): boolean {
  if (from === 'form') return forms.find(({ row }) => row.id === id)?.scan?.sha256 === sha256
  if (from !== 'proof') return true
  const one = acting.find((known) => known.id === id)
  return (one && standingOn(one, today))?.proof?.sha256 === sha256
}
