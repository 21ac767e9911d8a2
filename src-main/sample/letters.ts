import type { ClientId, clients } from '../clients/contract.ts'
import type { ConsentId, consents } from '../consents/contract.ts'
import type { disclosures } from '../disclosures/contract.ts'
import type { establishments } from '../establishments/contract.ts'
import type { matters } from '../matters/contract.ts'
import type { practice } from '../practice/contract.ts'
import type { PersonId } from '../people/contract.ts'
import type { law } from '../law/contract.ts'
import type { Client } from '../wire/operation.ts'
import { KINDS, kindThat, RECORDS_CHASER } from '../letters/kinds.ts'
import { daysAfter } from '../dates/days.ts'
import type { Day } from '../wire/schema.ts'
import { unrepeated } from '../letters/addressee.ts'
import { FIRST, LAST, STEPS, type Step, type Story } from './stories.ts'
import type { LetterContent, LetterId, LetterKind, letters } from '../letters/contract.ts'

type Contract = {
  establishments: typeof establishments
  disclosures: typeof disclosures
  clients: typeof clients
  consents: typeof consents
  matters: typeof matters
  practice: typeof practice
  letters: typeof letters
  law: typeof law
}
type Then = NonNullable<Story['then']>
interface SampleParts {
  ask: Client<Contract>
  people: ReadonlyMap<string, PersonId>
  signIn(name: string): Promise<unknown>
  /** Moves the sample's calendar on by so many days. */
  nextDay(days: number): void
  /** The day the sample's calendar stands at. */
  today(): string
}
interface Working extends SampleParts {
  /** Who is signed in. */
  by(): string
}
const PARTNER = 'Owain Prosser'

/** Gives the sample office its firm and first cases, by the ordinary questions, as its partner; `later` tells the rest. */
export async function fillLetters(given: SampleParts): Promise<{ later(): Promise<void> }> {
  const { nextDay, today } = given
  let who = ''
  const signIn = (name: string) => given.signIn((who = name))
  const parts = { ...given, signIn, by: () => who }
  const told = new Map<string, Told>()
  const tellAll = async (stories: readonly Story[], by: string) => {
    for (const story of stories) told.set(story.surname, await tell(story, parts, by))
  }
  const then = async (...came: Then[]) => {
    for (const story of [...FIRST, ...LAST])
      if (story.then && came.includes(story.then))
        await comeOf(story.then, told.get(story.surname)!, parts)
  }
  await signIn('Owain Prosser')
  await recordFirm(parts)
  await parts.ask.practice.chooseLogo({})
  await tellAll(FIRST, 'Owain Prosser')
  await attachScan(parts, told.get('Bożek'))
  nextDay(17)
  await signIn('Owain Prosser')
  await then('answered')
  return {
    async later() {
      nextDay(3)
      await signIn('Imogen Tark')
      await tellAll(LAST, 'Imogen Tark')
      nextDay(1)
      await signIn('Imogen Tark')
      await then('acknowledged', 'withdrawn', 'recalled')
      nextDay(5)
      await signIn('Owain Prosser')
      await then('returned')
      const datedOn = today() as Day
      const draft = (surname: string, kind: LetterKind, to: Step, about: boolean) => {
        const { matterId, letterId, address } = told.get(surname)!
        return carry(parts, {
          ...{ matterId, kind, datedOn, to, address },
          answers: about ? letterId : null,
          holder: null,
        })
      }
      await draft('Bożek', RECORDS_CHASER, 'draft', true)
      await draft('Achterberg', kindThat('notice'), 'approved', true)
      await draft('Achterberg', kindThat('confirmation'), 'signed', false)
      await draft('Danvers', kindThat('form'), 'sent', false)
      nextDay(7)
      await signIn('Owain Prosser')
      await tellOfDanvers(parts, today() as Day)
    },
  }
}

/** Her sister's form waits for its check, and she telephones before it: nothing is told. */
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
    ...{ signedOn: daysAfter(on, -3), receivedOn: on, until: null, how: 'post' },
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
    ...{ sraNumber: '000000', company: '', version: 0 },
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
  address: Story['address']
  /** The authority, where one was signed. */
  formId: ConsentId | null
}

async function tell(story: Story, parts: Working, by: string): Promise<Told> {
  const { ask, today, people } = parts
  const responsible = people.get(by)!
  const { surname, kind, eventOn, holder, address, to } = story
  const { records } = KINDS[kind].asks!
  const { rows } = await ask.clients.find({ text: surname })
  const clientId = rows[0]!.id
  const on = today() as Day
  const { id: matterId } = await ask.matters.open({
    ...{
      clientId,
      kind: records === 'deceased-records' ? ('death' as const) : records,
      responsible,
    },
    title: records === 'health-records' ? 'Copies of health records' : 'Prison file',
    ...{ opponents: [], eventOn: eventOn as Day, knownOn: null, noEventReason: '' },
  })
  const datedOn = (story.datedOn ?? on) as Day
  const form = story.signed ? await authority(ask, { clientId, holder, datedOn }) : null
  if (form) await checked(parts, form.id, by)
  const letterId = await carry(parts, {
    ...{ matterId, kind, datedOn, holder, address, to },
    answers: null,
  })
  return { matterId, letterId, address, formId: form?.id ?? null }
}

/** The signed form as it was scanned, so that whoever looks round sees one. */
async function attachScan({ ask }: SampleParts, one: Told | undefined): Promise<void> {
  if (one?.formId) await ask.consents.attachScan({ consentId: one.formId })
}

