import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeMatter } from '../matters/close-matter.ts'
import type { RemedyContract } from '../../src-main/contract.ts'
import type { DeskId } from '../../src-main/desks/contract.ts'
import { deskKeysIn, writeDeskKeys } from '../../src-main/desks/desk-keys.ts'
import { deskAt } from '../desks/desk-at.ts'
import type { ConsentId, consents } from '../../src-main/consents/contract.ts'
import type { ArrangementDraft } from '../../src-main/establishments/contract.ts'
import type { Letter, LetterContent, LetterId } from '../../src-main/letters/contract.ts'
import type { MatterId } from '../../src-main/matters/contract.ts'
import type { PersonId, Role } from '../../src-main/people/contract.ts'
import { openConnection } from '../../src-main/vault/connection.ts'
import { keyOfWords } from '../../src-main/vault/recovery-words.ts'
import { readKeyFile, writeKeyFile } from '../../src-main/vault/key-file.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import type { z } from '../../src-main/wire/schema.ts'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import {
  chosen,
  PASSPHRASE,
  someClient,
  type TestClock,
  type TestPlatform,
} from '../open-office.ts'
import { somePdf, somePng } from '../practice/some-picture.ts'
import { keepDocument, someDocument } from '../documents/some-document.ts'
import { someBasis } from '../bases/some-basis.ts'
import { someRepresentative } from '../representatives/some-representative.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { amendNow } from '../law/as-it-stands.ts'

/** The office that is lived in, its surroundings, the edition of the law and the update of the program that come in the end. */
export interface Desks {
  ask: Client<RemedyContract>
  platform: TestPlatform
  clock: TestClock
  folder: string
  edition: Uint8Array
  update: Uint8Array
}
type Day = LetterContent['datedOn']
type Form = z.input<(typeof consents)['record']['input']>
type Route =
  'first-class' | 'second-class' | 'special-delivery' | 'dx' | 'hand' | 'email' | 'cjsm' | 'portal'
type Step = 'draft' | 'approved' | 'printed' | 'signed' | Route

const HOLDER = 'Northgate Health, HMP Leeds'
const OLD_HOLDER = 'Humber Health, HMP Hull'
const sister = { name: 'Denise Fenwright', role: 'family' } as const
const day = (iso: string) => iso as Day

/**
 * The life of a small office from the spring of 2018 to the spring of 2027, told by the ordinary questions. It does
 * everything that the log has an act for, leaves a letter in every state and a form in every one of its own.
 */
export async function liveOn(desks: Desks): Promise<void> {
  const one = await founded(desks)
  await underTheOldAct(one)
  await peopleComeAndGo(one)
  const client = await booksOf(one)
  await whoActs(one, client)
  await theLawOfTheOffice(one)
  await whatCame(one, client)
  const forms = await formsOf(one, client)
  await withoutConsent(one, client)
  await lettersOf(one, client, forms)
  await one.ask.letters.makePostBook({ on: one.today(), way: 'reader' })
  await takenBack(one, client, forms)
  await theBackups(one)
  await theNewEdition(one)
  await theUpdate(one)
  await anAuditPack(one)
  await passedOn(one)
  await closedToOthers(one, client)
  await anErasure(one, client)
  await anImport(one)
}

/** Somebody's open work passes to a colleague, and back. */
async function passedOn({ ask, partner }: Office): Promise<void> {
  const owain = (await ask.people.list({})).find(({ name }) => name === 'Owain Prosser')!.id
  await ask.people.passOn({ personId: partner, passTo: owain })
  await ask.people.passOn({ personId: owain, passTo: partner })
}

/** A matter is closed to all but a partner, who leaves; another takes it over, and opens it to everybody. */
async function closedToOthers({ ask, hire, partner }: Office, { clientId }: Books): Promise<void> {
  const reason = 'A relative of the client works here.'
  const cerys = await hire('Cerys Moat', 'partner')
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'other', title: 'A quiet matter', responsible: cerys },
    ...{ opponents: [], eventOn: day('2026-03-02'), knownOn: null, noEventReason: '' },
  })
  await ask.matters.restrictAccess({ matterId, people: [cerys], reason })
  await ask.people.remove({ personId: cerys })
  const { access } = await ask.matters.takeOverAccess({ matterId, reason: 'She left.' })
  const { version: restricted } = access!
  await ask.matters.liftAccess({ matterId, version: restricted, reason: 'The relative left too.' })
  const { version, kind, title, opponents, eventOn, knownOn, noEventReason } =
    await ask.matters.get({ matterId })
  await ask.matters.correct({
    ...{ matterId, version, kind, title, opponents, eventOn, knownOn, noEventReason },
    ...{ responsible: partner, reason: 'She left.' },
  })
  await closeMatter(ask, matterId, 'Nothing came of it.')
}

type Office = Awaited<ReturnType<typeof founded>>
type Books = Awaited<ReturnType<typeof booksOf>>
type Forms = Awaited<ReturnType<typeof formsOf>>

