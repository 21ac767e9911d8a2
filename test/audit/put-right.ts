import type { Act } from '../../src-main/audit/entry.ts'
import type { BasisId } from '../../src-main/bases/contract.ts'
import { daysAfter } from '../../src-main/dates/days.ts'
import type { RemedyContract } from '../../src-main/contract.ts'
import type { Letter } from '../../src-main/letters/contract.ts'
import type { ParagraphFile } from '../../src-main/letters/paragraph-contract.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import type { DeskId } from '../../src-main/desks/contract.ts'
import { deskAt } from '../desks/desk-at.ts'
import type { DocumentId } from '../../src-main/documents/contract.ts'
import { keepDocument, someDocument } from '../documents/some-document.ts'
import { basisAt, someBasis } from '../bases/some-basis.ts'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import { day, letterAt, type LetterOffice } from '../letters/letter-office.ts'
import { openAgain } from '../matters/closed-office.ts'
import { closeMatter } from '../matters/close-matter.ts'
import { chosen, PASSPHRASE, someClient } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { somePdf, somePng } from '../practice/some-picture.ts'
import { someRepresentative } from '../representatives/some-representative.ts'
import { amendNow, checkNow } from '../law/as-it-stands.ts'

/** An office in which acts are done and put right; somebody else makes second checks. */
export interface World extends LetterOffice {
  colleague: PersonId
  today(): ReturnType<typeof day>
}
type Operation = {
  [D in keyof RemedyContract]: `${D}.${keyof RemedyContract[D] & string}`
}[keyof RemedyContract]

/** How an act is put right: by which questions, and both done in the office once what they need is there. */
export interface Cure {
  by: readonly Operation[]
  done(world: World): Promise<{ act(): Promise<unknown>; cure(): Promise<unknown> }>
}
type Row = Cure | { none: string }

const reason = 'It was recorded by mistake'
const sister = { name: 'Denise Fenwright', role: 'family' } as const
const someoneElse = { name: 'Wolds Health', role: 'records-holder' } as const
const consentRequested = {
  recipient: sister,
  purpose: 'inform' as const,
  classes: ['location' as const],
}

/** A form to sign, as far as it is carried: it asks for no authority. */
const form = (world: World, step: Parameters<typeof letterAt>[1]) =>
  letterAt(world, step, { kind: 'L24', consentRequested })

/** A request that left today and waits for its answer. */
async function request(world: World): Promise<Letter> {
  await authorised(world)
  return letterAt(world, 'sent')
}

const as = async <T>({ signIn, partner }: World, who: PersonId, act: () => Promise<T>) => {
  await signIn(who)
  const done = await act()
  await signIn(partner)
  return done
}

/** The client's authority, recorded and checked against the paper by somebody else where that is asked. */
async function authorised(world: World, more: object = {}) {
  const { ask, clientId, colleague } = world
  const made = await ask.consents.record(someAuthority(clientId, more))
  if (made.check.state === 'awaiting')
    await as(world, colleague, () => ask.consents.check({ consentId: made.id, against: 'paper' }))
  return made
}
const checking = (world: World, consentId: Awaited<ReturnType<typeof authorised>>['id']) =>
  as(world, world.colleague, () => world.ask.consents.check({ consentId, against: 'paper' }))

const undone = (
  step: 'letter-printed' | 'letter-signed' | 'letter-sent' | 'letter-returned',
  from: (world: World) => Promise<Letter>,
  act: (world: World, letter: Letter) => Promise<unknown>,
): Cure => ({
  by: ['letters.undoStep'],
  async done(world) {
    const letter = await from(world)
    return {
      act: () => act(world, letter),
      cure: () => world.ask.letters.undoStep({ letterId: letter.id, step, reason }),
    }
  },
})

/** Carries a letter that was drafted again as far as the one before it had come. */
const carried = async ({ ask }: World, { id: letterId, version }: Letter) => {
  await ask.letters.approve({ letterId, version })
  await ask.letters.printed({ letterId })
}

