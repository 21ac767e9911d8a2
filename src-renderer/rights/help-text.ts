/** A topic of the panel: what belongs to the screen at hand, each point with its heading. */
export interface HelpText {
  title: string
  lead: string
  points: { head: string; words: string }[]
}

const STAY = {
  head: 'Why prison dates matter',
  words:
    'Responsibility for prison healthcare has changed over the years and with each contract. The date a client entered a prison decides which body to write to, so its source is recorded.',
}
const NUMBER = {
  head: 'Prison number formats',
  words:
    'One letter, four digits and two letters: A1234BC. Older papers have two letters and four digits: AB1234. Any other format needs a reason.',
}
const CORRECT = {
  head: 'Corrected, never overwritten',
  words:
    'A correction is a new entry that supersedes the old one and says why. Both stay visible, the old one struck through and dated, because a letter may have relied on it.',
}

/** What the rights panel shows, by screen. */
export const HELP_TEXTS = {
  finding: {
    title: 'Finding a client',
    lead: 'By any current or former name, or by prison number.',
    points: [
      {
        head: 'Names',
        words:
          'Accents, apostrophes and capitals are ignored: Llyr finds Llŷr, and Lukasz finds Łukasz. Other names are searched too.',
      },
      NUMBER,
    ],
  },
  recording: {
    title: 'Recording a client',
    lead: 'Details that letters to prisons and healthcare providers depend on.',
    points: [
      NUMBER,
      STAY,
      {
        head: 'Communication needs',
        words: 'How to write to the client. Do not record the medical reason.',
      },
      {
        head: 'To be checked',
        words:
          'A prison with this mark has a detail not yet confirmed by any source. It can be chosen; the mark stays until the detail is confirmed.',
      },
    ],
  },
  client: {
    title: 'Where the client was, and responsibility',
    lead: 'Where the client was on a date decides who is responsible for what happened then.',
    points: [
      STAY,
      {
        head: 'A transfer does not restart time',
        words:
          'A request already received stays with the body that received it, wherever the client is transferred.',
      },
      CORRECT,
    ],
  },
  correcting: {
    title: 'Correcting a record',
    lead: 'The old version is superseded, not lost.',
    points: [CORRECT, NUMBER],
  },
  joining: {
    title: 'Two records of one person',
    lead: 'Joined, both are read as one. Nothing is merged or rewritten.',
    points: [
      {
        head: 'What counts for both',
        words:
          'A refusal or withdrawal in either record stops. New matters, forms and calls go to the record that is kept.',
      },
      {
        head: 'Joined by mistake',
        words:
          'Part the records again on the client’s page. Each has what was recorded in it, before and since.',
      },
    ],
  },
  day: {
    title: 'Today’s work',
    lead: 'Most urgent first. Open a row to see how its date was worked out.',
    points: [
      {
        head: 'Why a letter needs recall',
        words:
          'A consent it relies on was withdrawn or ended after approval. Remove the printed copy from the tray before doing anything else.',
      },
      {
        head: 'Provisional',
        words:
          'The date they received the request is estimated from the post. Their acknowledgement gives the actual date, and the due date is updated.',
      },
    ],
  },
  letters: {
    title: 'Progress of a letter',
    lead: 'Draft, approved, printed, signed, sent, answered: each step is a log entry.',
    points: [
      {
        head: 'Approved letters cannot change',
        words:
          'The pages are kept exactly as approved. To change an approved letter, recall it and write a new one.',
      },
      {
        head: 'Confirm printing',
        words: 'Check the printed pages yourself, then confirm. A printer’s report is not enough.',
      },
      {
        head: 'The time limit',
        words:
          'It runs from the estimated date of receipt once a letter is marked sent, and is corrected by their acknowledgement.',
      },
    ],
  },
  letter: {
    title: 'Writing a letter',
    lead: 'The date of the letter decides which law applies.',
    points: [
      {
        head: 'What may be disclosed',
        words:
          'Each passage is classed by the information in it. For every reader, a form in force must allow that class; what a form does not ask about is not allowed.',
      },
      {
        head: 'Letters to a prison',
        words:
          'Only a letter to the client is sent under Rule 39. Letters to healthcare or the Governor are never marked Rule 39.',
      },
    ],
  },
  deadline: {
    title: 'How a date is worked out',
    lead: 'Each step cites its authority.',
    points: [
      {
        head: 'The prudent date',
        words: 'The last working day that is safe on the strictest reading. Diarise this date.',
      },
      {
        head: 'A transfer does not restart time',
        words: 'A request already received stays with the body that received it.',
      },
    ],
  },
  matter: {
    title: 'Limitation',
    lead: 'The dates after which a claim is out of time, and when time starts to run.',
    points: [
      {
        head: 'The prudent date',
        words:
          'The last working day on or before the limitation date. Diarise this date: a closed court office does not always extend time.',
      },
      {
        head: 'Keep health out of the title',
        words:
          'A title appears in lists, window titles and searches. Name the records or the body, never the client’s condition.',
      },
    ],
  },
  law: {
    title: 'Reading a topic',
    lead: 'The law on one date, compared with another.',
    points: [
      {
        head: 'Which date applies',
        words:
          'Responsibility: the date of the event. A complaint: the date it is made. A request: the date it is received. A claim: the date of knowledge.',
      },
      {
        head: 'To be checked',
        words:
          'Not confirmed in a primary source, or last checked more than twelve months ago. A letter that relies on it waits until a solicitor records the check.',
      },
      {
        head: 'The source page',
        words:
          'A page from about 2004, summarised fact by fact. Notes say where other sources differ.',
      },
    ],
  },
  consents: {
    title: 'Consent to disclose information',
    lead: 'Disclose only what a form allows. If a form did not ask, the answer is no.',
    points: [
      {
        head: 'One form, one recipient, one purpose',
        words:
          'Consent to disclose to a hospital does not cover a relative, and consent for treatment does not cover a claim.',
      },
      {
        head: 'Given, refused, left blank',
        words:
          'A tick is given, a cross is refused, an empty box is left blank. Information the form does not mention was not asked.',
      },
      {
        head: 'HIV and sexual health',
        words:
          'The client must be consulted and must consent before any disclosure. It is recorded separately, is never covered by a general consent, and shows as restricted for every client.',
      },
      {
        head: 'How long consent lasts',
        words:
          'A signature is due for review at six months and cannot be relied on after twelve. A withdrawal takes effect on the date it is received; earlier disclosures remain lawful.',
      },
    ],
  },
  log: {
    title: 'What the log can show',
    lead: 'Every action is recorded in order, and none can be changed without a trace.',
    points: [
      {
        head: 'What a verification shows',
        words:
          'That every entry is as it was logged, that none is missing, and that the log agrees with each code on paper.',
      },
      {
        head: 'What it cannot show',
        words:
          'Anything never recorded. Someone able to open the office could recreate it as a whole; only a code on paper, kept elsewhere, reveals that.',
      },
      {
        head: 'Codes from paper',
        words:
          'Without one the log can be shown intact, but not genuine. Copy the newest code into the post book each evening and have a partner sign it.',
      },
    ],
  },
  importing: {
    title: 'Importing a list',
    lead: 'Rows are recorded as if typed, each as an entry, all in one act.',
    points: [
      {
        head: 'Checked first',
        words:
          'The check does what the import would do and takes it back, so that what it shows is what would happen.',
      },
      {
        head: 'All or nothing',
        words:
          'Nobody sees anything of an import before it is complete. If it is cancelled, or the computer fails, nothing of it is kept.',
      },
      {
        head: 'Health information',
        words:
          'Titles of matters stand where everybody reads them: a row whose title tells of something restricted is refused.',
      },
    ],
  },
  keeping: {
    title: 'Keeping and destroying files',
    lead: 'No longer than needed, and nothing destroyed without two people.',
    points: [
      {
        head: 'When a file is due',
        words:
          'Once every matter of the client is closed and the years that the office decided for its kind have run, from the closing or, of a client who was a child then, from coming of age.',
      },
      {
        head: 'What stops it',
        words:
          'An open or reopened matter, a limitation date in the diary, a letter or reply that is not done with, a legal hold.',
      },
      {
        head: 'Look at each file',
        words:
          'Whether the client lacked capacity, whether originals are the client’s own, and whether a claim may still come: keep the file longer where in doubt, with the reason.',
      },
      {
        head: 'Destroying',
        words:
          'A partner proposes, another person confirms. The register keeps that something was disclosed, without names.',
      },
    ],
  },
  office: {
    title: 'People and passphrases',
    lead: 'Each person has their own passphrase.',
    points: [
      {
        head: 'Four roles',
        words:
          'Roles are not ranked: an auditor sees the log but no client; a secretary sees clients. The office enforces them, not the screen.',
      },
      {
        head: 'Removing a person',
        words: 'Access ends at once. The name stays in the log.',
      },
      {
        head: 'The recovery sheet',
        words:
          'Anyone with its words can open the office and its backups, without a passphrase or the key file.',
      },
    ],
  },
} satisfies Record<string, HelpText>

export type HelpTextName = keyof typeof HELP_TEXTS