async function founded({ ask, platform, clock, folder, edition, update }: Desks) {
  clock.set('2018-04-03T08:00:00.000Z')
  const person = { officeName: 'Tark & Prosser', personName: 'Imogen Tark', ...chosen }
  const { sheetWords } = await ask.signIn.createOffice(person)
  const { me } = await ask.signIn.state({})
  const partner = me!.id
  platform.choose = 'a folder'
  const hire = async (name: string, role: Role) =>
    (await ask.people.add({ name, role, ...chosen })).id
  const signIn = (personId: PersonId, passphrase = PASSPHRASE) =>
    ask.signIn.unlock({ personId, passphrase })
  const hester = await hire('Hester Vane', 'secretary')
  await recordFirm(ask)
  const imogen = { personId: partner, signsAs: 'Imogen Tark', capacity: 'Solicitor' }
  await ask.practice.recordSignatory({ ...imogen, initials: 'IT' })
  /** Moves the clock to a morning; the partner works on unless somebody else signs in. */
  const on = (iso: string) => {
    clock.set(`${iso}T09:00:00.000Z`)
    return day(iso)
  }
  const today = () => day(clock().toISOString().slice(0, 10))
  const as = async <T>(who: PersonId, act: () => Promise<T>) => {
    await signIn(who)
    const done = await act()
    await signIn(partner)
    return done
  }
  return {
    ask,
    platform,
    folder,
    edition,
    update,
    partner,
    hester,
    sheetWords,
    hire,
    signIn,
    as,
    on,
    today,
  }
}

/** A letter as proposed, its blanks filled in, carried as far as `to`. */
async function letter(
  { ask, today }: Office,
  asked: { matterId: MatterId; kind: LetterContent['kind']; answers?: LetterId; datedOn?: Day },
  to: Step,
  changes: (proposed: LetterContent) => Partial<LetterContent> = () => ({}),
): Promise<Letter> {
  const proposed = await ask.letters.propose({ datedOn: today(), ...asked })
  const { addressee } = proposed
  const lines = addressee.lines.filter((line) => !line.startsWith('['))
  const placed = {
    ...proposed,
    addressee: { ...addressee, lines: [...lines, 'Sample Lane'] },
    addressSource: 'Made up',
  }
  const made = await ask.letters.draft({ ...placed, ...changes(placed) })
  const { id: letterId, version } = made
  if (to === 'draft') return made
  for (const { entry, version: read, source } of made.gate.toCheck) {
    const said = { entry, version: read, checkedOn: today(), source, note: 'Read in the office.' }
    await ask.law.recordCheck(said)
    await ask.law.withdrawCheck({ entry, reason: 'The page was that of another section' })
    await ask.law.recordCheck(said)
  }
  const approved = await ask.letters.approve({ letterId, version })
  if (to === 'approved') return approved
  const printed = await ask.letters.printed({ letterId })
  if (to === 'printed') return printed
  const signed = await ask.letters.signed({ letterId })
  if (to === 'signed') return signed
  return ask.letters.send({ letterId, route: to, on: today() })
}

const toHolder =
  (name: string, more: Partial<LetterContent> = {}) =>
  ({ addressee }: LetterContent): Partial<LetterContent> => ({
    addressee: { ...addressee, name, lines: ['Sample Lane', 'Madeupton'], postcode: 'ZZ2 1ZZ' },
    ...more,
  })

/** Two requests under the Act of 1998: one answered, one chased and refused. */
async function underTheOldAct(one: Office): Promise<void> {
  const { ask, on, today, partner, as, hester } = one
  on('2018-04-10')
  // Who asked once, and never became a client.
  await ask.clients.register(
    someClient({
      ...{ surname: 'Ashdown', forenames: 'Noel' },
      prisonNumber: { number: '', exception: 'Not known yet' },
      stay: { establishmentId: 'hull', from: '2018-01-05', source: 'A letter' },
    }),
  )
  const { id: clientId } = await ask.clients.register(
    someClient({
      ...{ surname: 'Bevington', forenames: 'Albert', bornOn: '1949-01-30' },
      prisonNumber: { number: 'NV2406', exception: 'The number of an old file' },
      stay: { establishmentId: 'hull', from: '2004-02-02', source: 'The prison file' },
    }),
  )
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'prison-records', title: 'Old prison file', responsible: partner },
    ...{ opponents: [], eventOn: day('2017-11-03'), knownOn: null, noEventReason: '' },
  })
  const signed = { signedOn: '2018-04-02', receivedOn: '2018-04-09' }
  const authorise = async (name: string) => {
    const recipient = { name, role: 'records-holder' as const }
    const form = someAuthority(clientId, { recipient, ...signed })
    const { id: consentId } = await ask.consents.record(form)
    await as(hester, () => ask.consents.check({ consentId, against: 'paper' }))
  }
  await authorise(OLD_HOLDER)
  await authorise('The Governor, HMP Hull')
  const health = await letter(one, { matterId, kind: 'L03' }, 'first-class', toHolder(OLD_HOLDER))
  const governor = toHolder('The Governor, HMP Hull')
  const prison = await letter(one, { matterId, kind: 'L05' }, 'second-class', governor)
  on('2018-05-14')
  const reply = (letterId: LetterId, kind: 'answered-in-full' | 'refused' | 'fee-asked') =>
    ask.letters.recordReply({ letterId, kind, on: today(), note: '' })
  await reply(prison.id, 'fee-asked')
  await reply(health.id, 'answered-in-full')
  on('2018-06-11')
  await letter(one, { matterId, kind: 'L09', answers: prison.id }, 'dx')
  on('2018-06-25')
  await reply(prison.id, 'refused')
  await closeMatter(ask, matterId, 'The client has what there is.')
  await ask.matters.reopen({ matterId, reason: 'Another box was found.' })
  const { limitation } = await closeMatter(ask, matterId, 'The box was empty.')
  const ahead = limitation.find(({ passed }) => !passed)!
  await ask.matters.settleLimitation({
    ...{ matterId, rule: ahead.rule, ended: false, reason: 'The client may still claim.' },
  })
}

/** Leaves somebody's key as those of earlier releases were: without a public half that the log knows. */
export function forgetPair(folder: string, sheetWords: string, personId: string): void {
  const key = keyOfWords(sheetWords)!
  const db = openConnection({ file: join(folder, 'remedy.db'), key, readonly: false })
  db.prepare('delete from person_pair where person_id = ?').run(personId)
  db.close()
}

