import type { clients } from '../clients/contract.ts'
import type { ConsentId, consents } from '../consents/contract.ts'
import type { disclosures } from '../disclosures/contract.ts'
import type { matters } from '../matters/contract.ts'
import type { practice } from '../practice/contract.ts'
import type { PersonId } from '../people/contract.ts'
import type { rights } from '../rights/contract.ts'
import type { Client } from '../wire/operation.ts'
import type { Day } from '../wire/schema.ts'
import { FIRST, LAST, STEPS, type Step, type Story } from './sample-stories.ts'
import type { LetterContent, LetterId, LetterKind, letters } from './contract.ts'

type Contract = {
  disclosures: typeof disclosures
  clients: typeof clients
  consents: typeof consents
  matters: typeof matters
  practice: typeof practice
  letters: typeof letters
  rights: typeof rights
}
interface SampleParts {
  ask: Client<Contract>
  people: ReadonlyMap<string, PersonId>
  signIn(name: string): Promise<unknown>
  /** Moves the sample's calendar on by so many days. */
  nextDay(days: number): void
  /** The day the sample's calendar stands at. */
  today(): string
}
/** Gives the sample office its firm and first cases, by the ordinary questions, as its partner; `later` tells the rest. */
export async function fillLetters(parts: SampleParts): Promise<{ later(): Promise<void> }> {
  const { signIn, nextDay, today } = parts
  const told = new Map<string, Told>()
  await signIn('Owain Prosser')
  await recordFirm(parts)
  for (const story of FIRST) told.set(story.surname, await tell(story, parts, 'Owain Prosser'))
  return {
    async later() {
      nextDay(3)
      await signIn('Imogen Tark')
      for (const story of LAST) told.set(story.surname, await tell(story, parts, 'Imogen Tark'))
      nextDay(2)
      await signIn('Owain Prosser')
      const datedOn = today() as Day
      const draft = (surname: string, kind: LetterKind, to: Step, about: boolean) => {
        const { matterId, letterId } = told.get(surname)!
        return carry(parts, {
          matterId,
          kind,
          datedOn,
          answers: about ? letterId : null,
          holder: null,
          to,
        })
      }
      await draft('Bożek', 'L09', 'draft', true)
      await draft('Achterberg', 'L36', 'approved', true)
      await draft('Achterberg', 'L37', 'signed', false)
      await draft('Danvers', 'L24', 'sent', false)
      await tellOfDanvers(parts, datedOn)
    },
  }
}

/** His sister's form waits for its check, and she telephones before it: nothing is told. */
async function tellOfDanvers({ ask, signIn }: SampleParts, on: Day): Promise<void> {
  const { rows } = await ask.clients.find({ text: 'Danvers' })
  const clientId = rows[0]!.id
  const caller = { name: 'Ruth Danvers', role: 'family' } as const
  await ask.consents.record({
    ...{ clientId, kind: 'consent-to-tell', purpose: 'inform', consulted: null, recipient: caller },
    choices: [
      { class: 'location', answer: 'given' },
      { class: 'health', answer: 'given' },
      { class: 'offence', answer: 'refused' },
    ],
    ...{ signedOn: on, receivedOn: on, until: null, how: 'post' },
    wording:
      'Prosser Tark may tell Ruth Danvers where I am and how I am. I may take this back at any time.',
  })
  await signIn('Hester Vane')
  await ask.disclosures.recordCall({
    ...{ clientId, caller, purpose: 'inform', asked: 'Where is she?', told: [] },
  })
  await signIn('Owain Prosser')
}

async function recordFirm({ ask, people }: SampleParts): Promise<void> {
  await ask.practice.record({
    ...{ name: 'Prosser Tark', address: ['7 Sample Row', 'Madeupton'], postcode: 'ZZ1 1ZZ' },
    ...{ telephone: '01632 960 007', email: 'post@prosser-tark.example', dx: '' },
    ...{ sraNumber: '000000', company: '' },
    regulatedBy: 'Authorised and regulated by the Solicitors Regulation Authority',
    referencePattern: '{solicitor}/{client}.{clientNumber}-{matterNumber}',
  })
  const signing = { 'Owain Prosser': 'OP', 'Imogen Tark': 'IT' }
  for (const [name, initials] of Object.entries(signing))
    await ask.practice.recordSignatory({
      ...{ personId: people.get(name)!, signsAs: name, capacity: 'Solicitor', initials },
    })
}

