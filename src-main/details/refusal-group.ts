import { choice, day, needed, when, words, type DetailGroup } from './fields.ts'

/** A choice that the answer may leave open. */
const UNSAID = { unsaid: 'not said' }

/** Case details of a refusal: what the answer says, asked so that the challenge follows from it. */
export const REFUSAL = {
  name: 'Refusal of records',
  hint: 'What the holder’s answer says. Never what the withheld part is about.',
  many: false,
  fields: {
    on: needed(day('Date of the refusal')),
    ground: needed(
      choice('Ground', {
        harm: 'serious harm',
        'third-party': 'information about somebody else',
        privilege: 'legal privilege',
        crime: 'prevention or detection of crime',
        excessive: 'manifestly unfounded or excessive',
        'not-held': 'not held',
        none: 'no reason given',
      }),
    ),
    extent: needed(choice('How much', { whole: 'all of it', part: 'part of it' })),
    how: when(
      'extent',
      ['part'],
      choice('How the part was withheld', {
        ...{ redacted: 'words are covered', 'left-out': 'whole papers are left out' },
        ...{ both: 'words are covered and papers left out', ...UNSAID },
      }),
    ),
    opinionOf: when(
      'ground',
      ['harm'],
      choice('Whose opinion', {
        responsible: 'a health professional responsible for the care',
        other: 'another health professional',
        none: 'somebody who is no health professional',
        ...UNSAID,
      }),
    ),
    professional: when('ground', ['harm'], words('Whose opinion (profession)')),
    opinionOn: when('ground', ['harm'], day('Date of the opinion')),
    harmTo: when(
      'ground',
      ['harm'],
      choice('Harm to whom', {
        ...{ client: 'the client', other: 'somebody else', ...UNSAID },
      }),
    ),
    agreed: when(
      'ground',
      ['third-party'],
      choice('Was the other person asked to agree', {
        ...{ yes: 'yes', no: 'no', ...UNSAID },
      }),
    ),
    searched: when(
      'ground',
      ['not-held'],
      choice('Said what was searched', {
        ...{ yes: 'yes', no: 'no' },
      }),
    ),
    routes: choice('Told how to complain', { yes: 'yes', no: 'no' }),
  },
} as const satisfies DetailGroup