/** Two desks join, one is renamed and the other removed; somebody writes a third into the list of keys. */
async function otherDesks({ ask, platform, folder }: Office): Promise<void> {
  const { deskId } = await deskAt({ ask, platform }, 'Front desk')
  await ask.desks.rename({ deskId: deskId as DeskId, name: 'Reception' })
  const gone = await deskAt({ ask, platform }, 'Attic')
  await ask.desks.remove({ deskId: gone.deskId as DeskId })
  const stray = { id: 'stray', name: 'Nobody’s desk', key: 'f'.repeat(64) }
  writeDeskKeys(folder, [...deskKeysIn(folder), stray])
  for (const on of [true, false, true]) await ask.desks.takeDesks({ on })
  // The program ends, and at its next start another has what it needs.
  await platform.desks.turn(folder, false)
}

async function peopleComeAndGo(one: Office): Promise<void> {
  const { ask, on, hire, signIn, partner, sheetWords } = one
  on('2026-06-01')
  await hire('Ivo Tarn', 'caseworker')
  await hire('Ada Quill', 'auditor')
  const owain = await hire('Owain Prosser', 'partner')
  const leaves = await hire('Tam Ledger', 'secretary')
  await ask.people.changeRole({ personId: leaves, role: 'caseworker' })
  await ask.people.nameAccount({ personId: leaves, sameAs: owain })
  await ask.people.remove({ personId: leaves })
  await otherDesks(one)
  await ask.signIn.lock({})
  const file = join(one.folder, 'remedy.keys')
  const { people: holders, ...keys } = readKeyFile(file)!
  const stray = { ...holders[0]!, personId: 'stray', name: 'Nobody here' }
  writeKeyFile(file, { ...keys, people: [...holders, stray] })
  await signIn(owain, 'not this one').catch(() => undefined)
  await ask.signIn.recover({ personId: owain, sheetWords, ...chosen })
  const other = 'four other plain words'
  await ask.people.changePassphrase({
    ...{ current: PASSPHRASE, passphrase: other, passphraseAgain: other },
  })
  await signIn(partner)
  await ask.people.givePassphrase({ personId: owain, ...chosen })
  await ask.signIn.unlockChoosing({
    ...{ personId: owain, current: PASSPHRASE, passphrase: other, passphraseAgain: other },
  })
  await signIn(partner)
  await ask.signIn.lock({})
  forgetPair(one.folder, sheetWords, partner)
  await signIn(partner)
  await ask.people.changeFileKey({ passphrase: PASSPHRASE })
  const sheet = await ask.people.renewRecoverySheet({ passphrase: PASSPHRASE })
  const [first, second] = sheet.places.map((place) => sheet.sheetWords.split(' ')[place - 1]!)
  await ask.people.confirmRecoverySheet({ first: first!, second: second! })
  const signs = { personId: owain, signsAs: 'O. Prosser', capacity: 'Partner', initials: 'OP' }
  await ask.practice.recordSignatory(signs)
  await recordFirm(ask, { dx: 'DX 12 Madeupton', company: 'Tark & Prosser LLP' })
  one.platform.file = { name: 'logo.png', bytes: somePng() }
  await ask.practice.chooseLogo({})
  await ask.practice.removeLogo({})
  one.platform.file = { name: 'logo.png', bytes: somePng({ width: 60, height: 20 }) }
  await ask.practice.chooseLogo({})
  await ask.practice.chooseSecondCheck({ required: false, reason: 'Two of us are away.' })
  await signIn(owain, other)
  await ask.practice.chooseSecondCheck({ required: false, reason: 'Two of us are away.' })
  await signIn(partner)
  const word = { word: 'Quay House', class: 'hiv-sexual-health' as const }
  await ask.letters.addSensitiveWord({ ...word, reason: 'The clinic in the High Street' })
  await ask.letters.removeSensitiveWord({ ...word, reason: 'It moved' })
  const { shipped } = await ask.letters.template({ kind: 'L38' })
  const text = `${shipped}\n== ours (identity)\nPlease write to us and not to our client.\n`
  const own = { text, basedOn: null, versions: 0, reason: 'Our own words' }
  await ask.letters.saveTemplate({ kind: 'L38', ...own })
  await ask.letters.stopTemplate({ kind: 'L38', version: 1, reason: 'The shipped words do' })
  const paragraph = await ask.letters.saveParagraph({
    ...{ id: null, name: 'No telephone calls', class: 'identity', basedOn: null, versions: 0 },
    ...{ text: 'Please do not telephone our client.', reason: 'Asked for in most letters' },
  })
  const { id } = paragraph
  await ask.letters.stopParagraph({ id, version: 1, reason: 'The letters say so themselves' })
}

