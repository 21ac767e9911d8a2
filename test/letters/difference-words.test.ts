import { expect, test } from 'vitest'
import { differenceWords, type FactName } from '../../src-main/letters/difference-words.ts'

/** What a letter says, what the record says instead, and the sentence about it; without a record, that it says nothing. */
const SENTENCES: Record<FactName, [was: string, is: string, sentence: string][]> = {
  name: [
    ['Ann Lee', 'Joan Lee', 'The client’s name: the letter says Ann Lee; it is now Joan Lee.'],
  ],
  number: [
    [
      ...(['A1234BC', 'A9876BC'] as const),
      'The client’s prison number: the letter says A1234BC; it is now A9876BC.',
    ],
    [
      ...(['A1234BC', ''] as const),
      'The client’s prison number: the letter says A1234BC, which is no longer on record.',
    ],
  ],
  nhs: [
    [
      ...(['943 476 5919', '999 765 4323'] as const),
      'The client’s NHS number: the letter says 943 476 5919; it is now 999 765 4323.',
    ],
  ],
  born: [
    [
      ...(['2 May 1980', '3 May 1980'] as const),
      'The client’s date of birth: the letter says 2 May 1980; it is now 3 May 1980.',
    ],
  ],
  former: [
    [
      ...(['AB1234', ''] as const),
      'The client’s former prison number: the letter says AB1234, which is no longer on record.',
    ],
  ],
  alias: [
    [
      ...(['Ann Price', 'Ann Pryce'] as const),
      'The client’s other name: the letter says Ann Price; it is now Ann Pryce.',
    ],
  ],
  prison: [
    [
      ...(['HMP Leeds', 'HMP Hull'] as const),
      'Where the client is: the letter says HMP Leeds; it is now HMP Hull.',
    ],
    [
      ...(['HMP Leeds', 'died 2 May 2026'] as const),
      'Where the client is: the letter says HMP Leeds; the client died on 2 May 2026.',
    ],
    [
      ...(['HMP Leeds', ''] as const),
      'Where the client is: the letter says HMP Leeds, and the record no longer says so.',
    ],
  ],
  where: [
    [
      ...(['released 2 May 2026', 'secure hospital, since 3 May 2026'] as const),
      'Where the client is: the letter says released on 2 May 2026; the client has been in a secure hospital since 3 May 2026.',
    ],
    [
      ...(['on licence since 2 May 2026', 'immigration removal centre, since 3 May 2026'] as const),
      'Where the client is: the letter says on licence since 2 May 2026; the client has been in an immigration removal centre since 3 May 2026.',
    ],
    [
      ...(['abroad since 2 May 2026', 'HMP Leeds'] as const),
      'Where the client is: the letter says abroad since 2 May 2026; it is now HMP Leeds.',
    ],
  ],
  left: [
    [
      ...(['HMP Leeds until 2 May 2026', 'HMP Hull until 3 May 2026'] as const),
      'The client’s last prison: the letter says HMP Leeds until 2 May 2026; it is now HMP Hull until 3 May 2026.',
    ],
  ],
  released: [
    [
      ...(['released on 2 May 2026', 'released on 3 May 2026'] as const),
      'The date of release: the letter says 2 May 2026; it is now 3 May 2026.',
    ],
    [
      ...(['released on 2 May 2026', ''] as const),
      'The date of release: the letter says 2 May 2026, which is no longer on record.',
    ],
  ],
  held: [
    [
      ...(['HMP Leeds', ''] as const),
      'The prison that holds the client: the letter says HMP Leeds, and the record no longer says so.',
    ],
  ],
  stay: [
    [
      ...(['HMP Leeds, from 2 May 2020 to date', 'HMP Leeds, from 3 May 2020 to date'] as const),
      'A stay in the prison history: the letter says HMP Leeds, from 2 May 2020 to date; it is now HMP Leeds, from 3 May 2020 to date.',
    ],
  ],
  address: [
    [
      ...(['Ann Lee, 1 The Row, Leeds', 'Ann Lee, 2 The Row, Leeds'] as const),
      'The address: the letter says Ann Lee, 1 The Row, Leeds; it is now Ann Lee, 2 The Row, Leeds.',
    ],
  ],
  authority: [
    [
      ...(['2 May 2026', '3 May 2026'] as const),
      'The date on which the authority was signed: the letter says 2 May 2026; it is now 3 May 2026.',
    ],
  ],
  agreed: [
    [
      ...(['2 May 2026', '3 May 2026'] as const),
      'The date of the signed consent that is enclosed: the letter says 2 May 2026; it is now 3 May 2026.',
    ],
  ],
  signed: [
    [
      ...(['Joan Lee, executor', ''] as const),
      'Who signed the authority: the letter says Joan Lee, executor, and the record no longer says so.',
    ],
  ],
  proof: [
    [
      ...(['Grant of probate of 2 May 2026', 'Grant of probate of 3 May 2026'] as const),
      'The proof of the appointment: the letter says “Grant of probate of 2 May 2026”; it is now “Grant of probate of 3 May 2026”.',
    ],
  ],
  applicant: [
    [
      ...(['Ms Joan Lee', 'Ms Joan Leigh'] as const),
      'Who applies: the letter says Ms Joan Lee; it is now Ms Joan Leigh.',
    ],
  ],
  applying: [
    [
      ...(['1 The Row, Leeds', '2 The Row, Leeds'] as const),
      'The applicant’s address: the letter says 1 The Row, Leeds; it is now 2 The Row, Leeds.',
    ],
  ],
  capacity: [
    [
      ...(['executor', 'administrator of the estate'] as const),
      'The applicant’s capacity: the letter says executor; it is now administrator of the estate.',
    ],
  ],
  died: [
    [
      ...(['died on 2 May 2026', 'died on 3 May 2026'] as const),
      'The date of death: the letter says 2 May 2026; it is now 3 May 2026.',
    ],
    [
      ...(['died on 2 May 2026', ''] as const),
      'The date of death: the letter says 2 May 2026, which is no longer on record.',
    ],
  ],
  firm: [
    [
      ...(['Tark LLP, Leeds', 'Tark LLP, Hull'] as const),
      'The firm’s details: the letter says Tark LLP, Leeds; they are now Tark LLP, Hull.',
    ],
  ],
  second: [
    [
      'I Tark, Solicitor',
      'I Tark, Partner',
      'Who signs besides: the letter says I Tark, Solicitor; it is now I Tark, Partner.',
    ],
    [
      'I Tark, Solicitor',
      '',
      'Who signs besides: the letter says I Tark, Solicitor, who is no longer recorded as a signatory.',
    ],
  ],
  signatory: [
    [
      ...(['I Tark, Solicitor', 'I Tark, Partner'] as const),
      'Who signs: the letter says I Tark, Solicitor; it is now I Tark, Partner.',
    ],
    [
      ...(['I Tark, Solicitor', ''] as const),
      'Who signs: the letter says I Tark, Solicitor, who is no longer recorded as a signatory.',
    ],
  ],
  due: [
    [
      ...(['2 May 2026', '3 May 2026'] as const),
      'The date on which the answer was due: the letter says 2 May 2026; it is now 3 May 2026.',
    ],
    ['2 May 2026', '', 'The request that it chases is no longer overdue.'],
  ],
  received: [
    [
      ...(['2 May 2026', '3 May 2026'] as const),
      'The date on which the request was received: the letter says 2 May 2026; it is now 3 May 2026.',
    ],
  ],
  asked: [
    [
      ...(['2 May 2026', '3 May 2026'] as const),
      'The date on which the holder asked: the letter says 2 May 2026; it is now 3 May 2026.',
    ],
  ],
  withdrawn: [
    [
      ...(['2 May 2026', ''] as const),
      'The date of the withdrawal: the letter says 2 May 2026, which is no longer on record.',
    ],
  ],
  consent: [
    [
      ...(['2 May 2026', '3 May 2026'] as const),
      'The date on which the withdrawn form was signed: the letter says 2 May 2026; it is now 3 May 2026.',
    ],
  ],
  part: [
    [
      ...(['part of it', 'all of it'] as const),
      'How much was withdrawn: the letter says part of it; it is now all of it.',
    ],
  ],
  dear: [
    [
      ...(['Dear Mr Lee', 'Dear Ms Lee'] as const),
      'How the letter greets the client: the letter says “Dear Mr Lee”; it is now “Dear Ms Lee”.',
    ],
  ],
  them: [
    [
      ...(['about him', 'about her'] as const),
      'The client’s pronouns: the letter says he/him; they are now she/her.',
    ],
    [
      ...(['about them', 'about him'] as const),
      'The client’s pronouns: the letter says they/them; they are now he/him.',
    ],
  ],
  company: [
    [
      ...(['none', 'Tark Ltd, company 00000000'] as const),
      'The firm’s company details: the letter gives none; they are now Tark Ltd, company 00000000.',
    ],
    [
      ...(['Tark Ltd, company 00000000', 'none'] as const),
      'The firm’s company details: the letter says Tark Ltd, company 00000000, which are no longer on record.',
    ],
  ],
  wrote: [
    [
      ...(['2 May 2026', '3 May 2026'] as const),
      'The date on which the request was sent: the letter says 2 May 2026; it is now 3 May 2026.',
    ],
  ],
  papers: [
    [
      ...(['Complaint of 2 May 2026', 'Complaint of 3 May 2026'] as const),
      'The list of the papers: the letter says “Complaint of 2 May 2026”; it is now “Complaint of 3 May 2026”.',
    ],
  ],
  limitation: [
    [
      ...(['2 May 2026', ''] as const),
      'A limitation date: the letter says 2 May 2026, which is no longer on record.',
    ],
  ],
  detail: [
    [
      ...([
        'What happened: 2 May 2026, the A wing',
        'What happened: 2 May 2026, the B wing',
      ] as const),
      'The case details: the letter says “What happened: 2 May 2026, the A wing”; they are now “What happened: 2 May 2026, the B wing”.',
    ],
    [
      ...(['What happened: 2 May 2026, the A wing', ''] as const),
      'The case details: the letter says “What happened: 2 May 2026, the A wing”, which are no longer on record.',
    ],
  ],
  needs: [
    [
      ...(['none', 'an interpreter, large print'] as const),
      'The client needs an interpreter, large print, which this letter was made without.',
    ],
  ],
  limits: [
    [
      ...(['none', 'together with Ann Price'] as const),
      'The appointment of whoever signed has conditions or limits that were not recorded when this was written: together with Ann Price. Read them, and decide whether it may still be relied on.',
    ],
  ],
}

test('whatever a letter states and the record says otherwise is told in one English sentence', () => {
  for (const [fact, cases] of Object.entries(SENTENCES))
    for (const [was, is, sentence] of cases)
      expect(differenceWords({ fact, was, is }, 'letter')).toBe(sentence)
})

test('of a draft the same is said as what it was', () => {
  const said = (fact: FactName, was: string, is: string) =>
    differenceWords({ fact, was, is }, 'draft')
  expect(said('prison', 'HMP Leeds', 'HMP Hull')).toBe(
    'Where the client is: it was HMP Leeds; it is now HMP Hull.',
  )
  expect(said('them', 'about them', 'about her')).toBe(
    'The client’s pronouns: they were they/them; they are now she/her.',
  )
  expect(said('company', 'none', 'Tark Ltd')).toBe(
    'The firm’s company details: there were none; they are now Tark Ltd.',
  )
  expect(said('number', 'A1234BC', '')).toBe(
    'The client’s prison number: it was A1234BC, which is no longer on record.',
  )
})
