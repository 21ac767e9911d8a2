import { whereAsSaid, whereInSentence } from '../clients/whereabouts.ts'

/** Something that a letter states and the books no longer say. */
export interface Difference {
  fact: string
  was: string
  /** Empty where they say nothing of it now. */
  is: string
}

/** How a sentence speaks of one fact. */
interface Fact {
  /** What it is called before the colon. */
  called: string
  /** It is spoken of in the plural. */
  many?: true
  /** What the letter says, where that is no name and no day. */
  put?: (said: string) => string
  /** What follows where the books say nothing of it now. */
  gone?: string
}

/** What is kept of a fact where there is nothing of it, so that what is recorded later differs. */
export const NONE = 'none'

const quoted = (said: string) => `“${said}”`
const without = (start: RegExp) => (said: string) => said.replace(start, '')
const PRONOUNS: Record<string, string> = {
  'about him': 'he/him',
  'about her': 'she/her',
  'about them': 'they/them',
}
const UNSAID = 'and the record no longer says so'

const FACTS = {
  name: { called: 'The client’s name' },
  number: { called: 'The client’s prison number' },
  nhs: { called: 'The client’s NHS number' },
  born: { called: 'The client’s date of birth' },
  former: { called: 'The client’s former prison number' },
  alias: { called: 'The client’s other name' },
  prison: { called: 'Where the client is', gone: UNSAID },
  where: { called: 'Where the client is', put: whereAsSaid, gone: UNSAID },
  left: { called: 'The client’s last prison', gone: UNSAID },
  released: { called: 'The date of release', put: without(/^released on /) },
  held: { called: 'The prison that holds the client', gone: UNSAID },
  stay: { called: 'A stay in the prison history' },
  address: { called: 'The address' },
  authority: { called: 'The date on which the authority was signed' },
  agreed: { called: 'The date of the signed consent that is enclosed', gone: UNSAID },
  signed: { called: 'Who signed the authority', gone: UNSAID },
  proof: { called: 'The proof of the appointment', put: quoted },
  applicant: { called: 'Who applies', gone: UNSAID },
  applying: { called: 'The applicant’s address' },
  capacity: { called: 'The applicant’s capacity', gone: UNSAID },
  died: { called: 'The date of death', put: without(/^died on /) },
  firm: { called: 'The firm’s details', many: true },
  signatory: { called: 'Who signs', gone: 'who is no longer recorded as a signatory' },
  second: { called: 'Who signs besides', gone: 'who is no longer recorded as a signatory' },
  due: { called: 'The date on which the answer was due' },
  received: { called: 'The date on which the request was received' },
  asked: { called: 'The date on which the holder asked', gone: UNSAID },
  withdrawn: { called: 'The date of the withdrawal' },
  consent: { called: 'The date on which the withdrawn form was signed' },
  part: { called: 'How much was withdrawn', gone: UNSAID },
  dear: { called: 'How the letter greets the client', put: quoted, gone: UNSAID },
  them: {
    ...{ called: 'The client’s pronouns', many: true, gone: UNSAID },
    put: (said) => PRONOUNS[said] ?? said,
  },
  company: { called: 'The firm’s company details', many: true },
  wrote: { called: 'The date on which the request was sent' },
  limitation: { called: 'A limitation date' },
  papers: { called: 'The list of the papers', put: quoted },
  detail: { called: 'The case details', many: true, put: quoted },
} satisfies Record<string, Fact>

/** What a letter may state, each with its words. */
export type FactName = keyof typeof FACTS | 'needs' | 'limits'
/** Besides what is spoken of, where the books have the body that it goes to. */
export type Kept = FactName | 'record'

/** A difference in one sentence, as a letter that was approved has it or a draft had it. */
export function differenceWords({ fact, was, is }: Difference, of: 'letter' | 'draft'): string {
  if (fact === 'needs') return `The client needs ${is}, which this letter was made without.`
  if (fact === 'due' && is === '') return 'The request that it chases is no longer overdue.'
  if (fact === 'limits')
    return `The appointment of whoever signed has conditions or limits that were not recorded when this was written: ${is}. Read them, and decide whether it may still be relied on.`
  const words: Fact = FACTS[fact as keyof typeof FACTS]
  const { called, many, put = String, gone } = words
  const [they, were] = many ? ['they are', 'they were'] : ['it is', 'it was']
  if (was === NONE) {
    const before = of === 'letter' ? 'the letter gives none' : `there ${many ? 'were' : 'was'} none`
    return `${called}: ${before}; ${they} now ${put(is)}.`
  }
  const before = `${of === 'letter' ? 'the letter says' : were} ${put(was)}`
  if (is === '' || is === NONE)
    return `${called}: ${before}, ${gone ?? `which ${many ? 'are' : 'is'} no longer on record`}.`
  const now = fact === 'prison' || fact === 'where' ? whereInSentence(is) : `${they} now ${put(is)}`
  return `${called}: ${before}; ${now}.`
}