/** The clients and matters that the rest is about. */
async function booksOf({ ask, on, partner }: Office) {
  on('2026-06-02')
  const fenwright = await ask.clients.register(someClient({ surname: 'Fennwright' }))
  const clientId = fenwright.id
  const { stay: _, ...right } = someClient({
    aliases: [{ surname: 'Wright', forenames: 'Nicky' }],
    needs: { largePrint: true, note: 'Reads slowly' },
  })
  await ask.clients.correct({ ...right, clientId, version: 1, reason: 'A slip of the keyboard' })
  const moved = await ask.clients.recordMove({
    clientId,
    stay: {
      establishmentId: 'hull' as never,
      from: day('2026-05-14'),
      source: 'The client’s call',
    },
  })
  await ask.clients.correctStay({
    ...{ clientId, stayId: moved.stays.at(-1)!.id, reason: 'The letter says the 18th' },
    stay: { establishmentId: 'hull' as never, from: day('2026-05-18'), source: 'A letter' },
  })
  const bozek = await ask.clients.register(
    someClient({
      ...{ surname: 'Bożek', forenames: 'Łucja', bornOn: null },
      prisonNumber: { number: 'A5678CD', exception: '' },
      needs: { language: 'Polish', interpreter: true, easyWords: true, readAloud: true },
    }),
  )
  const matter = (about: object) => ({
    ...{ kind: 'health-records' as const, title: 'Copies of records', responsible: partner },
    ...{ opponents: [], eventOn: day('2026-02-14'), knownOn: null, noEventReason: '' },
    ...about,
  })
  const records = await ask.matters.open({ ...matter({}), clientId })
  const matterId = records.id
  const opponents = [{ name: 'Northgate Health', role: 'provider' }]
  const corrected = { ...matter({ opponents, knownOn: day('2026-03-01') }), version: 1 }
  await ask.matters.correct({ ...corrected, matterId, reason: 'The provider is named' })
  await ask.matters.note({ matterId, text: 'The client telephones on Mondays.' })
  await ask.details.record({
    ...{ matterId, group: 'incident', version: 0 },
    rows: [{ on: '2026-02-14', place: 'the B wing landing' }],
  })
  const prison = await ask.matters.open({ ...matter({ kind: 'prison-records' }), clientId })
  const noDay = { kind: 'confidentiality', eventOn: null, noEventReason: 'Nobody knows the day' }
  await ask.matters.open({ ...matter(noDay), clientId: bozek.id })
  for (const kind of ['treatment', 'death', 'other'])
    await ask.matters.open({ ...matter({ kind, title: 'Another matter' }), clientId: bozek.id })
  const hers = await ask.matters.open({ ...matter({}), clientId: bozek.id })
  const twice = await ask.clients.register(
    someClient({
      ...{ surname: 'Fenwrite', forenames: 'Dominic', bornOn: null },
      prisonNumber: { number: '', exception: 'Not known when the client telephoned' },
      stay: { establishmentId: 'hull', from: '2026-05-18', source: 'The client’s call' },
    }),
  )
  const joined = { keptId: clientId, otherId: twice.id, reason: 'The client says so' }
  await ask.clients.join(joined)
  await ask.clients.part({ clientId: twice.id, reason: 'Joined too soon' })
  await ask.clients.join({ ...joined, reason: 'The prison says so too' })
  return { clientId, matterId, prison: prison.id, her: bozek.id, hers: hers.id }
}

/** Everything that an office says instead of its edition, and knows of its prisons. */
async function theLawOfTheOffice({ ask, on }: Office): Promise<void> {
  const checkedOn = on('2026-06-03')
  const amend = async (entry: string, change: object) => {
    const said = { entry, change: change as never, source: 'SI 2026/999', note: '', checkedOn }
    return (await amendNow(ask, said)).amendment.id
  }
  await amend('topic:2.1.1:2013-04-01', { sort: 'topic', text: 'NHS England pays in England.' })
  await amend('topic:2.1.1:2013-04-01', { sort: 'topic', text: 'NHS England alone pays.' })
  const now = 'rule:R02:UK GDPR, Article 12A'
  await amend(now, { sort: 'rule', name: 'Article 12A', uncertain: null })
  const period = { unit: 'days', count: 30 }
  const wrong = await amend('rule:R06:Section 54 as amended from 5 February 2026', {
    ...{ sort: 'rule', period },
  })
  await ask.law.withdrawAmendment({ id: wrong, reason: 'It was annulled' })
  await amend('body:cqc', { sort: 'body', successor: 'nhs-england' })
  await amend('receipt:second-class', { sort: 'receipt', workingDaysAfter: 6 })
  await amend('days:nhs-2009', { sort: 'days', fixedDays: ['01-01', '12-25'] })
  const gazette = { source: 'London Gazette', note: '' }
  const added = { what: 'added', on: day('2026-12-24'), name: 'A day of thanks' } as const
  await ask.deadlines.recordHoliday({ change: added, ...gazette })
  const move = { what: 'moved', on: day('2027-05-03'), to: day('2027-05-07') } as const
  await ask.deadlines.recordHoliday({ change: move, ...gazette })
  const struck = { what: 'removed', on: day('2027-08-30') } as const
  const { holiday } = await ask.deadlines.recordHoliday({ change: struck, ...gazette })
  await ask.deadlines.withdrawHoliday({ id: holiday.id, reason: 'A hoax' })
  await ask.deadlines.recordHoliday({ change: { ...struck, on: day('2027-05-31') }, ...gazette })
  const known = (sort: string, establishmentId: string | null, name: string) =>
    ({
      ...{ sort, establishmentId, name, lines: ['Sample Lane', 'Madeupton'], postcode: 'ZZ2 1ZZ' },
      ...{ from: day('2016-04-01'), to: null, source: 'A letter', note: '', verified: true },
    }) as unknown as ArrangementDraft
  const sorts = ['commissioner', 'governance', 'lead-pct', 'address', 'operator']
  for (const sort of sorts)
    await ask.establishments.recordArrangement(known(sort, 'hull', `The ${sort} at Hull`))
  await ask.establishments.recordArrangement(known('disclosure-team', null, 'Disclosure Team'))
  const typed = known('provider', 'leeds', 'Northgat Health')
  const { arrangements } = await ask.establishments.recordArrangement(typed)
  await ask.establishments.correctArrangement({
    ...known('provider', 'leeds', 'Northgate Health'),
    ...{ id: arrangements[0]!.id, version: 1, reason: 'A slip of the keyboard' },
  })
  const transfer = { establishmentId: 'leeds', source: 'A letter', note: '', verified: true }
  await ask.establishments.recordTransfer({ ...transfer, on: day('2005-04-01') } as never)
  await ask.establishments.recordTransfer({ ...transfer, on: day('2006-04-01') } as never)
}