interface Told {
  matterId: LetterContent['matterId']
  letterId: LetterId
}

async function tell(story: Story, parts: SampleParts, by: string): Promise<Told> {
  const { ask, today, people } = parts
  const responsible = people.get(by)!
  const { surname, kind, eventOn, holder } = story
  const { rows } = await ask.clients.find({ text: surname })
  const clientId = rows[0]!.id
  const on = today() as Day
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: kind === 'L03' ? 'health-records' : 'prison-records', responsible },
    title: kind === 'L03' ? 'Copies of his records' : 'Prison file',
    ...{ opponents: [], eventOn: eventOn as Day, knownOn: null, noEventReason: '' },
  })
  const form = story.signed ? await authority(ask, { clientId, holder, on }) : null
  if (form) await checked(parts, form.id, by)
  const datedOn = (story.datedOn ?? on) as Day
  const letterId = await carry(parts, {
    matterId,
    kind,
    datedOn,
    answers: null,
    holder,
    to: story.to,
  })
  const reply = (what: 'acknowledged' | 'answered-in-full') =>
    ask.letters.recordReply({ letterId, kind: what, on: today() as Day, note: '' })
  if (story.then === 'answered') await reply('answered-in-full')
  if (story.then === 'acknowledged') await reply('acknowledged')
  if (story.then === 'returned')
    await ask.letters.returned({ letterId, on: today() as Day, reason: 'Addressee has gone away' })
  if (story.then === 'recalled')
    await ask.letters.recall({
      letterId,
      reason: 'He changed his mind',
      destroyedBy: 'Hester Vane',
    })
  if (story.then === 'withdrawn' && form)
    await ask.consents.withdraw({
      ...{ consentId: form.id, classes: ['health'], receivedOn: today() as Day, how: 'slip' },
    })
  return { matterId, letterId }
}

/** Hester Vane compares a form with the paper; whoever recorded it then goes on. */
async function checked({ ask, signIn }: SampleParts, consentId: ConsentId, by: string) {
  await signIn('Hester Vane')
  await ask.consents.check({ consentId, against: 'paper' })
  await signIn(by)
}

const authority = (
  ask: SampleParts['ask'],
  {
    clientId,
    holder,
    on,
  }: {
    clientId: Parameters<SampleParts['ask']['consents']['list']>[0]['clientId']
    holder: string
    on: Day
  },
) =>
  ask.consents.record({
    ...{ clientId, kind: 'authority-to-obtain', purpose: 'obtain-records', consulted: null },
    recipient: { name: holder, role: 'records-holder' },
    choices: [{ class: 'health', answer: 'given' }],
    ...{ signedOn: on, receivedOn: on, until: null, how: 'visit' },
    wording: `I authorise Prosser Tark to obtain from ${holder} a copy of the records held about me.`,
  })

/** Drafts a letter with its blanks filled in, and carries it as far as it goes. */
async function carry(
  { ask, today }: SampleParts,
  {
    holder,
    to,
    ...asked
  }: Pick<LetterContent, 'matterId' | 'kind' | 'datedOn' | 'answers'> & {
    holder: string | null
    to: Step
  },
): Promise<LetterId> {
  const proposed = await ask.letters.propose(asked)
  const { addressee } = proposed
  const lines = addressee.lines.filter((line) => !line.startsWith('['))
  const letter = await ask.letters.draft({
    ...proposed,
    addressee: {
      ...addressee,
      name: holder ?? addressee.name,
      lines: [...lines, ...(lines.length < 3 ? ['Sample Road'] : [])],
      postcode: addressee.postcode || 'ZZ2 2ZZ',
    },
    telling:
      asked.kind === 'L24'
        ? {
            recipient: { name: 'Ruth Danvers', role: 'family' },
            purpose: 'inform',
            classes: ['location', 'health'],
          }
        : null,
  })
  const { id: letterId, version } = letter
  const far = STEPS.indexOf(to)
  if (far >= 1) {
    const checkedOn = today() as Day
    for (const { entry, source } of letter.gate.toVouch)
      await ask.rights.vouch({ entry, checkedOn, source, note: 'Made up for the sample.' })
    await ask.letters.approve({ letterId, version })
    await ask.letters.saveCopy({ letterId })
  }
  if (far >= 2) await ask.letters.printed({ letterId })
  if (far >= 3) await ask.letters.signed({ letterId })
  if (far >= 4) await ask.letters.send({ letterId, route: 'first-class', on: today() as Day })
  return letterId
}