const client = (changes: object = {}) => {
  const { stay: _, ...rest } = someClient(changes)
  return rest
}
const matter = (world: World, title: string) => ({
  ...{ kind: 'health-records' as const, title, responsible: world.partner },
  ...{ opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
})
const deputy = async (world: World) =>
  (await world.ask.representatives.record(someRepresentative(world.clientId))).id
const withdrawal = { classes: ['health' as const], how: 'telephone' as const, note: '' }
const holiday = { what: 'added' as const, on: day('2027-12-24'), name: 'A day of thanks' }
const proclaimed = { change: holiday, source: 'London Gazette', note: '' }
const word = { word: 'Quay House', class: 'hiv-sexual-health' as const, reason: 'A clinic' }
/** A template that may be saved, of the last kind for which the office uses the shipped one. */
async function ownTemplate(ask: World['ask']) {
  const { kind } = (await ask.letters.templates({})).findLast(({ office }) => office === null)!
  const { shipped, versions } = await ask.letters.template({ kind })
  const text = `${shipped}\n== ours (identity)\nPlease write to us and not to our client.\n`
  return { own: { kind, text, basedOn: null, versions, reason }, version: versions + 1 }
}
const ownParagraph = {
  ...{ id: null, name: 'No telephone calls', class: 'identity' as const },
  ...{ basedOn: null, versions: 0, text: 'Please do not telephone our client.', reason },
}
/** No change of the law is in force that another would repeat. */
const asPublished = async ({ ask }: World) => {
  for (const { id, withdrawn } of await ask.law.amendments({}))
    if (!withdrawn) await ask.law.withdrawAmendment({ id, reason })
}
const amendment = ({ today }: World) => ({
  ...{ entry: 'receipt:dx', change: { sort: 'receipt' as const, workingDaysAfter: 6 } },
  ...{ source: 'SI 2026/999', note: '', checkedOn: today() },
})
const arrangement = {
  ...{ sort: 'commissioner' as const, establishmentId: 'hull', name: 'NHS Humber' },
  ...{ lines: ['Sample Lane', 'Madeupton'], postcode: 'ZZ2 1ZZ', from: day('2016-04-01') },
  ...{ to: null, source: 'A letter', note: '', verified: true },
} as unknown as Parameters<World['ask']['establishments']['recordArrangement']>[0]
const arrangementHere = async ({ ask }: World) => {
  const { arrangements } = await ask.establishments.recordArrangement(arrangement)
  return arrangements.find(({ sort }) => sort === 'commissioner')!.id
}
/** A form so old that the client is to be asked again whether it is still valid. */
async function toReview(world: World) {
  const { ask, today, clock } = world
  const signedOn = day(daysAfter(today(), -355))
  const { id, review } = await authorised(world, {
    ...{ recipient: { ...someoneElse, name: `Wolds Health ${signedOn}` } },
    ...{ signedOn, receivedOn: signedOn },
  })
  if (review.on > today()) clock.set(`${review.on}T09:00:00.000Z`)
  await ask.signIn.state({})
  return id
}
const asked = ({ today }: World) => ({ on: today(), how: 'telephone' as const, note: '' })

/** A call in which the client’s sister is told what the client gave. */
async function toCall(world: World) {
  const { ask, clientId } = world
  await checking(world, (await ask.consents.record(someConsent(clientId))).id).catch(() => {})
  const told = { clientId, caller: sister, purpose: 'inform' as const, asked: 'How he is' }
  return () => ask.disclosures.recordCall({ ...told, told: ['health'] })
}
async function anUnchecked({ ask }: World) {
  return (await ask.law.toCheck({})).find(({ check }) => !check)!.entry
}
const recordCheck = ({ ask, today }: World, entry: Awaited<ReturnType<typeof anUnchecked>>) =>
  checkNow(ask, { entry, checkedOn: today(), source: 'legislation.gov.uk', note: '' })
const held = (clientId: World['clientId']) => ({
  ...{ clientId, askedBy: 'His Majesty’s Coroner', reason, reviewOn: null },
})
/** A client of whom nothing is open. */
const somebodyElse = async ({ ask }: World) => {
  const prisonNumber = { number: '', exception: 'Not known yet' }
  return (await ask.clients.register(someClient({ surname: 'Ashdown', prisonNumber }))).id
}
const ownName = { signsAs: 'Imogen Tark', capacity: 'Solicitor', initials: 'IT' }
const consents = ['consents.sendBack', 'consents.record', 'consents.check'] as const

/** Every act of the log: what puts it right where it was done by mistake, or why nothing has to. */
export const putRight: Record<Act, Row> = {
  'office-created': { none: 'It is the first entry, and the office there is none before it.' },
  'person-added': {
    by: ['people.remove'],
    async done({ ask }) {
      const add = () => ask.people.add({ name: 'Tam Ledger', role: 'auditor', ...chosen })
      let added: Awaited<ReturnType<typeof add>>
      return {
        act: async () => void (added = await add()),
        cure: () => ask.people.remove({ personId: added.id }),
      }
    },
  },
  'person-role-changed': {
    by: ['people.changeRole'],
    async done({ ask, colleague: personId }) {
      const to = (role: 'secretary' | 'caseworker') => ask.people.changeRole({ personId, role })
      return { act: () => to('caseworker'), cure: () => to('secretary') }
    },
  },
  'account-named': {
    by: ['people.nameAccount'],
    async done({ ask, colleague: personId, partner }) {
      const name = (sameAs: PersonId | null) => ask.people.nameAccount({ personId, sameAs })
      return { act: () => name(partner), cure: () => name(null) }
    },
  },
  'person-removed': {
    by: ['people.add'],
    async done({ ask }) {
      const add = () => ask.people.add({ name: 'Una Prell', role: 'auditor', ...chosen })
      const { id: personId } = await add()
      return { act: () => ask.people.remove({ personId }), cure: add }
    },
  },
  'work-passed': {
    by: ['people.passOn'],
    async done({ ask, colleague, partner }) {
      const pass = (personId: PersonId, passTo: PersonId) => ask.people.passOn({ personId, passTo })
      return { act: () => pass(partner, colleague), cure: () => pass(colleague, partner) }
    },
  },
  'signed-in': { none: 'Who sits at the computer is a fact; signing out ends it.' },
  'sign-ins-failed': { none: 'That a wrong passphrase was typed is a fact.' },
  'screen-read': { none: 'That it was looked at is a fact.' },
  'line-followed': { none: 'That it was looked at is a fact.' },
  'desk-added': {
    by: ['desks.remove'],
    async done({ ask, platform }) {
      let added: Awaited<ReturnType<typeof deskAt>>
      return {
        act: async () => void (added = await deskAt({ ask, platform }, 'Front desk')),
        cure: () => ask.desks.remove({ deskId: added.deskId as DeskId }),
      }
    },
  },
  'desk-renamed': {
    by: ['desks.rename'],
    async done({ ask, platform }) {
      const { desks } = await ask.desks.list({})
      const stands = desks.find(({ name }) => name === 'Back room')?.id
      const deskId = stands ?? (await deskAt({ ask, platform }, 'Back room')).deskId
      const to = (name: string) => ask.desks.rename({ deskId: deskId as DeskId, name })
      return { act: () => to('Bakc room'), cure: () => to('Back room') }
    },
  },
  'desk-removed': {
    by: ['desks.invite'],
    async done({ ask, platform }) {
      const { desks } = await ask.desks.list({})
      const stands = desks.find(({ name }) => name === 'Upstairs')?.id
      const deskId = stands ?? (await deskAt({ ask, platform }, 'Upstairs')).deskId
      return {
        act: () => ask.desks.remove({ deskId: deskId as DeskId }),
        cure: () => deskAt({ ask, platform }, 'Upstairs'),
      }
    },
  },
  'desks-let-in': {
    by: ['desks.takeDesks'],
    async done({ ask }) {
      await ask.desks.takeDesks({ on: false })
      const turn = (on: boolean) => ask.desks.takeDesks({ on })
      return { act: () => turn(true), cure: () => turn(false) }
    },
  },
  'desks-shut-out': {
    by: ['desks.takeDesks'],
    async done({ ask }) {
      await ask.desks.takeDesks({ on: true })
      const turn = (on: boolean) => ask.desks.takeDesks({ on })
      return { act: () => turn(false), cure: () => turn(true) }
    },
  },
  'desks-found': { none: 'It was found so; desks are let in and shut out as before.' },
  'stray-desk-dropped': { none: 'It could open nothing; a desk that is to belong joins.' },
  'stray-key-removed': { none: 'It opened nothing; whoever is to have a key is added.' },
  'signed-out': { none: 'Whoever is signed out signs in again.' },
  'passphrase-changed': {
    by: ['people.changePassphrase'],
    async done({ ask }) {
      const other = 'four other plain words'
      const change = (current: string, passphrase: string) =>
        ask.people.changePassphrase({ current, passphrase, passphraseAgain: passphrase })
      return {
        act: () => change(PASSPHRASE, other),
        cure: () => change(other, PASSPHRASE),
      }
    },
  },
  'passphrase-given': { none: 'Whoever has it chooses another as they sign in.' },
  'key-paired': { none: 'It lets another file key be given to its person; nothing else changes.' },
  'file-key-changed': { none: 'The key of before is void on purpose; another is made again.' },
  'recovery-used': { none: 'It gives a person a new passphrase, which they change again.' },
  'backup-planned': { none: 'Another folder is chosen in its place, and other numbers.' },
  'backup-made': { none: 'A backup exists; a later one takes its place in time.' },
  'import-completed': {
    none: 'That a list was imported stays true; each entry that it made is put right as if it had been typed.',
  },
  'update-started': { none: 'Who started which installer stays true.' },
  'backup-tried': { none: 'That it was tried, and what was found, stays true.' },
  'client-file-exported': { none: 'It was written to a folder; that folder can be destroyed.' },
  'client-file-printed': { none: 'It was printed; that paper is destroyed when it is replaced.' },
  'access-requested': {
    by: ['accessRequests.end'],
    async done(world) {
      const clientId = await somebodyElse(world)
      const { record, end } = world.ask.accessRequests
      const asked = { way: 'call', receivedOn: world.today() } as const
      let made: Awaited<ReturnType<typeof record>>
      return {
        act: async () => void (made = await record({ clientId, ...asked })),
        cure: () => end({ requestId: made.id, version: 1, outcome: 'recorded-in-error', reason }),
      }
    },
  },
  'access-request-corrected': {
    by: ['accessRequests.correct'],
    async done(world) {
      const clientId = await somebodyElse(world)
      const asked = { way: 'letter', receivedOn: world.today() } as const
      const { id: requestId } = await world.ask.accessRequests.record({ clientId, ...asked })
      const correct = (version: number, way: 'letter' | 'email') =>
        world.ask.accessRequests.correct({ requestId, version, ...asked, way, reason })
      return { act: () => correct(1, 'email'), cure: () => correct(2, 'letter') }
    },
  },
  'access-request-ended': {
    by: ['accessRequests.record'],
    async done(world) {
      const clientId = await somebodyElse(world)
      const asked = { clientId, way: 'letter', receivedOn: world.today() } as const
      const { id: requestId } = await world.ask.accessRequests.record(asked)
      return {
        act: () =>
          world.ask.accessRequests.end({ requestId, version: 1, outcome: 'withdrawn', reason }),
        cure: () => world.ask.accessRequests.record(asked),
      }
    },
  },
  'access-opened': { none: 'That it was opened stays true.' },
  'access-written': { none: 'It was written to a folder; another is written in its place.' },
  'office-exported': { none: 'It was written to a folder; that folder can be destroyed.' },
  'end-accepted': {
    none: 'It says what was there; a backup with more entries can still be restored.',
  },
  'office-moved': { none: 'It can be moved again, or back.' },
  'office-restored': { none: 'What stood there is kept beside it, and can be opened again.' },
  'recovery-renewed': { none: 'It says the same words each time; it is made again.' },
  'recovery-confirmed': { none: 'A sheet that is made again asks for it again.' },
  'client-registered': {
    by: ['clients.join', 'clients.correct'],
    async done({ ask, clientId: keptId }) {
      let otherId: typeof keptId
      // Somebody who enters a client twice enters the name and place of the client: others would be a second mistake.
      const { stays, surname, forenames, bornOn } = await ask.clients.get({ clientId: keptId })
      const { establishmentId, from } = stays.at(-1)!
      const stay = { ...someClient().stay, ...(establishmentId ? { establishmentId, from } : {}) }
      const prisonNumber = { number: '', exception: 'Not known yet' }
      const twice = someClient({ stay, prisonNumber, surname, forenames, bornOn })
      return {
        act: async () => void ({ id: otherId } = await ask.clients.register(twice)),
        cure: () => ask.clients.join({ keptId, otherId, confirmed: true, reason }),
      }
    },
  },
  'hold-placed': {
    by: ['erasure.lift'],
    async done({ ask, clientId }) {
      return {
        act: () => ask.erasure.hold(held(clientId)),
        cure: () => ask.erasure.lift({ clientId, reason }),
      }
    },
  },
  'hold-lifted': {
    by: ['erasure.hold'],
    async done(world) {
      const clientId = await somebodyElse(world)
      await world.ask.erasure.hold(held(clientId))
      return {
        act: () => world.ask.erasure.lift({ clientId, reason }),
        cure: () => world.ask.erasure.hold(held(clientId)),
      }
    },
  },
  'processing-said': {
    by: ['processing.say'],
    async done({ ask }) {
      const said = { icoNumber: '', transfers: '', measures: '' }
      const say = async (contact: string) => {
        const before = (await ask.processing.record({})).said?.at ?? null
        return ask.processing.say({ ...said, contact, before })
      }
      await say('Imogen Tark')
      return { act: () => say('Somebody else'), cure: () => say('Imogen Tark') }
    },
  },
  'retention-set': {
    by: ['retention.setPeriod'],
    async done({ ask }) {
      const set = (years: number) => ask.retention.setPeriod({ kind: 'death', years, reason })
      await set(20)
      return { act: () => set(2), cure: () => set(20) }
    },
  },
  'keeping-extended': {
    by: ['retention.keepLonger'],
    async done(world) {
      const clientId = await somebodyElse(world)
      const keep = (days: number) =>
        world.ask.retention.keepLonger({
          clientId,
          until: day(daysAfter(world.today(), days)),
          reason,
        })
      return { act: () => keep(40_000), cure: () => keep(400) }
    },
  },
  'erasure-proposed': {
    by: ['erasure.withdraw'],
    async done(world) {
      const clientId = await somebodyElse(world)
      return {
        act: () => world.ask.erasure.propose({ clientId, ground: 'asked-by-client', reason }),
        cure: () => world.ask.erasure.withdraw({ clientId, reason }),
      }
    },
  },
  'erasure-withdrawn': {
    by: ['erasure.propose'],
    async done(world) {
      const clientId = await somebodyElse(world)
      const propose = () =>
        world.ask.erasure.propose({ clientId, ground: 'asked-by-client', reason })
      await propose()
      return { act: () => world.ask.erasure.withdraw({ clientId, reason }), cure: propose }
    },
  },
  'client-corrected': {
    by: ['clients.correct'],
    async done({ ask, clientId }) {
      const correct = async (changes: object) => {
        const { version } = await ask.clients.get({ clientId })
        return ask.clients.correct({ ...client(changes), clientId, version, reason })
      }
      return { act: () => correct({ surname: 'Fennwright' }), cure: () => correct({}) }
    },
  },
  'client-joined': {
    by: ['clients.part'],
    async done({ ask, clientId: keptId }) {
      const { id: otherId } = await ask.clients.register(
        someClient({ forenames: 'Dom', prisonNumber: { number: '', exception: 'Not known yet' } }),
      )
      return {
        act: () => ask.clients.join({ keptId, otherId, confirmed: true, reason }),
        cure: () => ask.clients.part({ clientId: otherId, reason }),
      }
    },
  },
  'client-parted': {
    by: ['clients.join'],
    async done({ ask, clientId: keptId }) {
      const { id: otherId } = await ask.clients.register(
        someClient({ forenames: 'Nick', prisonNumber: { number: '', exception: 'Not known yet' } }),
      )
      const join = () => ask.clients.join({ keptId, otherId, confirmed: true, reason })
      await join()
      return { act: () => ask.clients.part({ clientId: otherId, reason }), cure: join }
    },
  },
  'stay-recorded': {
    by: ['clients.correctStay'],
    async done(world) {
      const { ask, clientId, today } = world
      const stay = { ...someClient().stay, establishmentId: 'humber', from: today() } as never
      const moved = async () => {
        const { stays } = await ask.clients.recordMove({ clientId, stay })
        return stays.findLast(({ establishmentId }) => establishmentId === ('humber' as never))!
      }
      let made: Awaited<ReturnType<typeof moved>>
      return {
        act: async () => void (made = await moved()),
        cure: () =>
          ask.clients.correctStay({ clientId, stayId: made.id, stay, never: true, reason }),
      }
    },
  },
  'stay-corrected': {
    by: ['clients.correctStay'],
    async done({ ask, clientId }) {
      const [first] = (await ask.clients.get({ clientId })).stays
      let stayId = first!.id
      const correct = async (from: string) => {
        const stay = { ...someClient().stay, from } as never
        const { stays } = await ask.clients.correctStay({ clientId, stayId, stay, reason })
        stayId = stays.find((one) => one.from === from)!.id
      }
      // What joined records say differently of a place is settled by whatever is recorded of it since.
      await correct('2026-03-03')
      return { act: () => correct('2026-03-09'), cure: () => correct('2026-03-03') }
    },
  },
  'representative-recorded': {
    by: ['representatives.remove'],
    async done(world) {
      let representativeId: Awaited<ReturnType<typeof deputy>>
      return {
        act: async () => void (representativeId = await deputy(world)),
        cure: () => world.ask.representatives.remove({ representativeId, reason }),
      }
    },
  },
  'representative-corrected': {
    by: ['representatives.correct'],
    async done(world) {
      const representativeId = await deputy(world)
      const { clientId: _, ...right } = someRepresentative(world.clientId)
      const correct = (version: number, surname: string) =>
        world.ask.representatives.correct({ ...right, surname, representativeId, version, reason })
      return { act: () => correct(1, 'Pryce'), cure: () => correct(2, right.surname) }
    },
  },
  'representative-ended': {
    by: ['representatives.restore'],
    async done(world) {
      const representativeId = await deputy(world)
      const on = day('2026-05-29')
      return {
        act: () => world.ask.representatives.end({ representativeId, on, reason }),
        cure: () => world.ask.representatives.restore({ representativeId, reason }),
      }
    },
  },
  'representative-removed': {
    by: ['representatives.restore'],
    async done(world) {
      const representativeId = await deputy(world)
      return {
        act: () => world.ask.representatives.remove({ representativeId, reason }),
        cure: () => world.ask.representatives.restore({ representativeId, reason }),
      }
    },
  },
  'representative-restored': {
    by: ['representatives.remove', 'representatives.end'],
    async done(world) {
      const representativeId = await deputy(world)
      const remove = () => world.ask.representatives.remove({ representativeId, reason })
      await remove()
      return {
        act: () => world.ask.representatives.restore({ representativeId, reason }),
        cure: remove,
      }
    },
  },
  'proof-attached': {
    by: ['representatives.attachProof'],
    async done(world) {
      const { ask, platform } = world
      const representativeId = await deputy(world)
      const attach = (words: string) => {
        platform.file = { name: 'order.pdf', bytes: somePdf(words) }
        return ask.representatives.attachProof({ representativeId })
      }
      await attach('the order')
      return { act: () => attach('another paper'), cure: () => attach('the order') }
    },
  },
  'basis-recorded': {
    by: ['bases.takeBack'],
    async done(world) {
      let basisId: BasisId
      return {
        act: async () => void (basisId = await basisAt(world, world.clientId)),
        cure: () => world.ask.bases.takeBack({ basisId, reason }),
      }
    },
  },
  'basis-corrected': {
    by: ['bases.correct'],
    async done(world) {
      const basisId = await basisAt(world, world.clientId)
      const { clientId: _, ...right } = someBasis(world.clientId)
      const correct = (version: number, until: string) =>
        world.ask.bases.correct({ ...right, until, basisId, version, reason })
      return { act: () => correct(1, '2026-12-24'), cure: () => correct(2, right.until) }
    },
  },
  'basis-paper-attached': {
    by: ['bases.attachPaper'],
    async done(world) {
      const { ask, platform } = world
      const basisId = await basisAt(world, world.clientId)
      const attach = (words: string) => {
        platform.file = { name: 'order.pdf', bytes: somePdf(words) }
        return ask.bases.attachPaper({ basisId })
      }
      return { act: () => attach('another order'), cure: () => attach('the order') }
    },
  },
  'basis-confirmed': {
    by: ['bases.takeBack'],
    async done(world) {
      const { ask, clientId, hire } = world
      const { length } = await ask.people.list({})
      const second = await hire(`Wyn Marlow ${length}`, 'caseworker')
      const basisId = await basisAt(world, clientId)
      return {
        act: () => as(world, second, () => ask.bases.confirm({ basisId, version: 1 })),
        cure: () => ask.bases.takeBack({ basisId, reason }),
      }
    },
  },
  'basis-ended': {
    by: ['bases.restore'],
    async done(world) {
      const basisId = await basisAt(world, world.clientId)
      return {
        act: () => world.ask.bases.end({ basisId, on: day('2026-11-20'), reason }),
        cure: () => world.ask.bases.restore({ basisId, reason }),
      }
    },
  },
  'basis-taken-back': {
    by: ['bases.restore'],
    async done(world) {
      const basisId = await basisAt(world, world.clientId)
      return {
        act: () => world.ask.bases.takeBack({ basisId, reason }),
        cure: () => world.ask.bases.restore({ basisId, reason }),
      }
    },
  },
  'basis-restored': {
    by: ['bases.takeBack', 'bases.end'],
    async done(world) {
      const basisId = await basisAt(world, world.clientId)
      const takeBack = () => world.ask.bases.takeBack({ basisId, reason })
      await takeBack()
      return { act: () => world.ask.bases.restore({ basisId, reason }), cure: takeBack }
    },
  },
  'firm-recorded': {
    by: ['practice.record'],
    async done({ ask }) {
      const record = (telephone: string) => recordFirm(ask, { telephone })
      return { act: () => record('01632 960 002'), cure: () => record('01632 960 001') }
    },
  },
  'signatory-recorded': {
    by: ['practice.recordSignatory'],
    async done({ ask, partner: personId }) {
      const record = async (more: object = {}) => {
        const { signatories = [] } = (await ask.practice.get({})) ?? {}
        const version = signatories.find((one) => one.personId === personId)?.version
        return ask.practice.recordSignatory({ personId, ...ownName, version, ...more })
      }
      return { act: () => record({ capacity: 'Partner' }), cure: () => record() }
    },
  },
  'logo-recorded': {
    by: ['practice.removeLogo', 'practice.chooseLogo'],
    async done({ ask, platform }) {
      if ((await ask.practice.get({}))?.logo) await ask.practice.removeLogo({})
      platform.file = { name: 'logo.png', bytes: somePng() }
      return { act: () => ask.practice.chooseLogo({}), cure: () => ask.practice.removeLogo({}) }
    },
  },
  'logo-removed': {
    by: ['practice.chooseLogo'],
    async done({ ask, platform }) {
      platform.file = { name: 'logo.png', bytes: somePng() }
      const choose = () => ask.practice.chooseLogo({})
      if (!(await ask.practice.get({}))?.logo) await choose()
      return { act: () => ask.practice.removeLogo({}), cure: choose }
    },
  },
  'edition-imported': {
    none: 'An edition is its makers’: what is wrong in it is changed by the office, or by a newer one.',
  },
  'matter-opened': {
    by: ['matters.close'],
    async done(world) {
      const { ask, clientId } = world
      let opened: Awaited<ReturnType<typeof ask.matters.open>>
      return {
        act: async () => {
          opened = await ask.matters.open({ clientId, ...matter(world, 'Opened twice') })
        },
        cure: () => closeMatter(ask, opened.id, reason),
      }
    },
  },
  'matter-corrected': {
    by: ['matters.correct'],
    async done(world) {
      const { ask, matterId } = world
      const correct = async (title: string) => {
        const { version } = await ask.matters.get({ matterId })
        return ask.matters.correct({ ...matter(world, title), matterId, version, reason })
      }
      return { act: () => correct('Copies'), cure: () => correct('Copies of records') }
    },
  },
  'matter-noted': {
    none: 'Nothing is counted by a note; a further note says what was wrong in it.',
  },
  'details-recorded': {
    by: ['details.record'],
    async done({ ask, matterId }) {
      const record = async (place: string) => {
        const [before] = await ask.details.get({ matterId })
        const rows = [{ on: '2026-02-14', place }]
        return ask.details.record({
          ...{ matterId, group: 'incident', version: before?.version ?? 0, rows },
        })
      }
      return { act: () => record('the A wing landing'), cure: () => record('the B wing landing') }
    },
  },
  'matter-closed': {
    by: ['matters.reopen'],
    done: async ({ ask, matterId }) => ({
      act: () => closeMatter(ask, matterId, 'All is done.'),
      cure: () => ask.matters.reopen({ matterId, reason }),
    }),
  },
  'matter-reopened': {
    by: ['matters.close'],
    async done(world) {
      const { ask, clientId } = world
      const { id: matterId } = await ask.matters.open({ clientId, ...matter(world, 'An old one') })
      const close = () => closeMatter(ask, matterId, 'All is done.', false)
      await close()
      return { act: () => ask.matters.reopen({ matterId, reason }), cure: close }
    },
  },
  'limitation-settled': {
    by: ['matters.settleLimitation'],
    async done(world) {
      const { ask, clientId } = world
      const { id: matterId } = await ask.matters.open({ clientId, ...matter(world, 'A claim') })
      const { limitation } = await closeMatter(ask, matterId, 'All is done.', false)
      const { rule } = limitation.find(({ passed }) => !passed)!
      const settle = (ended: boolean) =>
        ask.matters.settleLimitation({ matterId, rule, ended, reason })
      return { act: () => settle(true), cure: () => settle(false) }
    },
  },
  'matter-access-restricted': {
    by: ['matters.liftAccess'],
    async done(world) {
      const { ask, clientId, partner, colleague } = world
      const { id: matterId } = await ask.matters.open({ clientId, ...matter(world, 'A quiet one') })
      return {
        act: () => ask.matters.restrictAccess({ matterId, people: [partner, colleague], reason }),
        cure: () => openAgain(world, matterId, reason),
      }
    },
  },
  'matter-access-lifted': {
    by: ['matters.restrictAccess'],
    async done(world) {
      const { ask, clientId, partner, colleague } = world
      const { id: matterId } = await ask.matters.open({ clientId, ...matter(world, 'A quiet one') })
      const restrict = () =>
        ask.matters.restrictAccess({ matterId, people: [partner, colleague], reason })
      await restrict()
      return { act: () => openAgain(world, matterId, reason), cure: restrict }
    },
  },
  'matter-access-taken': {
    none: 'It adds a partner where none was left who could act; they name others, or end the restriction.',
  },
  'consent-recorded': {
    by: consents,
    async done(world) {
      const { ask, clientId } = world
      // The paper is recorded rightly, then once more with another answer.
      await checking(world, (await ask.consents.record(someConsent(clientId))).id)
      let wrong: Awaited<ReturnType<typeof authorised>>
      const choices = [{ class: 'health' as const, answer: 'refused' as const }]
      return {
        act: async () =>
          void (wrong = await ask.consents.record(someConsent(clientId, { choices }))),
        cure: async () => {
          const consentId = wrong.id
          await as(world, world.colleague, () => ask.consents.sendBack({ consentId, reason }))
          const right = someConsent(clientId, { replaces: consentId })
          await checking(world, (await ask.consents.record(right)).id)
        },
      }
    },
  },
  'consent-withdrawn': {
    by: ['consents.correctWithdrawal'],
    async done(world) {
      const { ask, today } = world
      const { id: consentId } = await authorised(world, { recipient: someoneElse })
      const said = { ...withdrawal, consentId, receivedOn: today(), saidOn: today() }
      let replaces = 0
      return {
        act: async () => {
          const { withdrawals } = await ask.consents.withdraw(said)
          replaces = withdrawals[0]!.seq
        },
        cure: () => ask.consents.correctWithdrawal({ ...said, replaces, mistake: true, reason }),
      }
    },
  },
  'withdrawal-corrected': {
    by: ['consents.withdraw', 'consents.correctWithdrawal'],
    async done(world) {
      const { ask, today } = world
      const { id: consentId } = await authorised(world, { recipient: someoneElse })
      const said = { ...withdrawal, consentId, receivedOn: today(), saidOn: today() }
      const { withdrawals } = await ask.consents.withdraw(said)
      const replaces = withdrawals[0]!.seq
      return {
        act: () => ask.consents.correctWithdrawal({ ...said, replaces, mistake: true, reason }),
        cure: () => ask.consents.withdraw(said),
      }
    },
  },
  'scan-attached': {
    by: ['consents.attachScan'],
    async done(world) {
      const { ask, platform } = world
      const { id: consentId } = await authorised(world)
      const attach = (words: string) => {
        platform.file = { name: 'scan.pdf', bytes: somePdf(words) }
        return ask.consents.attachScan({ consentId })
      }
      await attach('the form')
      return { act: () => attach('another paper'), cure: () => attach('the form') }
    },
  },
  'document-kept': {
    by: ['documents.remove'],
    async done(world) {
      let documentId: DocumentId
      return {
        act: async () => void (documentId = (await keepDocument(world, world.clientId)).id),
        cure: () => world.ask.documents.remove({ documentId, reason }),
      }
    },
  },
  'document-corrected': {
    by: ['documents.correct'],
    async done(world) {
      const { id: documentId } = await keepDocument(world, world.clientId)
      const correct = (version: number, pages: number) =>
        world.ask.documents.correct({ ...someDocument({ pages }), documentId, version, reason })
      return { act: () => correct(1, 9), cure: () => correct(2, 3) }
    },
  },
  'document-removed': {
    by: ['documents.keep'],
    async done(world) {
      const { id: documentId } = await keepDocument(world, world.clientId)
      return {
        act: () => world.ask.documents.remove({ documentId, reason }),
        cure: () => keepDocument(world, world.clientId),
      }
    },
  },
  'document-opened': { none: 'That somebody looked at a document is a fact.' },
  'check-opened': { none: 'That an entry was opened is a fact.' },
  'consent-checked': {
    by: consents,
    async done(world) {
      const { ask, clientId } = world
      const paper = someAuthority(clientId, { recipient: someoneElse })
      const { id: consentId } = await ask.consents.record(paper)
      const back = () => ask.consents.sendBack({ consentId, reason })
      return {
        act: () => checking(world, consentId),
        cure: async () => {
          await back()
          await ask.consents.record({ ...paper, replaces: consentId })
        },
      }
    },
  },
  'consent-returned': {
    by: ['consents.record', 'consents.check'],
    async done(world) {
      const { ask, clientId } = world
      const { id: consentId } = await authorised(world)
      return {
        act: () => ask.consents.sendBack({ consentId, reason }),
        cure: async () => {
          const again = someAuthority(clientId, { replaces: consentId })
          await checking(world, (await ask.consents.record(again)).id)
        },
      }
    },
  },
  'consent-reviewed': {
    by: ['consents.undoReview'],
    async done(world) {
      const consentId = await toReview(world)
      return {
        act: () => world.ask.consents.review({ consentId, ...asked(world) }),
        cure: () => world.ask.consents.undoReview({ consentId, reason }),
      }
    },
  },
  'review-undone': {
    by: ['consents.review'],
    async done(world) {
      const consentId = await toReview(world)
      const review = () => world.ask.consents.review({ consentId, ...asked(world) })
      await review()
      return { act: () => world.ask.consents.undoReview({ consentId, reason }), cure: review }
    },
  },
  'receipt-made': { none: 'It is a sheet of paper, which is destroyed.' },
  'check-off-proposed': {
    by: ['practice.chooseSecondCheck'],
    async done({ ask }) {
      await ask.people.add({ name: 'Vera Lund', role: 'partner', ...chosen })
      const choose = (required: boolean) => ask.practice.chooseSecondCheck({ required, reason })
      await choose(true).catch(() => undefined)
      return { act: () => choose(false), cure: () => choose(true) }
    },
  },
  'check-chosen': {
    by: ['practice.chooseSecondCheck'],
    async done({ ask, partner }) {
      for (const { id: personId, role, works } of await ask.people.list({}))
        if (works && role === 'partner' && personId !== partner)
          await ask.people.remove({ personId })
      const choose = (required: boolean) => ask.practice.chooseSecondCheck({ required, reason })
      // What another proposed would go with it.
      await choose(true).catch(() => undefined)
      return { act: () => choose(false), cure: () => choose(true) }
    },
  },
  'call-recorded': {
    by: ['disclosures.undoCall'],
    async done(world) {
      const call = await toCall(world)
      let seq = 0
      return {
        act: async () => void ({ seq } = await call()),
        cure: () => world.ask.disclosures.undoCall({ seq, reason }),
      }
    },
  },
  'call-undone': {
    by: ['disclosures.recordCall'],
    async done(world) {
      const call = await toCall(world)
      const { seq } = await call()
      return { act: () => world.ask.disclosures.undoCall({ seq, reason }), cure: call }
    },
  },
  'record-read': { none: 'That something restricted was opened is a fact.' },
  'letter-drafted': {
    by: ['letters.discard'],
    async done(world) {
      let drafted: Letter
      return {
        act: async () => void (drafted = await form(world, 'draft')),
        cure: () => world.ask.letters.discard({ letterId: drafted.id, reason }),
      }
    },
  },
  'letter-redrafted': {
    by: ['letters.redraft'],
    async done(world) {
      const { id: letterId, version, content } = await form(world, 'draft')
      const put = (newest: number, yourRef: string) =>
        world.ask.letters.redraft({ letterId, version: newest, content: { ...content, yourRef } })
      return { act: () => put(version, 'NH/77'), cure: () => put(version + 1, content.yourRef) }
    },
  },
  'letter-approved': {
    by: ['letters.recall', 'letters.draftAgain'],
    async done(world) {
      const { ask } = world
      const { id: letterId, version } = await form(world, 'draft')
      return {
        act: () => ask.letters.approve({ letterId, version }),
        cure: async () => {
          await ask.letters.recall({ letterId, reason, destroyedBy: 'Hester Vane' })
          await ask.letters.draftAgain({ letterId })
        },
      }
    },
  },
  'letter-printed': undone(
    'letter-printed',
    (world) => form(world, 'approved'),
    ({ ask }, { id: letterId }) => ask.letters.printed({ letterId }),
  ),
  'letter-signed': undone(
    'letter-signed',
    (world) => form(world, 'printed'),
    ({ ask }, { id: letterId }) => ask.letters.signed({ letterId }),
  ),
  'letter-sent': undone(
    'letter-sent',
    async (world) => {
      await authorised(world)
      return letterAt(world, 'signed')
    },
    ({ ask, today }, { id: letterId }) =>
      ask.letters.send({ letterId, route: 'first-class', on: today() }),
  ),
  'sending-undone': {
    by: ['letters.send'],
    async done(world) {
      const { ask, today } = world
      const { id: letterId } = await request(world)
      return {
        act: () => ask.letters.undoStep({ letterId, step: 'letter-sent', reason }),
        cure: () => ask.letters.send({ letterId, route: 'first-class', on: today() }),
      }
    },
  },
  'letter-recalled': {
    by: ['letters.draftAgain', 'letters.approve', 'letters.printed'],
    async done(world) {
      const { ask } = world
      const { id: letterId } = await form(world, 'printed')
      return {
        act: () => ask.letters.recall({ letterId, reason, destroyedBy: 'Hester Vane' }),
        cure: async () => carried(world, await ask.letters.draftAgain({ letterId })),
      }
    },
  },
  'letter-returned': undone('letter-returned', request, ({ ask, today }, { id: letterId }) =>
    ask.letters.returned({ letterId, on: today(), reason: 'Gone away' }),
  ),
  'letter-copied': { none: 'A copy is a file or a sheet, which is deleted or destroyed.' },
  'post-book-printed': { none: 'The paper exists; the next one says what changed since.' },
  'letter-discarded': {
    by: ['letters.draftAgain'],
    async done(world) {
      const { id: letterId } = await form(world, 'draft')
      return {
        act: () => world.ask.letters.discard({ letterId, reason }),
        cure: () => world.ask.letters.draftAgain({ letterId }),
      }
    },
  },
  'letter-replaced': {
    by: ['letters.discard'],
    async done({ ask, ...world }) {
      const { id: letterId } = await form({ ask, ...world } as World, 'approved')
      await ask.letters.recall({ letterId, reason, destroyedBy: 'Hester Vane' })
      let again: Letter
      return {
        act: async () => void (again = await ask.letters.draftAgain({ letterId })),
        cure: () => ask.letters.discard({ letterId: again.id, reason }),
      }
    },
  },
  'reply-recorded': {
    by: ['letters.correctReply'],
    async done(world) {
      const { ask, today } = world
      const { id: letterId } = await request(world)
      const said = { letterId, on: today(), note: '' }
      let standing = { reply: 0, version: 0 }
      return {
        act: async () => {
          const { replies } = await ask.letters.recordReply({ ...said, kind: 'answered-in-full' })
          const { seq: reply, version } = replies[0]!
          standing = { reply, version }
        },
        cure: () => ask.letters.correctReply({ ...said, ...standing, kind: null, reason }),
      }
    },
  },
  'reply-corrected': {
    by: ['letters.correctReply'],
    async done(world) {
      const { ask, today } = world
      const { id: letterId } = await request(world)
      const said = { letterId, on: today(), note: '' }
      const noted = await ask.letters.recordReply({ ...said, kind: 'extended' })
      let reply = noted.replies[0]!.seq
      const correct = async (kind: 'extended' | 'refused') => {
        const { replies } = await ask.letters.correctReply({
          ...said,
          reply,
          version: reply,
          kind,
          reason,
        })
        reply = replies[0]!.seq
      }
      return { act: () => correct('refused'), cure: () => correct('extended') }
    },
  },
  'reply-decided': {
    by: ['letters.correctReply', 'letters.decideReply'],
    async done(world) {
      const { ask, today } = world
      const { id: letterId } = await request(world)
      const said = { letterId, on: today(), note: '' }
      const { replies } = await ask.letters.recordReply({ ...said, kind: 'refused' })
      const { seq: reply, version: first } = replies[0]!
      const decided = {
        letterId,
        reply,
        version: first,
        decision: 'accept' as const,
        until: null,
        reason,
      }
      return {
        act: () => ask.letters.decideReply(decided),
        async cure() {
          const { version } = (await ask.letters.get({ letterId })).replies[0]!
          return ask.letters.correctReply({ ...said, reply, version, kind: 'refused', reason })
        },
      }
    },
  },
  'client-copy-decided': {
    by: ['letters.decideCopy'],
    async done(world) {
      const { ask, today } = world
      const { id: letterId } = await request(world)
      await ask.letters.recordReply({ letterId, kind: 'refused', on: today(), note: '' })
      const decide = async (decision: 'send' | 'withhold') => {
        const { version } = (await ask.letters.refusal({ letterId })).copy
        return ask.letters.decideCopy({ letterId, version, decision, reason })
      }
      return { act: () => decide('send'), cure: () => decide('withhold') }
    },
  },
  'sending-corrected': {
    by: ['letters.correctSending'],
    async done(world) {
      const { ask, today } = world
      const { id: letterId } = await request(world)
      const correct = async (route: 'first-class' | 'hand') => {
        const { version } = (await ask.letters.get({ letterId })).sent!
        return ask.letters.correctSending({ letterId, version, route, on: today(), reason })
      }
      return { act: () => correct('hand'), cure: () => correct('first-class') }
    },
  },
  'step-undone': {
    by: ['letters.printed', 'letters.signed', 'letters.returned'],
    async done(world) {
      const { ask } = world
      const { id: letterId } = await form(world, 'signed')
      return {
        act: () => ask.letters.undoStep({ letterId, step: 'letter-signed', reason }),
        cure: () => ask.letters.signed({ letterId }),
      }
    },
  },
  'template-saved': {
    by: ['letters.stopTemplate'],
    async done({ ask }) {
      const { own, version } = await ownTemplate(ask)
      return {
        act: () => ask.letters.saveTemplate(own),
        cure: () => ask.letters.stopTemplate({ kind: own.kind, version, reason }),
      }
    },
  },
  'template-stopped': {
    by: ['letters.saveTemplate'],
    async done({ ask }) {
      const { own, version } = await ownTemplate(ask)
      await ask.letters.saveTemplate(own)
      return {
        act: () => ask.letters.stopTemplate({ kind: own.kind, version, reason }),
        cure: () => ask.letters.saveTemplate({ ...own, basedOn: version, versions: version }),
      }
    },
  },
  'paragraph-saved': {
    by: ['letters.stopParagraph'],
    async done({ ask }) {
      let id: ParagraphFile['id']
      return {
        act: async () => ({ id } = await ask.letters.saveParagraph(ownParagraph)),
        cure: () => ask.letters.stopParagraph({ id, version: 1, reason }),
      }
    },
  },
  'paragraph-stopped': {
    by: ['letters.saveParagraph'],
    async done({ ask }) {
      const another = { ...ownParagraph, name: 'No visits' }
      const { id } = await ask.letters.saveParagraph(another)
      return {
        act: () => ask.letters.stopParagraph({ id, version: 1, reason }),
        cure: () => ask.letters.saveParagraph({ ...another, id, basedOn: 1, versions: 1 }),
      }
    },
  },
  'sensitive-word-added': {
    by: ['letters.removeSensitiveWord'],
    done: async ({ ask }) => ({
      act: () => ask.letters.addSensitiveWord(word),
      cure: () => ask.letters.removeSensitiveWord(word),
    }),
  },
  'sensitive-word-removed': {
    by: ['letters.addSensitiveWord'],
    async done({ ask }) {
      const own = { ...word, word: 'Lantern House' }
      await ask.letters.addSensitiveWord(own)
      return {
        act: () => ask.letters.removeSensitiveWord(own),
        cure: () => ask.letters.addSensitiveWord(own),
      }
    },
  },
  'law-amended': {
    by: ['law.withdrawAmendment'],
    async done(world) {
      const { ask } = world
      await asPublished(world)
      let made: Awaited<ReturnType<typeof ask.law.amend>>
      return {
        act: async () => void (made = await amendNow(ask, amendment(world))),
        cure: () => ask.law.withdrawAmendment({ id: made.amendment.id, reason }),
      }
    },
  },
  'law-amendment-withdrawn': {
    by: ['law.amend'],
    async done(world) {
      const { ask } = world
      const amend = () => amendNow(ask, amendment(world))
      await asPublished(world)
      const { id } = (await amend()).amendment
      return { act: () => ask.law.withdrawAmendment({ id, reason }), cure: amend }
    },
  },
  'law-vouched': {
    by: ['law.withdrawCheck'],
    async done(world) {
      const entry = await anUnchecked(world)
      return {
        act: () => recordCheck(world, entry),
        cure: () => world.ask.law.withdrawCheck({ entry, reason }),
      }
    },
  },
  'vouching-undone': {
    by: ['law.recordCheck'],
    async done(world) {
      const entry = await anUnchecked(world)
      await recordCheck(world, entry)
      return {
        act: () => world.ask.law.withdrawCheck({ entry, reason }),
        cure: () => recordCheck(world, entry),
      }
    },
  },
  'holiday-recorded': {
    by: ['deadlines.withdrawHoliday'],
    async done({ ask }) {
      let made: Awaited<ReturnType<typeof ask.deadlines.recordHoliday>>
      return {
        act: async () => void (made = await ask.deadlines.recordHoliday(proclaimed)),
        cure: () => ask.deadlines.withdrawHoliday({ id: made.holiday.id, reason }),
      }
    },
  },
  'holiday-withdrawn': {
    by: ['deadlines.recordHoliday'],
    async done({ ask }) {
      const change = { ...holiday, on: day('2027-12-23') }
      const record = () => ask.deadlines.recordHoliday({ ...proclaimed, change })
      const { id } = (await record()).holiday
      return { act: () => ask.deadlines.withdrawHoliday({ id, reason }), cure: record }
    },
  },
  'arrangement-recorded': {
    by: ['establishments.correctArrangement'],
    async done(world) {
      const { ask } = world
      await arrangementHere(world)
      const over = { ...arrangement, sort: 'governance' as const, name: 'Nobody' }
      let id: Awaited<ReturnType<typeof arrangementHere>>
      return {
        act: async () => {
          const { arrangements } = await ask.establishments.recordArrangement(over)
          id = arrangements.find(({ sort }) => sort === 'governance')!.id
        },
        // It held on no day that counts.
        cure: () =>
          ask.establishments.correctArrangement({
            ...{ ...over, to: day('2016-04-01'), id, version: 1, reason },
          }),
      }
    },
  },
  'arrangement-corrected': {
    by: ['establishments.correctArrangement'],
    async done(world) {
      const { ask } = world
      const id = await arrangementHere(world)
      const correct = (name: string, version: number) =>
        ask.establishments.correctArrangement({ ...arrangement, name, id, version, reason })
      return { act: () => correct('NHS Hull', 1), cure: () => correct(arrangement.name, 2) }
    },
  },
  'transfer-recorded': {
    by: ['establishments.recordTransfer'],
    async done({ ask }) {
      const passed = (on: string) =>
        ask.establishments.recordTransfer({
          ...{ establishmentId: 'hull', on: day(on), source: 'A letter', note: '', verified: true },
        } as never)
      await passed('2005-04-01')
      return { act: () => passed('2006-04-01'), cure: () => passed('2005-04-01') }
    },
  },
  'register-exported': { none: 'A file was saved, and that it was stays true.' },
  'list-exported': { none: 'A file was saved, and that it was stays true.' },
  'pack-made': { none: 'A pack that was handed out cannot be called back by the program.' },
  'pack-told': { none: 'It says what a pack told, and what was told stays told.' },
  'client-erased': {
    none: 'An erasure is final on purpose: one person proposes it, which can be taken back, and a second confirms it.',
  },
}