/** Forms in every state, with the calls that rest on them. */
/** A deputy and an executor: proved, corrected, ended, removed, and what was taken back of it. */
async function whoActs({ ask, platform, partner }: Office, { her }: Books): Promise<void> {
  const deputy = someRepresentative(her, { provedOn: day('2026-03-02'), seenBy: partner })
  const { id: representativeId } = await ask.representatives.record({ ...deputy, title: '' })
  const { clientId: _, ...right } = deputy
  const correction = { ...right, representativeId, version: 1, reason: 'She is a Ms' }
  await ask.representatives.correct(correction)
  platform.file = { name: 'order.pdf', bytes: somePdf('the order') }
  await ask.representatives.attachProof({ representativeId })
  await ask.representatives.openProof({ representativeId })
  const said = { representativeId, reason: 'A mistake of ours' }
  await ask.representatives.end({ ...said, on: day('2026-05-29') })
  await ask.representatives.restore(said)
  const executor = someRepresentative(her, { capacity: 'executor', covers: [], surname: 'Wrong' })
  const { id: wrong } = await ask.representatives.record(executor)
  await ask.representatives.remove({ ...said, representativeId: wrong })
}

/** Papers that came in: one kept, corrected, looked at and saved, one kept wrongly. */
async function whatCame({ ask, platform }: Office, { clientId }: Books): Promise<void> {
  const office = { ask, platform }
  const kept = await keepDocument(office, clientId, { receivedOn: '2026-06-02' })
  const said = { ...someDocument({ receivedOn: '2026-06-02', pages: 4 }), documentId: kept.id }
  await ask.documents.correct({ ...said, version: 1, reason: 'The fourth page was counted' })
  await ask.documents.open({ documentId: kept.id })
  await ask.documents.saveCopy({ documentId: kept.id })
  const wrong = await keepDocument(office, clientId, { receivedOn: '2026-06-02' })
  await ask.documents.remove({ documentId: wrong.id, reason: 'It is another client’s' })
}

/** An order, decided, confirmed, relied on by telephone, and put right in every way. */
async function withoutConsent(one: Office, { clientId }: Books): Promise<void> {
  const { ask, platform, on, as, hire } = one
  on('2026-06-05')
  const wyn = await hire('Wyn Marlow', 'caseworker')
  const dated = { from: '2026-06-01', until: '2026-12-01', clientOn: '2026-06-02' }
  const order = someBasis(clientId, dated)
  const { id: basisId } = await ask.bases.record(order)
  const { clientId: _, ...right } = order
  await ask.bases.correct({
    ...{ ...right, until: '2026-11-01', basisId, version: 1, reason: 'The order says November' },
  })
  platform.file = { name: 'order.pdf', bytes: somePdf('the order of the court') }
  await ask.bases.attachPaper({ basisId })
  const confirm = () => as(wyn, () => ask.bases.confirm({ basisId, version: 2 }))
  await confirm()
  await ask.disclosures.recordCall({
    ...{ clientId, caller: order.recipient, purpose: 'inform', asked: '', told: ['location'] },
  })
  await ask.bases.open({ basisId, reason: 'To answer the court' })
  await ask.bases.openPaper({ basisId })
  await ask.bases.end({ basisId, on: day('2026-06-05'), reason: 'Complied with' })
  await ask.bases.restore({ basisId, reason: 'The other order was meant' })
  await ask.bases.takeBack({ basisId, reason: 'It was set aside' })
}

async function formsOf(one: Office, { clientId, her }: Books) {
  const { ask, platform, on, as, hester, partner } = one
  on('2026-06-04')
  const dated = { signedOn: '2026-05-28', receivedOn: '2026-06-03' }
  const record = async (form: Form) => (await ask.consents.record({ ...form, ...dated })).id
  const check = (consentId: ConsentId, against: 'paper' | 'scan' = 'paper') =>
    as(hester, () => ask.consents.check({ consentId, against }))
  const holder = (name: string) => ({ name, role: 'records-holder' as const })

  // Before anybody asked for a second check.
  const early = await record(someAuthority(clientId, { recipient: holder('An early holder') }))
  await ask.practice.chooseSecondCheck({ required: true, reason: 'We are all back.' })
  const authority = await record(someAuthority(clientId))
  platform.file = { name: 'scan.pdf', bytes: somePdf('first page') }
  await ask.consents.attachScan({ consentId: authority })
  platform.file = { name: 'scan.png', bytes: somePng() }
  await ask.consents.attachScan({ consentId: authority })
  await ask.consents.openScan({ consentId: authority })
  await as(hester, () => ask.consents.openToCheck({ consentId: authority }))
  await check(authority, 'scan')

  // Typed wrongly, sent back, and put right.
  const wrong = await record(someConsent(clientId, { note: 'Hard to read' }))
  await as(hester, () => ask.consents.sendBack({ consentId: wrong, reason: 'The paper says no' }))
  const told = await record(someConsent(clientId, { replaces: wrong, interpreter: true }))
  await check(told)
  const answered = { clientId, purpose: 'inform' as const, caller: sister }
  await ask.disclosures.recordCall({ ...answered, asked: 'How he is', told: ['health'] })
  await ask.disclosures.recordCall({ ...answered, asked: 'What he did', told: [] })
  const { seq } = await ask.disclosures.recordCall({ ...answered, asked: '', told: ['health'] })
  await ask.disclosures.undoCall({ seq, reason: 'Nobody had called' })
  for (const way of ['printer', 'file', 'reader'] as const)
    await ask.consents.receipt({ consentId: told, way, printer: 'Front-desk' })

  // Refused, left empty, for a time, waiting, and sent back for good.
  const to = (name: string, more: Partial<Form>) =>
    someConsent(clientId, { recipient: { name, role: 'treating' }, ...more })
  const refused = [{ class: 'health', answer: 'refused' }] as const
  await check(await record(to('Dr Refused', { choices: [...refused], how: 'visit' })))
  const empty = [{ class: 'offence', answer: 'not-chosen' }] as const
  await check(await record(to('Dr Empty', { choices: [...empty], how: 'video' })))
  await check(await record(to('Dr Brief', { until: '2027-03-10', purpose: 'treatment' })))
  await record(to('Dr Waiting', { how: 'hand', officerPresent: true }))
  const back = await record(to('Dr Back', { purpose: 'complaint' }))
  await as(hester, () => ask.consents.sendBack({ consentId: back, reason: 'Another name' }))

  // What is held: hers, with its consultation, in an entry of its own.
  const hers = await record(someAuthority(her))
  await check(hers)
  const held = await record(
    someConsent(her, {
      ...{ recipient: holder(HOLDER), purpose: 'obtain-records' },
      choices: [
        { class: 'identity', answer: 'given' },
        { class: 'hiv-sexual-health', answer: 'given' },
      ],
      consulted: { by: partner, on: '2026-05-20', said: 'She was told what it means, and agreed.' },
    }),
  )
  await as(hester, () => ask.consents.openToCheck({ consentId: held }))
  await check(held)
  // A secretary checks all but its restricted part.
  const caseworker = (await ask.people.list({})).find(({ role }) => role === 'caseworker')!.id
  await as(caseworker, () => ask.consents.check({ consentId: held, against: 'paper' }))
  await ask.consents.reveal({ consentId: held, reason: 'To write the letter.' })
  const silent = { recipient: { name: 'Her brother', role: 'family' }, consulted: null } as const
  const withheld = [{ class: 'hiv-sexual-health', answer: 'refused' }] as const
  await record(someConsent(her, { ...silent, choices: [...withheld] }))
  return { early, authority, told, hers, held, record, check, holder }
}

