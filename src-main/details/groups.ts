import { InformationClass, RESTRICTED_CLASS } from '../consents/contract.ts'
import { AddressLines, EmailAddress, expectAddress, Postcode } from '../wire/postal.ts'
import { isDay, optionalText, z } from '../wire/schema.ts'
import { CLAIM_GROUPS } from './claim-groups.ts'
import { DEATH_GROUPS } from './death-groups.ts'
import { REFUSAL } from './refusal-group.ts'
import {
  about,
  ahead,
  choice,
  day,
  needed,
  postal,
  prose,
  time,
  words,
  type DetailField,
  type DetailGroup,
} from './fields.ts'

export { counting, counts } from './fields.ts'
export type { DetailField, DetailGroup }

/** The groups of case details there are so far, by the names that templates and the log use; a name that was logged stays. */
const TABLE = {
  incident: {
    name: 'What happened',
    hint: 'Where and when. A recording is asked for by it; nothing here says why.',
    many: false,
    fields: {
      on: needed(day('Date')),
      from: time('From'),
      to: time('To'),
      place: needed(words('Place')),
    },
  },
  recordings: {
    name: 'Recordings and papers to be kept',
    hint: 'One line for each: what the prison or the provider must not overwrite or destroy.',
    many: true,
    fields: {
      what: needed(
        choice('What', {
          cctv: 'CCTV recordings',
          'body-worn': 'body-worn video',
          'cell-bell': 'cell-bell records',
          radio: 'radio and control-room recordings',
          telephone: 'telephone recordings',
          'gate-book': 'the gate book',
          'escort-log': 'escort and bedwatch logs',
          drafts: 'statements and reports, drafts included',
        }),
      ),
      place: needed(words('Place')),
      on: needed(day('Date')),
      from: time('From'),
      to: time('To'),
      camera: words('Camera or device'),
    },
  },
  issues: {
    name: 'Complaints about care',
    hint: 'One line for each: what was done or not done, when and by whom (role, not name), with what effect.',
    many: true,
    fields: {
      text: needed(prose('What happened')),
      outcome: prose('What the client asks for'),
      about,
    },
  },
  need: {
    name: 'Treatment needed',
    hint: 'In the client’s own words, without a diagnosis that nobody has made.',
    many: true,
    fields: {
      what: needed(prose('Symptoms, or what is needed')),
      since: day('Since'),
      advice: prose('What a clinician or hospital advised'),
      about,
    },
  },
  medication: {
    name: 'Medicines',
    hint: 'One line for each. Medicines for HIV are not entered here: write them in the letter, in a passage of that class.',
    many: true,
    fields: {
      name: needed(words('Medicine and dose')),
      state: needed(
        choice('State', { taken: 'taken', missed: 'not given as prescribed', stopped: 'stopped' }),
      ),
      last: day('Last given'),
      about,
    },
  },
  appointments: {
    name: 'Appointments outside',
    hint: 'The hospital and not the clinic: the clinic can say what the illness is.',
    many: true,
    fields: {
      on: needed(ahead('Date')),
      hospital: needed(words('Hospital')),
      state: needed(
        choice('State', {
          due: 'due',
          cancelled: 'cancelled by the prison',
          missed: 'not attended: no escort',
          kept: 'attended',
        }),
      ),
    },
  },
  custody: {
    name: 'What the prison must do',
    hint: 'Say it in terms of custody: an escort, a cell, access to healthcare. Nothing about the illness.',
    many: false,
    fields: {
      action: needed(prose('What must be done')),
      obstacle: needed(prose('What stands in the way')),
      decidedBy: words('Decided by (role)'),
      consequence: prose('What follows for the client if it is not done'),
    },
  },
  calls: {
    name: 'Telephone calls to the prison or provider',
    hint: 'One line for each call made about this. A letter to the Governor prints what was said of custody; what was said of health is told only where the client agreed.',
    many: true,
    fields: {
      on: needed(day('Date')),
      at: time('Time'),
      to: needed(words('Spoken to (role)')),
      result: needed(prose('What was said')),
      about,
    },
  },
  holders: {
    name: 'Healthcare outside prison',
    hint: 'Surgeries, hospitals and ambulance services that hold records of the client.',
    many: true,
    fields: {
      name: needed(words('Name')),
      sort: needed(
        choice('Sort', {
          gp: 'general practice',
          hospital: 'hospital',
          ambulance: 'ambulance service',
          other: 'other',
        }),
      ),
      ...postal,
      number: words('Their number for the client'),
      from: day('From'),
      to: day('To'),
    },
  },
  refusal: REFUSAL,
  demand: {
    name: 'Proof or fee asked for by a holder',
    hint: 'What the holder of records asked for before it answers, and what goes with the letter. The day is taken from the reply.',
    many: false,
    fields: {
      asked: needed(
        choice('Asked for', {
          identity: 'proof of identity',
          authority: 'proof of our authority',
          fee: 'a fee',
        }),
      ),
      enclosed: needed(prose('Enclosed, a line each')),
    },
  },
  clarification: {
    name: 'Question of a holder about a request',
    hint: 'Their question as they put it, and the answer. Nothing new about health, and nothing given up without instructions.',
    many: false,
    fields: {
      words: needed(prose('Their question')),
      answer: needed(
        choice('Answer', {
          kept: 'scope kept',
          ordered: 'in order of priority',
          narrowed: 'narrowed on instructions',
        }),
      ),
      order: prose('Order, or help in searching, a line each'),
      narrowedOn: day('Date of the instructions'),
    },
  },
  stages: {
    name: 'Prison complaints',
    hint: 'One line for each form, oldest first.',
    many: true,
    fields: {
      form: needed(choice('Form', { COMP1: 'COMP1', COMP1A: 'COMP1A', COMP2: 'COMP2' })),
      number: words('Number'),
      lodged: needed(day('Lodged on')),
      replied: day('Reply dated'),
    },
  },
  ombudsman: {
    name: 'Referral to the ombudsman',
    hint: 'The complaint in five lines, with the points that the answers leave open. Clinical judgement is not for this ombudsman.',
    many: false,
    fields: {
      issue: needed(prose('The complaint')),
      wrong: needed(prose('Why the answers are wrong')),
      remedy: needed(prose('What is asked for')),
      about,
    },
  },
  decision: {
    name: 'Decision to be challenged',
    hint: 'Who decided, when, and what. The grounds are for a solicitor to settle.',
    many: false,
    fields: {
      maker: needed(
        choice('Decided by', {
          governor: 'the Governor or Director',
          provider: 'the healthcare provider',
          'secretary-of-state': 'the Secretary of State for Justice',
        }),
      ),
      on: needed(day('Date')),
      what: needed(prose('The decision')),
      facts: needed(prose('The facts')),
      grounds: needed(prose('Why it is unlawful, a line for each ground')),
      action: needed(prose('What must be done')),
      papers: prose('Information and documents asked for, a line each'),
      interim: prose('Interim relief, where it is asked for'),
      about,
    },
  },
  interested: {
    name: 'Interested parties',
    hint: 'One line for each body besides the defendant that is directly affected. A copy of the letter goes to it only where the client agreed that it be told.',
    many: true,
    fields: {
      name: needed(words('Name')),
      at: prose('Address, a line each'),
      part: words('Its part in the matter'),
    },
  },
  missing: {
    name: 'What we wait for from the client',
    hint: 'One line for each thing that the client has not sent back.',
    many: true,
    fields: {
      what: needed(
        choice('What', {
          form: 'the signed form',
          identity: 'proof of who you are',
          answer: 'your answer to our questions',
        }),
      ),
      why: needed(prose('Why it is needed')),
    },
  },
  dataComplaint: {
    name: 'Complaint about data',
    hint: 'What the controller did or left undone with the client’s own data. Say what kind of fact, never the fact itself.',
    many: false,
    fields: {
      breach: needed(prose('What was done wrong, a line for each point')),
      remedy: needed(prose('What the client asks for, a line each')),
      about,
    },
  },
  regulator: {
    name: 'Complaint to the data regulator',
    hint: 'Each step, oldest first, with the name of the controller: the regulator sees what was asked and what came of it.',
    many: true,
    fields: {
      on: needed(day('Date')),
      what: needed(prose('What was sent or answered')),
    },
  },
  commissioner: {
    name: 'Why the commissioner is written to',
    hint: 'A complaint goes to the provider or to the commissioner, not to both.',
    many: false,
    fields: {
      why: needed(prose('Why the provider is not suitable')),
      share: needed(
        choice('May it be shared with the provider', {
          yes: 'yes, all of it',
          part: 'yes, but for what the letter names',
          no: 'no',
        }),
      ),
    },
  },
  route: {
    name: 'By which procedure the complaint about care is taken',
    hint: 'Only where the law of the place and the day cannot say: what the body that was asked answered.',
    many: false,
    fields: {
      procedure: needed(
        choice('Procedure', {
          england: 'the NHS complaints procedure in England',
          wales: 'the NHS concerns procedure in Wales',
        }),
      ),
      saidBy: needed(words('Who said so')),
      on: needed(day('Date')),
    },
  },
  secondStage: {
    name: 'Why the answer to the complaint is not accepted',
    hint: 'For the ombudsman or another second stage: what is wrong with the answer, and what it left undone.',
    many: false,
    fields: {
      answeredOn: day('Date of the final answer'),
      wrong: needed(prose('What is wrong with the answer')),
      injustice: needed(prose('What the client suffered by it')),
      remedy: needed(prose('What is asked for')),
      about,
    },
  },
  comp: {
    name: 'Form to be lodged in the prison',
    hint: 'The wording is the client’s own, in the client’s voice, shorter than the box on the form.',
    many: false,
    fields: {
      form: needed(choice('Form', { COMP1: 'COMP1', COMP1A: 'COMP1A', COMP2: 'COMP2' })),
      lastDay: needed(ahead('Last day')),
      draft: needed(prose('Suggested wording')),
    },
  },
  examination: {
    name: 'Medical examination in the prison',
    hint: 'The expert’s name and profession. Nothing that says what the illness is.',
    many: false,
    fields: {
      expert: needed(words('Name of the medical practitioner')),
      registration: needed(words('Registration number')),
      proceedings: words('Court and number of the proceedings'),
      days: needed(prose('Dates offered, a line each')),
      duration: needed(words('How long it takes')),
      equipment: prose('Equipment to be brought, a line each'),
    },
  },
  mail: {
    name: 'Legal post interfered with',
    hint: 'One line for each letter. Nothing of what it said.',
    many: true,
    fields: {
      posted: needed(day('Posted on')),
      received: day('Received on'),
      marks: needed(words('Marks on the envelope')),
      what: needed(
        choice('What happened', {
          opened: 'opened without our client being present',
          delayed: 'delayed',
          lost: 'not delivered',
        }),
      ),
      log: words('Number in the prison’s log'),
    },
  },
  received: {
    name: 'Records received',
    hint: 'What came, and what is missing. Never what it says.',
    many: true,
    fields: {
      from: needed(words('From')),
      on: needed(day('Received on')),
      what: needed(words('What')),
      pages: words('Pages'),
      gaps: prose('What is missing'),
    },
  },
  closing: {
    name: 'Closing of the case',
    hint: 'What the client is told at the end. The limitation dates are printed by the letter.',
    many: false,
    fields: {
      outcome: needed(prose('What came of it')),
      undone: prose('What we did not do'),
      costs: needed(prose('Costs')),
      returned: prose('Papers returned with the letter, a line each'),
      destroyOn: needed(ahead('Our file is destroyed on')),
    },
  },
  retainer: {
    name: 'Scope and costs',
    hint: 'What the client is told in the first letter.',
    many: false,
    fields: {
      scope: needed(prose('What we will do')),
      outside: needed(prose('What is outside')),
      funding: needed(
        choice('Funding', {
          'legal-aid': 'legal aid',
          private: 'private fees',
          cfa: 'conditional fee agreement',
          free: 'without charge',
        }),
      ),
      costs: needed(prose('What the client is to know of the cost')),
      signing: choice('Agreed', { post: 'by post', visit: 'at a visit' }),
    },
  },
  ...CLAIM_GROUPS,
  ...DEATH_GROUPS,
} as const satisfies Record<string, DetailGroup>

