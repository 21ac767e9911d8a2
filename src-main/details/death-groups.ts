import { about, choice, needed, postal, prose, words, type DetailGroup } from './fields.ts'

/** Case details of a death: the family, the coroner and the ombudsman’s investigation. */
export const DEATH_GROUPS = {
  family: {
    name: 'Relation to the person who died',
    hint: 'Of whoever instructs us. A quarrel in the family is no matter for a letter.',
    many: false,
    fields: {
      relation: needed(words('Relation')),
      proof: words('What proves it'),
      contact: choice('First contact for the family', { yes: 'yes', no: 'no' }),
    },
  },
  coroner: {
    name: 'Coroner',
    hint: 'The coroner for the area where the body lies, and the officer who deals with it.',
    many: false,
    fields: {
      name: needed(words('Name')),
      officer: words('Coroner’s officer'),
      reference: words('Reference'),
      ...postal,
    },
  },
  inquest: {
    name: 'Inquest',
    hint: 'What the family asks to be looked into. Nothing about fault or a claim, and no medical theory without its source.',
    many: false,
    fields: {
      issues: needed(prose('What should be looked into, a line each')),
      disclosure: needed(prose('Documents asked for, a line each')),
      position: prose('What is said of the scope, and of a jury'),
      examination: choice('Second post-mortem examination', {
        asked: 'asked for',
        no: 'not asked for',
      }),
      avoid: prose('Dates to avoid, a line each'),
      about,
    },
  },
  deathInvestigation: {
    name: 'Ombudsman’s investigation of a death',
    hint: 'Questions of the family, or corrections of fact by page. The initial report is confidential: nothing is quoted from it.',
    many: false,
    fields: {
      officer: words('Family liaison officer'),
      reference: words('Reference'),
      questions: prose('Questions, a line each'),
      comments: prose('Corrections to the initial report, each with its page, a line each'),
      witnesses: prose('Who may know something (role, not name), a line each'),
      about,
    },
  },
} as const satisfies Record<string, DetailGroup>