/** Letters in every state, by every way out, with every answer. */
async function lettersOf(one: Office, books: Books, forms: Forms): Promise<void> {
  const { ask, on, today } = one
  const { matterId, prison, hers, clientId } = books
  on('2026-06-08')
  const request = (to: Step, more: Partial<LetterContent> = {}) =>
    letter(one, { matterId, kind: 'L03' }, to, toHolder(HOLDER, more))
  const put = async ({ id: letterId, version, content }: Letter) =>
    ask.letters.redraft({ letterId, version, content: { ...content, yourRef: 'NH/77' } })

  const gone = await put(await request('draft'))
  await ask.letters.discard({ letterId: gone.id, reason: 'Twice drafted' })
  await put(await ask.letters.draftAgain({ letterId: gone.id }))
  await put(await request('draft', { enclosures: [{ name: 'A drawing', class: 'identity' }] }))

  // What is held stands covered in one that was drafted and in one that left.
  const secret = {
    ...{ id: 'written-1', text: 'Please send the result of March.', origin: 'written' as const },
    class: 'hiv-sexual-health' as const,
  }
  const holding = (proposed: LetterContent) => ({
    ...toHolder(HOLDER)(proposed),
    passages: [...proposed.passages, secret],
  })
  const covered = await letter(one, { matterId: hers, kind: 'L03' }, 'draft', holding)
  await ask.letters.reveal({ letterId: covered.id, reason: 'To check it.' })
  const left = await letter(one, { matterId: hers, kind: 'L03' }, 'hand', holding)
  await ask.letters.openInReader({ letterId: left.id })
  const [line] = (await ask.disclosures.list({ clientId: books.her })).lines
  await ask.disclosures.reveal({ id: line!.id, reason: 'The client asks.' })

  const approved = await request('approved', { largePrint: true })
  await ask.letters.saveCopy({ letterId: approved.id })
  await ask.letters.print({
    ...{ letterId: approved.id, printer: 'Front-desk', paper: 'letterhead', what: 'envelope' },
  })
  await request('printed')
  await request('signed')
  // Hers is never taken back, so these stay where they are.
  for (const step of ['approved', 'printed', 'signed'] as const)
    await letter(one, { matterId: hers, kind: 'L03' }, step, toHolder(HOLDER))
  const recall = { reason: 'The client wants to wait', destroyedBy: 'Hester Vane' }
  await ask.letters.recall({ letterId: (await request('signed')).id, ...recall })

  const reply = (
    letterId: LetterId,
    ...kinds: Parameters<typeof ask.letters.recordReply>[0]['kind'][]
  ) =>
    kinds.reduce<Promise<unknown>>(
      (before, kind) =>
        before.then(() => ask.letters.recordReply({ letterId, kind, on: today(), note: '' })),
      Promise.resolve(),
    )
  const late = await request('first-class')
  const email = await request('email', { delivery: 'email' })
  const portal = await request('portal')
  const cjsm = await request('cjsm')
  const returned = await request('special-delivery')
  const file = await forms.record(
    someAuthority(clientId, { recipient: forms.holder('Disclosure Team') }),
  )
  await forms.check(file)
  const team = toHolder('Disclosure Team')
  const dx = await letter(one, { matterId: prison, kind: 'L05' }, 'dx', team)
  const consentRequested = {
    recipient: sister,
    ...{ purpose: 'inform' as const, classes: ['location' as const, 'health' as const] },
  }
  await letter(one, { matterId, kind: 'L24' }, 'hand', () => ({ consentRequested }))
  await letter(one, { matterId: hers, kind: 'L24' }, 'draft', () => ({ consentRequested }))
  on('2026-06-15')
  await ask.letters.returned({ letterId: returned.id, on: today(), reason: 'Gone away' })
  await reply(email.id, 'acknowledged', 'answered-in-part')
  await reply(portal.id, 'not-held')
  await reply(cjsm.id, 'id-asked', 'id-supplied', 'clarification-asked')
  await reply(dx.id, 'acknowledged', 'extended')
  await putRight(one, { portal: portal.id, dx: dx.id, matterId: hers })
  on('2026-06-22')
  await reply(cjsm.id, 'clarification-answered')
  await reply(email.id, 'answered-in-full')
  on('2026-08-03')
  await letter(one, { matterId, kind: 'L09', answers: late.id }, 'email')
  on('2026-08-17')
  await letter(one, { matterId, kind: 'L09', answers: late.id }, 'second-class')
}

