import { closeMatter } from '../matters/close-matter.ts'
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { contract, type RemedyContract } from '../../src-main/contract.ts'
import { daysAfter } from '../../src-main/dates/days.ts'
import type { LetterContent, LetterId, LetterKind } from '../../src-main/letters/contract.ts'
import type { Matter, MatterKind } from '../../src-main/matters/contract.ts'
import { openOffice } from '../../src-main/office.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import { withoutPrinter } from '../../src-main/platform/without-printer.ts'
import type { Platform } from '../../src-main/platform/platform.ts'
import { withoutDialogs, withoutWindow } from '../../src-main/platform/without-window.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import type { Day } from '../../src-main/wire/schema.ts'

export const resources = resolve(import.meta.dirname, '../../resources')
export const PASSPHRASE = 'four plain words here'
/** The day that large offices stand at: that of the tests' clock. */
export const TODAY = '2026-11-23' as Day
/** What a copy of a story puts other words for. */
export const HOLDER = 'Northgate Health, HMP Hull'
export const READER = 'Ruth Danvers'
export const EVENT_ON = '2025-07-11' as Day
const DISCLOSURE_TEAM = 'Ministry of Justice, Offender Subject Access Request Team'

/** One client's whole record; of a hundred clients so many have one like it, begun so many days earlier. */
export interface Story {
  name: string
  surname: string
  weight: number
  shift: readonly [least: number, most: number]
}

const STEPS = ['draft', 'approved', 'printed', 'signed', 'sent'] as const
type Step = (typeof STEPS)[number]

/** The office in `folder` without a window, whether or not it is there yet; `dialogs` answer in place of nobody. */
export async function openAt(folder: string, clock: () => Date, dialogs: Partial<Platform> = {}) {
  const platform = {
    ...{ ...withoutPrinter, ...withoutWindow, ...withoutDialogs(folder), ...dialogs },
  }
  const office = await openOffice({
    ...{ folder, resources, clock, platform, random: randomBytes, keyCost: 2 ** 4 },
    report(name, error) {
      throw new Error(`Nobody foresaw this in ${name}.`, { cause: error })
    },
  })
  const ask: Client<RemedyContract> = askThrough(contract, office.dispatch)
  return { office, ask }
}

/** The same, its first person signed in. */
export async function signedInAt(
  folder: string,
  clock: () => Date,
  dialogs: Partial<Platform> = {},
) {
  const opened = await openAt(folder, clock, dialogs)
  const [person] = (await opened.ask.signIn.state({})).people
  await opened.ask.signIn.unlock({ personId: person!.id, passphrase: PASSPHRASE })
  return opened
}