export type DetailName = keyof typeof TABLE
export const DETAILS: Readonly<Record<DetailName, DetailGroup>> = TABLE
/** The names of the groups, in the order of the screen. */
export const DETAIL_NAMES = Object.keys(TABLE) as [DetailName, ...DetailName[]]

/** A row as it is kept: a text for each field, empty where nothing is known. */
export type DetailRow = Readonly<Record<string, string>>
/** What is recorded of a matter, by group. */
export type CaseDetails = Partial<Record<DetailName, readonly DetailRow[]>>

/** The classes that a row may be of: HIV and sexual health is written in the letter itself, where it is held. */
export const DETAIL_CLASSES: readonly InformationClass[] = InformationClass.options.filter(
  (one) => one !== RESTRICTED_CLASS && one !== 'identity',
)

const MOST = { words: 160, prose: 2000, day: 10, time: 5, choice: 40, class: 40 } as const
export const MOST_ROWS = 40
/** How much a group may say in all: a letter prints it in one passage. */
const MOST_OF_ALL = 12_000

function valueOf(
  { label, input, required, options, ahead: mayBeAhead }: DetailField,
  today: string,
) {
  const text = optionalText(MOST[input])
  const filled = required
    ? text.refine((said) => said !== '', `Fill in ${label.toLowerCase()}.`)
    : text
  const given = (fits: (said: string) => boolean, fault: string) =>
    filled.refine((said) => said === '' || fits(said), fault)
  if (input === 'day')
    return given(isDay, 'This is not a date in the calendar.').refine(
      (said) => mayBeAhead || said <= today,
      'This date is in the future.',
    )
  if (input === 'time')
    return given((said) => /^([01]\d|2[0-3]):[0-5]\d$/.test(said), 'Enter the time as 14:05.')
  if (input === 'choice') return given((said) => Object.hasOwn(options!, said), 'Choose one.')
  if (input === 'class')
    return given(
      (said) => DETAIL_CLASSES.includes(said as InformationClass),
      'Choose what it is about.',
    )
  return filled
}