/** A reply, a sending and a printing were recorded wrongly, and a solicitor decides about what came back. */
async function putRight(
  one: Office,
  letters: { portal: LetterId; dx: LetterId; matterId: MatterId },
): Promise<void> {
  const { ask, today } = one
  const { portal, dx, matterId } = letters
  const decided = async (decision: 'challenge' | 'accept') => {
    const [reply] = (await ask.letters.get({ letterId: portal })).replies
    const until = decision === 'challenge' ? today() : null
    const { seq, version } = reply!
    const about = { letterId: portal, reply: seq, version, until, reason: 'They look again' }
    await ask.letters.decideReply({ ...about, decision })
  }
  await decided('challenge')
  const { version } = (await ask.letters.refusal({ letterId: portal })).copy
  const copy = { letterId: portal, version, reason: 'Read together' }
  await ask.letters.decideCopy({ ...copy, decision: 'visit' })
  await decided('accept')
  const [noted] = (await ask.letters.get({ letterId: dx })).replies
  await ask.letters.correctReply({
    ...{ letterId: dx, reply: noted!.seq, version: noted!.version },
    ...{ kind: 'acknowledged', on: today() },
    ...{ note: 'By telephone', reason: 'The note was missing' },
  })
  const { sent } = await ask.letters.get({ letterId: dx })
  await ask.letters.correctSending({
    ...{
      letterId: dx,
      version: sent!.version,
      route: 'dx',
      on: day('2026-06-09'),
      reason: 'It left a day later',
    },
  })
  const printed = await letter(one, { matterId, kind: 'L03' }, 'printed', toHolder(HOLDER))
  await ask.letters.undoStep({
    ...{ letterId: printed.id, step: 'letter-printed', reason: 'The printer was empty' },
  })
  const lay = await letter(one, { matterId, kind: 'L03' }, 'first-class', toHolder(HOLDER))
  await ask.letters.undoStep({
    ...{ letterId: lay.id, step: 'letter-sent', reason: 'It still lay in the tray' },
  })
}

/** What was agreed is taken back: notices go out, and what has not left is to be recalled. */
async function takenBack(one: Office, books: Books, forms: Forms): Promise<void> {
  const { ask, on, today } = one
  on('2026-09-01')
  const partly = { consentId: forms.told, classes: ['health' as const], how: 'slip' as const }
  await ask.consents.withdraw({ ...partly, receivedOn: today() })
  const { matterId, clientId } = books
  const sent = (await ask.letters.list({ matterId })).rows.find(
    ({ state, kind }) => state === 'sent' && kind === 'L03',
  )!
  const whole = { consentId: forms.authority, classes: ['health' as const], how: 'post' as const }
  await ask.consents.withdraw({ ...whole, receivedOn: today(), note: 'By letter' })
  await letter(one, { matterId, kind: 'L36', answers: sent.id }, 'special-delivery')
  await letter(one, { matterId, kind: 'L37' }, 'second-class')
  // A newer paper for the same reader stands before the older.
  const again = { signedOn: '2026-09-14', receivedOn: '2026-09-16' }
  on('2026-09-17')
  await ask.consents.record(someConsent(clientId, again))
  const review = (await ask.consents.list({ clientId: books.her })).find(
    ({ id }) => id === forms.hers,
  )!.review
  on('2026-12-07')
  on(review.on > '2026-12-07' ? review.on : '2026-12-07')
  const asked = { consentId: forms.hers, on: today(), how: 'telephone' as const, note: '' }
  await ask.consents.review(asked)
  await ask.consents.undoReview({ consentId: forms.hers, reason: 'Another client was asked' })
  await ask.consents.review(asked)
  // What was taken for a withdrawal was none.
  const heard = { classes: ['health' as const], receivedOn: today(), saidOn: today() }
  const { withdrawals } = await ask.consents.withdraw({
    ...{ ...heard, consentId: forms.hers, how: 'telephone', note: '' },
  })
  await ask.consents.correctWithdrawal({
    ...{ ...heard, consentId: forms.hers, how: 'telephone', note: '', mistake: true },
    ...{ replaces: withdrawals[0]!.seq, reason: 'It was another client' },
  })
}

async function theNewEdition({ ask, platform, on, edition }: Office): Promise<void> {
  on('2027-02-15')
  platform.file = { name: 'new.edition', bytes: edition }
  const news = await ask.law.previewEdition({})
  await ask.law.importEdition({ token: news!.token })
}

async function theUpdate({ ask, platform, update }: Office): Promise<void> {
  const before = platform.choose
  platform.choose = mkdtempSync(join(tmpdir(), 'remedy-backups-'))
  await ask.backups.choosePlace({ keep: { daily: 14, weekly: 8, monthly: 12 } })
  platform.file = { name: 'new.remedy-update', bytes: update }
  await ask.updates.choose({})
  await ask.updates.install({})
  rmSync(platform.choose, { recursive: true })
  platform.choose = before
}

