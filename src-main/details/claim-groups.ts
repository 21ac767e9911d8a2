import {
  about,
  ahead,
  choice,
  day,
  needed,
  postal,
  prose,
  words,
  type DetailGroup,
} from './fields.ts'

/** Case details of claims: what went wrong with private information or with care, who answers for it, and who reports on it. */
export const CLAIM_GROUPS = {
  leak: {
    name: 'Breach of confidence',
    hint: 'What kind of information, when, and to whom by role. Never the information itself, nor anybody’s name: the client has agreed what may be repeated.',
    many: false,
    fields: {
      maker: needed(
        choice('Disclosed by', { governor: 'prison staff', provider: 'healthcare staff' }),
      ),
      role: words('Role of who disclosed it'),
      kind: needed(
        choice('Kind of information', {
          medical: 'confidential medical information',
          offence: 'confidential information about a criminal case',
          other: 'other private information',
        }),
      ),
      on: needed(day('Date')),
      knownOn: day('Known to the client on'),
      to: needed(prose('To whom (role, not name)')),
      means: needed(prose('How')),
      harm: prose('What has followed'),
      safety: prose('What must be done for the client’s safety, a line each'),
      about,
    },
  },
  entry: {
    name: 'Entries to be corrected',
    hint: 'One line for each entry in the records. A true entry is not corrected because it is unwelcome.',
    many: true,
    fields: {
      record: needed(words('Record')),
      on: needed(day('Date of the entry')),
      author: needed(words('Written by (role)')),
      words: needed(prose('What it says')),
      sort: needed(choice('What is wrong', { fact: 'a fact', opinion: 'an opinion' })),
      wrong: needed(prose('Why it is wrong, or disputed')),
      should: needed(prose('What it should say, or the statement to be added')),
      proof: prose('Proof, a line each'),
      about,
    },
  },
  opponents: {
    name: 'Opponents and those who answer for them',
    hint: 'One line for each body that a claim is made against, and for its insurer, indemnifier or solicitor.',
    many: true,
    fields: {
      name: needed(words('Name')),
      sort: needed(
        choice('Sort', {
          defendant: 'defendant',
          indemnifier: 'insurer or indemnifier',
          solicitor: 'solicitor or legal department',
        }),
      ),
      ...postal,
      care: words('Dates for which it answers'),
    },
  },
  dataClaim: {
    name: 'Claim about records or data',
    hint: 'What happened, what was wrong in it and what is claimed. No figures that nobody has tested.',
    many: false,
    fields: {
      sort: needed(
        choice('Claimed', {
          access: 'access to records',
          damages: 'compensation',
          both: 'access to records and compensation',
        }),
      ),
      facts: needed(prose('The facts, a line each')),
      wrong: needed(prose('What was done wrong, a line for each point')),
      harm: prose('What the client has suffered by it'),
      remedy: needed(prose('What must be done, a line each')),
      papers: prose('Documents asked for, a line each'),
      about,
    },
  },
  claim: {
    name: 'Claim about care',
    hint: 'The care and the injury in outline. No expert’s words, and nothing that the client admits.',
    many: false,
    fields: {
      from: needed(day('Care from')),
      to: day('Care to'),
      care: needed(prose('The care, in outline')),
      injury: needed(prose('The injury, a line for each head')),
      seen: prose('Records that we have, a line each'),
      wanted: prose('Records that we still ask for, a line each'),
      about,
    },
  },
  allegations: {
    name: 'Letter of Claim',
    hint: 'For a solicitor to settle once the expert’s view is known. Our own words, and nothing of the report.',
    many: false,
    fields: {
      events: needed(prose('What happened, a line for each event')),
      breach: needed(prose('What was wrong in the care, a line for each allegation')),
      causation: needed(prose('How it caused the injury')),
      condition: needed(prose('Present condition and prognosis')),
      losses: needed(prose('Losses, a line for each head')),
      value: words('Value in outline'),
      experts: words('Disciplines of the experts'),
      rehabilitation: prose('Treatment or help that is needed now'),
      settling: choice('The client instructs us to offer', {
        negotiate: 'negotiation',
        mediate: 'negotiation or mediation',
        none: 'nothing yet',
      }),
      about,
    },
  },
  expert: {
    name: 'Expert',
    hint: 'Who is asked to report. Not somebody who treats the client or has a conflict.',
    many: true,
    fields: {
      name: needed(words('Name')),
      registration: words('Registration number'),
      ...postal,
    },
  },
  instruction: {
    name: 'Instructions to the expert',
    hint: 'Facts that are agreed and facts that are disputed apart. Nothing that steers the answer, no advice of counsel, no other report.',
    many: false,
    fields: {
      agreed: needed(prose('Facts that are not in dispute, a line each')),
      disputed: prose('Facts in dispute, with each side’s account, a line each'),
      questions: needed(prose('Questions, a line each')),
      papers: needed(prose('Papers sent, with their pages, a line each')),
      reportBy: needed(ahead('Report wanted by')),
      fee: needed(words('Fee, or how it is settled')),
      visit: choice('The client is to be seen', { yes: 'yes', no: 'no, on the papers' }),
      about,
    },
  },
} as const satisfies Record<string, DetailGroup>