/** Makes an office in `folder` by ordinary acts, with one client for each story. */
export async function tellStories(folder: string): Promise<Story[]> {
  let now = Date.parse('2026-03-02T09:00:00Z')
  const clock = () => new Date((now += 1000))
  const { office, ask } = await openAt(folder, clock)
  const twice = { passphrase: PASSPHRASE, passphraseAgain: PASSPHRASE }
  const solicitor = 'Owain Prosser'
  await ask.signIn.createOffice({ officeName: 'Bench & Sample', personName: solicitor, ...twice })
  await ask.people.add({ name: 'Hester Vane', role: 'secretary', ...twice })
  const { people } = await ask.signIn.state({})
  const idOf = (name: string) => people.find((one) => one.name === name)!.id as PersonId
  const signIn = (name: string) =>
    ask.signIn.unlock({ personId: idOf(name), passphrase: PASSPHRASE })
  await ask.practice.record({
    ...{ name: 'Prosser Tark', address: ['7 Sample Row', 'Madeupton'], postcode: 'ZZ1 1ZZ' },
    ...{ telephone: '01632 960 007', email: 'post@prosser-tark.example', dx: '' },
    ...{ sraNumber: '000000', company: '', version: 0 },
    regulatedBy: 'Authorised and regulated by the Solicitors Regulation Authority',
    referencePattern: '{solicitor}/{client}.{clientNumber}-{matterNumber}',
  })
  await ask.practice.recordSignatory({
    ...{ personId: idOf(solicitor), signsAs: solicitor, capacity: 'Solicitor', initials: 'OP' },
  })

  const ago = (days: number) => daysAfter(TODAY, -days) as Day
  const today = () => new Date(now).toISOString().slice(0, 10) as Day
  const go = async (days: number) => {
    now = Date.parse(`${ago(days)}T09:00:00.000Z`)
    await signIn(solicitor)
  }
  const stories: Story[] = []
  const client = async (back: number) => {
    await go(back)
    const letter = 'abcdefghijklmnopqrstuvwxyz'[stories.length]!
    const surname = `Qxsurname${letter}`
    const { id } = await ask.clients.register({
      ...{ surname, forenames: `Qxfore${letter}`, aliases: [], bornOn: '1981-04-17' },
      prisonNumber: { number: `A${1001 + stories.length}BC`, exception: '' },
      needs: {},
      stay: { establishmentId: 'leeds', from: ago(back + 60), source: 'Letter from the client' },
    })
    await ask.clients.recordMove({
      clientId: id,
      stay: { establishmentId: 'hull', from: ago(back + 10), source: 'Letter from the client' },
    })
    return { id, surname }
  }
  type Registered = Awaited<ReturnType<typeof client>>
  const matter = ({ id }: Registered, kind: MatterKind = 'health-records', eventOn = EVENT_ON) =>
    ask.matters.open({
      ...{ clientId: id, kind, responsible: idOf(solicitor), eventOn, knownOn: null },
      title: kind === 'health-records' ? 'Copies of health records' : 'Prison file',
      opponents: [{ name: 'Northgate Health', role: 'provider' }],
      noEventReason: eventOn ? '' : 'Not known yet',
    })
  const undated = null as unknown as Day
  const consent = async ({ id }: Registered, check = true, holder = HOLDER) => {
    const form = await ask.consents.record({
      ...{ clientId: id, kind: 'authority-to-obtain', purpose: 'obtain-records', consulted: null },
      recipient: { name: holder, role: 'records-holder' },
      choices: [
        { class: 'health', answer: 'given' },
        { class: 'offence', answer: 'refused' },
      ],
      ...{ signedOn: daysAfter(today(), -6) as Day, receivedOn: daysAfter(today(), -2) as Day },
      ...{ until: null, how: 'post' },
      wording: `I authorise Prosser Tark to obtain from ${holder} a copy of the records held about me.`,
    })
    if (!check) return form.id
    await signIn('Hester Vane')
    await ask.consents.check({ consentId: form.id, against: 'paper' })
    await signIn(solicitor)
    return form.id
  }
  const letter = async (
    { id: matterId }: Matter,
    kind: LetterKind,
    to: Step,
    {
      answers = null,
      consentRequested,
      holder = null,
    }: {
      answers?: LetterId | null
      consentRequested?: LetterContent['consentRequested']
      holder?: string | null
    } = {},
  ): Promise<LetterId> => {
    const datedOn = today()
    const proposed = await ask.letters.propose({ matterId, kind, datedOn, answers })
    const { addressee } = proposed
    const kept = addressee.lines.filter((line) => /^HM|^[A-Z]+\d{4}/.test(line))
    const lines =
      answers === null || addressee.role === 'client'
        ? [...kept, '14 Pretend Lane', 'Inventham']
        : addressee.lines
    const drafted = await ask.letters.draft({
      ...{ ...proposed, addressSource: 'Made up' },
      addressee: {
        ...{ ...addressee, name: holder ?? addressee.name, lines },
        postcode: addressee.postcode || 'ZZ2 1ZZ',
      },
      consentRequested: consentRequested ?? proposed.consentRequested,
    })
    const { id: letterId, version } = drafted
    const far = STEPS.indexOf(to)
    if (far >= 1) {
      for (const { entry, source, version } of drafted.gate.toCheck)
        await ask.law.recordCheck({ entry, version, checkedOn: datedOn, source, note: '' })
      await ask.letters.approve({ letterId, version })
    }
    if (far >= 2) await ask.letters.printed({ letterId })
    if (far >= 3) await ask.letters.signed({ letterId })
    if (far >= 4) await ask.letters.send({ letterId, route: 'first-class', on: datedOn })
    return letterId
  }
  const records = (one: Matter, to: Step) => letter(one, 'L03', to, { holder: HOLDER })
  const prison = (one: Matter, to: Step) => letter(one, 'L05', to, { holder: DISCLOSURE_TEAM })
  const reply = (letterId: LetterId, kind: 'acknowledged' | 'answered-in-full') =>
    ask.letters.recordReply({ letterId, kind, on: today(), note: '' })
  const call = ({ id }: Registered) =>
    ask.disclosures.recordCall({
      ...{ clientId: id, caller: { name: READER, role: 'family' }, purpose: 'inform' },
      ...{ asked: 'Where is she?', told: [] },
    })
  const tell = async (
    name: string,
    weight: number,
    shift: Story['shift'],
    work: () => Promise<Registered>,
  ) => {
    const { surname } = await work()
    stories.push({ name, surname, weight, shift })
  }
  /** A client with one matter and one form that holds, `back` days ago. */
  const begun = async (back: number) => {
    const one = await client(back)
    const open = await matter(one)
    await consent(one)
    return { one, open }
  }

  await tell('closed', 50, [60, 1400], async () => {
    const { one, open } = await begun(200)
    const first = await records(open, 'sent')
    await go(170)
    await reply(first, 'acknowledged')
    await reply(first, 'answered-in-full')
    const other = await matter(one, 'prison-records')
    await consent(one, true, DISCLOSURE_TEAM)
    const second = await prison(other, 'sent')
    await go(140)
    await reply(second, 'answered-in-full')
    const third = await records(open, 'sent')
    await go(120)
    await reply(third, 'answered-in-full')
    await ask.matters.note({ matterId: other.id, text: 'The file came in two boxes.' })
    await closeMatter(ask, open.id, 'Done')
    await closeMatter(ask, other.id, 'Done')
    return one
  })
  await tell('closed-chased', 37, [60, 1400], async () => {
    const { one, open } = await begun(200)
    const first = await records(open, 'sent')
    await go(140)
    await letter(open, 'L09', 'sent', { answers: first })
    await go(130)
    await reply(first, 'answered-in-full')
    await call(one)
    await closeMatter(ask, open.id, 'Done')
    return one
  })
  await tell('waiting', 3, [0, 10], async () => {
    const { one, open } = await begun(40)
    await go(12)
    await records(open, 'sent')
    await prison(open, 'draft')
    return one
  })
  await tell('late', 1.2, [0, 30], async () => {
    const { one, open } = await begun(80)
    await go(60)
    await reply(await records(open, 'sent'), 'acknowledged')
    return one
  })
  await tell('chased', 0.8, [0, 3], async () => {
    const { one, open } = await begun(80)
    await go(60)
    const first = await records(open, 'sent')
    await go(4)
    await letter(open, 'L09', 'sent', { answers: first })
    return one
  })
  await tell('draft-no-authority', 1.5, [0, 8], async () => {
    const one = await client(9)
    const open = await matter(one, 'health-records', undated)
    await records(open, 'draft')
    await prison(open, 'draft')
    return one
  })
  for (const step of ['approved', 'printed', 'signed'] as const)
    await tell(step, 0.8, [0, 2], async () => {
      const { one, open } = await begun(20)
      await go(3)
      await records(open, step)
      await prison(open, 'draft')
      return one
    })
  await tell('returned', 0.5, [0, 5], async () => {
    const { one, open } = await begun(40)
    const letterId = await records(open, 'sent')
    await go(8)
    await ask.letters.returned({ letterId, on: today(), reason: 'Addressee has gone away' })
    return one
  })
  await tell('recalled', 0.5, [0, 5], async () => {
    const { one, open } = await begun(40)
    const letterId = await records(open, 'signed')
    await go(8)
    const reason = 'The client wants to wait'
    await ask.letters.recall({ letterId, reason, destroyedBy: 'Hester Vane' })
    return one
  })
  await tell('withdrawn', 0.6, [0, 5], async () => {
    const one = await client(60)
    const open = await matter(one)
    const consentId = await consent(one)
    const first = await records(open, 'sent')
    await records(open, 'printed')
    await go(10)
    const receivedOn = today()
    await ask.consents.withdraw({ consentId, classes: ['health'], receivedOn, how: 'slip' })
    await letter(open, 'L36', 'approved', { answers: first })
    await letter(open, 'L37', 'signed')
    return one
  })
  await tell('to-check', 0.8, [0, 3], async () => {
    const one = await client(20)
    const open = await matter(one)
    await go(4)
    await consent(one, false)
    await records(open, 'draft')
    await letter(open, 'L24', 'sent', {
      consentRequested: {
        ...{ recipient: { name: READER, role: 'family' }, purpose: 'inform' },
        classes: ['location', 'health', 'offence'],
      },
    })
    await ask.consents.record({
      ...{ clientId: one.id, kind: 'consent-to-tell', purpose: 'inform', consulted: null },
      recipient: { name: READER, role: 'family' },
      choices: [
        { class: 'location', answer: 'given' },
        { class: 'health', answer: 'given' },
        { class: 'offence', answer: 'refused' },
      ],
      ...{ signedOn: daysAfter(today(), -2) as Day, receivedOn: today(), until: null },
      ...{ how: 'post', wording: `Prosser Tark may tell ${READER} where I am and how I am.` },
    })
    await call(one)
    return one
  })
  await tell('discarded', 0.7, [10, 60], async () => {
    const { one, open } = await begun(40)
    const letterId = await records(open, 'draft')
    await ask.letters.discard({ letterId, reason: 'The client has the records' })
    await ask.matters.note({ matterId: open.id, text: 'The client has them.' })
    return one
  })
  await office.close()
  return stories
}
