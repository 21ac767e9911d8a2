/** A topic of the panel: what belongs to the screen at hand, each point with its heading. */
export interface HelpText {
  title: string
  lead: string
  points: { head: string; words: string }[]
}

const STAY = {
  head: 'Why the dates of a stay matter',
  words:
    'Who answers for healthcare in prison changed with the years and with the contract. A stay’s first day decides which body is written to, so it carries its source.',
}
const NUMBER = {
  head: 'How a prison number looks',
  words:
    'A letter, four figures and two letters: A1234BC. Older papers carry two letters and four figures: AB1234. Any other form is kept only with a reason.',
}
const CORRECT = {
  head: 'Corrected, never edited',
  words:
    'A correction is a new entry that supersedes the old one and says why. Both stay visible, struck and dated, because a letter may have gone out on the old one.',
}

/** What the rights panel shows, by screen. */
export const HELP_TEXTS = {
  finding: {
    title: 'Finding a client',
    lead: 'By any name the client has been known by, or by prison number.',
    points: [
      {
        head: 'Names',
        words:
          'Accents, apostrophes and capitals do not matter: Llyr finds Llŷr, and Lukasz finds Łukasz. Other names are searched too.',
      },
      NUMBER,
    ],
  },
  recording: {
    title: 'Recording a client',
    lead: 'What a letter to a prison or a healthcare provider must have right.',
    points: [
      NUMBER,
      STAY,
      {
        head: 'How to write',
        words:
          'What is ticked here is asked for before any letter to the client is made. It says how, and never why.',
      },
      {
        head: 'To be checked',
        words:
          'A prison with this mark has a fact that no source has confirmed yet. It can be chosen; the mark stays until somebody confirms it.',
      },
    ],
  },
  client: {
    title: 'Stays and who answers',
    lead: 'A stay decides who is answerable for what happened in it.',
    points: [
      STAY,
      {
        head: 'A move does not restart a clock',
        words:
          'A request that was already received stays with the body that received it, wherever the client is moved.',
      },
      CORRECT,
    ],
  },
  correcting: {
    title: 'Correcting a record',
    lead: 'The old version is superseded, not lost.',
    points: [CORRECT, NUMBER],
  },
  day: {
    title: 'What needs an act',
    lead: 'In order of danger. Every date here has its working one step away.',
    points: [
      {
        head: 'Why a letter must not leave',
        words:
          'A consent it relies on was withdrawn or has ended after it was approved. The paper comes out of the tray before anything else is done.',
      },
      {
        head: 'Provisional',
        words:
          'The day they received the request is only estimated from the post. Their acknowledgement gives the true day, and the date follows.',
      },
    ],
  },
  letters: {
    title: 'A letter’s life',
    lead: 'Draft, approved, printed, signed, sent, answered: each step is an entry of the log.',
    points: [
      {
        head: 'Approved is frozen',
        words:
          'The pages are kept as they were approved. What must change after that is recalled and written anew.',
      },
      {
        head: 'Printed is what a person saw',
        words: 'No printer is believed. Somebody looks at the paper and says so.',
      },
      {
        head: 'The clock',
        words:
          'It starts when a letter is marked sent, from the day they will have received it, and is corrected by their acknowledgement.',
      },
    ],
  },
  letter: {
    title: 'Making a letter',
    lead: 'The day the letter bears chooses the law.',
    points: [
      {
        head: 'What may be told',
        words:
          'Each passage says what it tells. The office asks, for every reader, whether a form in force allows it; what nobody asked about is not allowed.',
      },
      {
        head: 'Letters to a prison',
        words:
          'Only a letter to the client goes under Rule 39. Letters to healthcare or the Governor never bear that mark.',
      },
    ],
  },
  deadline: {
    title: 'How a date is found',
    lead: 'Each step has its authority; nothing is counted by hand.',
    points: [
      {
        head: 'The prudent date',
        words:
          'The last day that is safe on the strictest reading and on which the office works. Diarise this one.',
      },
      {
        head: 'A move does not restart a clock',
        words: 'A request that was received stays with the body that received it.',
      },
    ],
  },
  matter: {
    title: 'Limitation',
    lead: 'The dates after which a claim is lost, and what they run from.',
    points: [
      {
        head: 'The prudent day',
        words:
          'The last working day that is not after the last day. It is the one to write in the diary: a court office that is closed does not always save a claim.',
      },
      {
        head: 'Why the title says nothing',
        words:
          'A title stands in lists, on the window and in searches. It names the papers or the body, never what the client suffers from.',
      },
    ],
  },
  law: {
    title: 'Reading a topic',
    lead: 'What the law says on a day, beside what it said on another.',
    points: [
      {
        head: 'Which day',
        words:
          'Four questions have four days: who answers goes by the day of the event, a complaint by the day it is made, a request by the day it is received, a claim by the day of knowledge.',
      },
      {
        head: 'To be checked',
        words:
          'Nobody has found it in a primary source, or the source was last opened more than twelve months ago. A letter that rests on it waits until a solicitor has checked it in their own name.',
      },
      {
        head: 'The source page',
        words:
          'A page of about 2004, in our words, fact by fact. Where other sources say otherwise, the note says so.',
      },
    ],
  },
  consents: {
    title: 'Consent to tell',
    lead: 'Nothing is told that no form allows, and not asked means no.',
    points: [
      {
        head: 'One form, one recipient, one purpose',
        words:
          'What may be told to a hospital may not be told to a mother, and what may be told to treat may not be told to claim.',
      },
      {
        head: 'Given, refused, not chosen',
        words:
          'A tick is given, a cross is refused, an empty box is not chosen. A class that the form does not mention was not asked.',
      },
      {
        head: 'HIV and sexual health',
        words:
          'The client must be consulted and must consent before anybody is told. It has its own entry, is never taken from a general consent, and reads held for everybody alike.',
      },
      {
        head: 'How long it lasts',
        words:
          'A signature is warned of at six months and not relied on after twelve. A withdrawal counts from the day it came in; what was told before was lawful.',
      },
    ],
  },
  log: {
    title: 'What the log can show',
    lead: 'Every act stands in it, in order, and none can be changed without a trace.',
    points: [
      {
        head: 'What a verification shows',
        words:
          'That every entry is as it was logged, that none is missing between the first and the last, and that the log still agrees with each code on paper.',
      },
      {
        head: 'What it cannot show',
        words:
          'Anything that was never recorded. Whoever can open the office could also remake it as a whole: only a code on paper, kept elsewhere, catches that.',
      },
      {
        head: 'Codes from paper',
        words:
          'Without one the log can be called consistent, not genuine. Copy the newest code into the post book each evening and have a partner sign it.',
      },
    ],
  },
  office: {
    title: 'Keys and people',
    lead: 'Each person has their own key.',
    points: [
      {
        head: 'Four kinds of work',
        words:
          'They are no ladder: an auditor reads the log and no client, a secretary the reverse. The office enforces it, not the screen.',
      },
      {
        head: 'Who leaves',
        words: 'The key goes at once. The name stays in the log beside every act.',
      },
      {
        head: 'The recovery sheet',
        words: 'Whoever holds it can open the office. A new sheet makes the old one void.',
      },
    ],
  },
} satisfies Record<string, HelpText>

export type HelpTextName = keyof typeof HELP_TEXTS