async function comeOf(then: Then, { letterId, formId }: Told, { ask, today }: SampleParts) {
  const on = today() as Day
  const reply = (kind: 'acknowledged' | 'answered-in-full') =>
    ask.letters.recordReply({ letterId, kind, on, note: '' })
  if (then === 'answered') await reply('answered-in-full')
  if (then === 'acknowledged') await reply('acknowledged')
  if (then === 'returned')
    await ask.letters.returned({ letterId, on, reason: 'Addressee has gone away' })
  if (then === 'recalled')
    await ask.letters.recall({
      ...{ letterId, reason: 'The client wants to wait', destroyedBy: 'Hester Vane' },
    })
  if (then === 'withdrawn' && formId)
    await ask.consents.withdraw({
      ...{ consentId: formId, classes: ['health'], receivedOn: on, how: 'slip' },
    })
}

/** Hester Vane compares a form with the paper; whoever recorded it then goes on. */
async function checked({ ask, signIn }: SampleParts, consentId: ConsentId, by: string) {
  await signIn('Hester Vane')
  await ask.consents.check({ consentId, against: 'paper' })
  await signIn(by)
}

/** Signed in prison some days before the letter, and back in the post. */
const authority = (
  ask: SampleParts['ask'],
  { clientId, holder, datedOn }: { clientId: ClientId; holder: string; datedOn: Day },
) =>
  ask.consents.record({
    ...{ clientId, kind: 'authority-to-obtain', purpose: 'obtain-records', consulted: null },
    recipient: { name: holder, role: 'records-holder' },
    choices: [{ class: 'health', answer: 'given' }],
    ...{ signedOn: daysAfter(datedOn, -6), receivedOn: daysAfter(datedOn, -1) },
    ...{ until: null, how: 'post' },
    wording: `I authorise Prosser Tark to obtain from ${holder} a copy of the records held about me.`,
  })

/** The invented address on record of the prison where the client is: their own letters go to no other. */
async function inventAddress(
  ask: SampleParts['ask'],
  { matterId, datedOn }: Pick<LetterContent, 'matterId' | 'datedOn'>,
  { street, town, postcode }: Record<'street' | 'town' | 'postcode', string>,
): Promise<void> {
  const { clientId } = await ask.matters.get({ matterId })
  const { stays } = await ask.clients.get({ clientId })
  const establishmentId = stays.find(({ to }) => to === null)?.establishmentId ?? null
  const prisons = await ask.establishments.list({ text: '' })
  const prison = prisons.find(({ id }) => id === establishmentId)
  if (!prison) return
  await ask.establishments.recordArrangement({
    ...{
      establishmentId: prison.id,
      sort: 'address',
      name: prison.name,
      lines: [street, town],
      postcode,
    },
    ...{ from: null, to: null, seenOn: datedOn, note: '', verified: true },
    source: 'Made up for the sample.',
  })
}

/** Drafts a letter with its blanks filled in, and carries it as far as it goes; what a caseworker wrote the partner approves. */
async function carry(
  { ask, today, signIn, by }: Working,
  {
    holder,
    address: [street, town, postcode],
    to,
    ...asked
  }: Pick<LetterContent, 'matterId' | 'kind' | 'datedOn' | 'answers'> & {
    holder: string | null
    address: Story['address']
    to: Step
  },
): Promise<LetterId> {
  const proposed = await ask.letters.propose(asked)
  const { addressee } = proposed
  const name = holder ?? addressee.name
  // No letter of the sample bears an address at which somebody could receive it.
  const kept = unrepeated(name, addressee.lines).filter((line) => /^HM|^[A-Z]+\d{4}/.test(line))
  const where =
    asked.answers === null || addressee.role === 'client'
      ? { lines: [...kept, street, town], postcode }
      : { lines: addressee.lines, postcode: addressee.postcode }
  if (addressee.role === 'client') await inventAddress(ask, asked, { street, town, postcode })
  const letter = await ask.letters.draft({
    ...proposed,
    addressee: { ...addressee, name, ...where },
    addressSource: 'Made up for the sample.',
    ...(addressee.role === 'client'
      ? { communication: { needs: '', how: 'Read over with an interpreter on the telephone.' } }
      : {}),
    consentRequested:
      asked.kind === kindThat('form')
        ? {
            recipient: { name: 'Ruth Danvers', role: 'family' },
            purpose: 'inform',
            classes: ['location', 'health', 'offence'],
            who: { relation: 'sister', address: '2 Sample Terrace, Madeupton ZZ1 1ZZ' },
          }
        : null,
  })
  const { id: letterId, version } = letter
  const far = STEPS.indexOf(to)
  if (far >= 1) {
    const checkedOn = today() as Day
    for (const { entry, source, version } of letter.gate.toCheck)
      await ask.law.recordCheck({
        entry,
        version,
        checkedOn,
        source,
        note: 'Made up for the sample.',
      })
    const writer = by()
    if (writer !== PARTNER) await signIn(PARTNER)
    await ask.letters.approve({ letterId, version })
    if (writer !== PARTNER) await signIn(writer)
    await ask.letters.saveCopy({ letterId })
  }
  if (far >= 2) await ask.letters.printed({ letterId })
  if (far >= 3) await ask.letters.signed({ letterId })
  if (far >= 4) await ask.letters.send({ letterId, route: 'first-class', on: today() as Day })
  return letterId
}