/** The rows of a group as they are taken in on a day. */
export function rowsOf(name: DetailName, today: string) {
  const { fields, many } = DETAILS[name]
  const row = z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([id, field]) => [id, valueOf(field, today)])),
  )
  return z
    .array(row)
    .max(many ? MOST_ROWS : 1)
    .superRefine((rows, issues) => {
      const all = rows.flatMap((one) => Object.values<unknown>(one)).join('').length
      const message = 'This is more than a letter takes. Use no more than 12,000 characters in all.'
      if (all > MOST_OF_ALL) issues.addIssue({ code: 'custom', path: [rows.length - 1], message })
      if (fields['address'])
        for (const [at, one] of rows.entries()) expectPostal(one as DetailRow, issues, at)
    })
}

/** The lines of an address that is typed in one field. */
export const linesOf = (address: string): string[] =>
  address
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What a letter goes to is what the post can read and the paper has room for. */
function expectPostal(row: DetailRow, issues: z.RefinementCtx, at: number): void {
  const lines = AddressLines.safeParse(linesOf(row['address'] ?? ''))
  const postcode = Postcode.safeParse(row['postcode'] ?? '')
  // It stands in the heading, beside the client’s own numbers.
  const number = optionalText(60).safeParse(row['number'] ?? '')
  const email = EmailAddress.safeParse(row['email'] ?? '')
  for (const [field, read] of Object.entries({ address: lines, postcode, number, email }))
    for (const { message } of read.error?.issues.slice(0, 1) ?? [])
      issues.addIssue({ code: 'custom', path: [at, field], message })
  if (lines.data && postcode.data !== undefined)
    expectAddress({ lines: lines.data, postcode: postcode.data }, issues, [at], 'address')
}