async function anAuditPack({ ask, platform, as }: Office): Promise<void> {
  const before = platform.choose
  platform.choose = 'a folder'
  await ask.disclosures.export({ kind: 'csv', year: 2026 })
  await ask.lists.save({ list: 'clients' })
  const auditor = (await ask.people.list({})).find(({ role }) => role === 'auditor')!.id
  await as(auditor, async () => {
    const { lines } = await ask.disclosures.list({})
    await ask.disclosures.follow({ id: lines[0]!.id })
  })
  await ask.packs.makeFull({
    to: { name: 'Legal Ombudsman', role: 'ombudsman' },
    ...{ purpose: 'complaint', reason: 'The ombudsman asked for the file' },
  })
  platform.choose = before
}

/** A backup is restored in the place of the office, and another made and tried. */
async function theBackups({ ask, platform, partner, signIn, folder }: Office) {
  const [before, above] = [platform.choose, mkdtempSync(join(tmpdir(), 'remedy-backups-'))]
  platform.choose = join(above, 'Remedy backups')
  try {
    await ask.backups.choosePlace({ keep: { daily: 14, weekly: 8, monthly: 12 } })
    await ask.backups.make({})
    await ask.signIn.lock({})
    await ask.signIn.chooseBackup({})
    await ask.signIn.compareBackup({ personId: partner, passphrase: PASSPHRASE })
    await ask.signIn.replaceByBackup({})
    await signIn(partner)
    await ask.backups.make({})
    await ask.backups.tryNewest({})
    await ask.exports.make({ passphrase: PASSPHRASE })
    const [client] = (await ask.clients.find({})).rows
    await ask.exports.clientFile({ clientId: client!.id })
    await ask.exports.printedFile({ clientId: client!.id, way: 'file' })
    const asked = { way: 'letter', receivedOn: '2026-11-20' } as const
    const requests = ask.accessRequests
    const wrong = await requests.record({ clientId: client!.id, ...asked })
    const end = { version: 1, outcome: 'recorded-in-error', reason: 'Another client' } as const
    await requests.end({ requestId: wrong.id, ...end })
    const request = await requests.record({ clientId: client!.id, ...asked })
    const corrected = { ...asked, way: 'visit' as const, idReceivedOn: '2026-11-21' }
    const why = { version: 1, reason: 'They asked at a visit' }
    await requests.correct({ requestId: request.id, ...why, ...corrected })
    const gathered = await ask.exports.gatherAccess({ clientId: client!.id, reason: 'Asked for' })
    const decided = gathered.items.map(({ seq }) => ({ seq, decision: 'include' as const }))
    await ask.exports.writeAccess({
      ...{ clientId: client!.id, newest: gathered.newest, decisions: decided },
    })
    for (const to of [join(above, 'elsewhere', 'office'), folder]) {
      platform.choose = to
      await ask.signIn.chooseMove({})
      await ask.signIn.moveOffice({ passphrase: PASSPHRASE, despite: false })
      const { former } = await ask.backups.places({})
      rmSync(former!.folder, { recursive: true })
    }
    await ask.signIn.lock({})
    rmSync(join(folder, 'remedy.head'))
    await signIn(partner)
    await ask.signIn.examineEnd({})
    await ask.signIn.acceptEnd({
      passphrase: PASSPHRASE,
      reason: 'The file was deleted by mistake',
    })
  } finally {
    platform.choose = before
    rmSync(above, { recursive: true, force: true })
  }
}

/** One client on hold for a while and proposed by mistake; and one who is erased. */
async function anErasure({ ask, on, partner, hire, signIn }: Office, { clientId }: Books) {
  const reason = 'The time for keeping it is over'
  const held = { askedBy: 'His Majesty’s Coroner', reason: 'An inquest', reviewOn: null }
  await ask.erasure.hold({ clientId, ...held })
  await ask.erasure.lift({ clientId, reason: 'The inquest is over' })
  const said = { contact: 'Imogen Tark', icoNumber: 'Z1234567', transfers: 'None', measures: '' }
  await ask.processing.say({ ...said, before: null })
  await ask.retention.setPeriod({ kind: 'none', years: 1, reason: 'An enquiry needs no longer' })
  const other = (await ask.clients.find({ text: 'Ashdown' })).rows[0]!.id
  const until = day('2028-05-01')
  await ask.retention.keepLonger({ clientId: other, until, reason: 'A brother may come' })
  on('2028-05-02')
  await signIn(partner)
  const propose = () => ask.erasure.propose({ clientId: other, ground: 'retention-ended', reason })
  await propose()
  await ask.erasure.withdraw({ clientId: other, reason: 'Not yet' })
  const { proposal } = await propose()
  const second = await hire('Una Prell', 'caseworker')
  await signIn(second)
  await ask.erasure.confirm({ clientId: other, proposed: proposal!.seq })
  await signIn(partner)
}

/** A list of two clients, one of them with a former number and a matter. */
async function anImport({ ask, platform }: Office): Promise<void> {
  const list = [
    'Surname;Forenames;Date of birth;Prison number;Former prison numbers;Prison;There since;Title of the matter;Kind of matter;Responsible solicitor;Why there is no date',
    'Okonkwo;Adaeze;4/7/1979;A7001KK;AB1234;HMP Leeds;14/3/2025;Records of 2019;Health records;Imogen Tark;Not known',
    'Brzęk;Zofia;30/1/1990;A7002KK;;HMP New Hall;1/6/2024;;;;',
  ]
  platform.file = { name: 'list.csv', bytes: Buffer.from(list.join('\n')) }
  const { token, mapping } = (await ask.imports.choose({}))!
  await ask.imports.run({ token, mapping })
}
