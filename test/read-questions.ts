import type { RemedyContract } from '../src-main/contract.ts'
import { Group } from '../src-main/day/contract.ts'
import type { Client } from '../src-main/wire/operation.ts'
import type { Day } from '../src-main/wire/schema.ts'
import { TODAY } from './bench/office-stories.ts'

type Ask = Client<RemedyContract>
/** How many clients the smaller office has whose questions are counted. */
export const SMALL = 60
/** Smaller than the lists of either office, so that both give a whole page. */
const limit = 20
const asAt = TODAY as Day
const nothing = {}

/** What is asked about, the same in both offices: the clients whose stories all others were copied from. */
export interface Known {
  clientId: never
  otherId: never
  matterId: never
  letterId: never
  draftId: never
  consentId: never
  disclosureId: number
  topic: string
  body: string
}
export type Question = (ask: Ask, known: Known) => Promise<unknown>

/** A list sorted by each of its columns, both ways. */
const sorted = <By extends string>(
  columns: readonly By[],
  question: (sort: { by: By; down: boolean }) => Question,
): Record<string, Question> =>
  Object.fromEntries(
    columns.flatMap((by) =>
      [false, true].map((down) => [
        `sorted by ${by}${down ? ', downward' : ''}`,
        question({ by, down }),
      ]),
    ),
  )

/** Every operation that only reads, each asked once and in each of its ways. */
export const questions: Record<string, Question | Record<string, Question>> = {
  'signIn.state': (ask) => ask.signIn.state(nothing),
  'desks.list': (ask) => ask.desks.list(nothing),
  'people.list': (ask) => ask.people.list(nothing),
  'people.openWork': (ask, { matterId }) =>
    ask.matters
      .get({ matterId })
      .then(({ responsible: personId }) => ask.people.openWork({ personId })),
  'people.fileKey': (ask) => ask.people.fileKey(nothing),
  'people.recoverySheet': (ask) => ask.people.recoverySheet(nothing),
  'platform.settings': (ask) => ask.platform.settings(nothing),
  'platform.unfinished': (ask) => ask.platform.unfinished(nothing),
  'platform.columns': (ask) => ask.platform.columns(nothing),
  'backups.state': (ask) => ask.backups.state(nothing),
  'backups.places': (ask) => ask.backups.places(nothing),
  'exports.progress': (ask) => ask.exports.progress(nothing),
  'accessRequests.due': (ask) => ask.accessRequests.due({ receivedOn: '2026-11-20' }),
  'accessRequests.ofClient': (ask, { clientId }) => ask.accessRequests.ofClient({ clientId }),
  'exports.left': (ask) => ask.exports.left(nothing),
  'signIn.sampleProgress': (ask) => ask.signIn.sampleProgress(nothing),
  'signIn.moveProgress': (ask) => ask.signIn.moveProgress(nothing),
  'people.fileKeyProgress': (ask) => ask.people.fileKeyProgress(nothing),
  'backups.progress': (ask) => ask.backups.progress(nothing),
  'backups.list': (ask) => ask.backups.list(nothing),
  'lists.progress': (ask) => ask.lists.progress(nothing),
  'imports.progress': (ask) => ask.imports.progress(nothing),
  'imports.list': (ask) => ask.imports.list(nothing),
  'updates.about': (ask) => ask.updates.about(nothing),
  'practice.get': (ask) => ask.practice.get(nothing),
  'practice.secondCheck': (ask) => ask.practice.secondCheck(nothing),
  'audit.health': (ask) => ask.audit.health(nothing),
  'audit.list': {
    newest: (ask) => ask.audit.list({ limit }),
    older: (ask) => ask.audit.list({ limit, before: 200 }),
  },
  'audit.entry': (ask) => ask.audit.entry({ seq: 40 }),
  'audit.progress': (ask) => ask.audit.progress(nothing),
  'establishments.list': (ask) => ask.establishments.list({ text: 'leeds' }),
  'establishments.arrangements': (ask) =>
    ask.establishments.arrangements({ establishmentId: 'leeds' as never }),
  'clients.get': (ask, { clientId }) => ask.clients.get({ clientId }),
  'clients.find': {
    all: (ask) => ask.clients.find({ limit }),
    'the last of all': (ask) => ask.clients.find({ limit, offset: SMALL - limit }),
    'by a name': (ask) => ask.clients.find({ text: 'Qxsurnamed', limit }),
    mistyped: (ask) => ask.clients.find({ text: 'Qxsurnmaed', limit }),
    'by a number': (ask) => ask.clients.find({ text: 'A1004BC', limit }),
    'by a birth': (ask) => ask.clients.find({ text: '17 April 1981', limit }),
    ...sorted(['name', 'number', 'born'], (sort) => (ask) => ask.clients.find({ sort, limit })),
  },
  'documents.list': (ask, { clientId }) => ask.documents.list({ clientId }),
  'bases.list': (ask, { clientId }) => ask.bases.list({ clientId }),
  'processing.record': (ask) => ask.processing.record(nothing),
  'retention.periods': (ask) => ask.retention.periods(nothing),
  'retention.ofClient': (ask, { clientId }) => ask.retention.ofClient({ clientId }),
  'retention.review': {
    due: (ask) => ask.retention.review({ limit }),
    'kept longer': (ask) => ask.retention.review({ which: 'longer', limit }),
    ahead: (ask) => ask.retention.review({ which: 'ahead', limit }),
  },
  'erasure.view': (ask, { clientId }) => ask.erasure.view({ clientId }),
  'erasure.list': (ask) => ask.erasure.list(nothing),
  'erasure.owed': (ask) => ask.erasure.owed(nothing),
  'representatives.list': (ask, { clientId }) => ask.representatives.list({ clientId }),
  'clients.similar': (ask) =>
    ask.clients.similar({ surname: 'Qxsurnamed', forenames: 'Qxfored', prisonNumber: 'A1004BC' }),
  'law.edition': (ask) => ask.law.edition(nothing),
  'rights.topics': (ask) => ask.rights.topics({ text: 'records', asAt }),
  'rights.beside': (ask) => ask.rights.beside(nothing),
  'rights.topic': (ask, { topic }) => ask.rights.topic({ id: topic, asAt }),
  'rights.rule': (ask) => ask.rights.rule({ id: 'R02', asAt }),
  'rights.body': (ask, { body }) => ask.rights.body({ id: body, asAt }),
  'rights.answerable': (ask) =>
    ask.rights.answerable({
      ...{ prison: 'HMP Leeds', kind: 'health-records', eventOn: asAt, actionOn: asAt },
    }),
  'law.amendable': (ask) => ask.law.amendable(nothing),
  'law.toCheck': (ask) => ask.law.toCheck(nothing),
  'law.amendments': (ask) => ask.law.amendments(nothing),
  'law.previewAmendment': {
    'of words': (ask, { topic }) => previewOf(ask, `topic:${topic}:`, { text: 'Other words.' }),
    'of a rule that nothing runs on': (ask) =>
      previewOf(ask, 'rule:R29', { period: { unit: 'months', count: 9 } }),
  },
  'law.editions': (ask) => ask.law.editions(nothing),
  'deadlines.rules': (ask) => ask.deadlines.rules(nothing),
  'deadlines.work': (ask) => ask.deadlines.work({ rule: 'R02', events: { receivedOn: asAt } }),
  'deadlines.holidays': (ask) => ask.deadlines.holidays(nothing),
  'deadlines.previewHoliday': (ask) =>
    ask.deadlines.previewHoliday({
      ...{ change: { what: 'added', on: '2010-06-09' as Day, name: 'Jubilee' } },
      source: 'Gazette',
    }),
  'matters.get': (ask, { matterId }) => ask.matters.get({ matterId }),
  'matters.looseEnds': (ask, { matterId }) => ask.matters.looseEnds({ matterId }),
  'matters.withoutPartner': (ask) => ask.matters.withoutPartner(nothing),
  'details.bodies': (ask) => ask.details.bodies({ group: 'opponents' }),
  'details.get': (ask, { matterId }) => ask.details.get({ matterId }),
  'matters.list': {
    first: (ask) => ask.matters.list({ limit }),
    last: (ask) => ask.matters.list({ limit, offset: SMALL - limit }),
    'of a client': (ask, { clientId }) => ask.matters.list({ clientId, limit }),
    'by a name': (ask) => ask.matters.list({ text: 'Qxsurnamed', limit }),
    ...sorted(
      ['ref', 'client', 'title', 'responsible'],
      (sort) => (ask) => ask.matters.list({ sort, limit }),
    ),
  },
  'consents.list': (ask, { clientId }) => ask.consents.list({ clientId }),
  'consents.mayTell': (ask, { clientId }) =>
    ask.consents.mayTell({
      ...{ clientId, class: 'health', purpose: 'inform', on: asAt },
      recipient: { name: 'Ruth Danvers', role: 'family' },
    }),
  'disclosures.list': {
    all: (ask) => ask.disclosures.list({ limit }),
    'of a client': (ask, { clientId }) => ask.disclosures.list({ clientId, limit }),
    'by a class': (ask) => ask.disclosures.list({ class: 'offence', limit }),
    'by a reader': (ask) => ask.disclosures.list({ reader: 'Ruth Danvers', limit }),
    ...sorted(['on', 'reader', 'client'], (sort) => (ask) => ask.disclosures.list({ sort, limit })),
  },
  'disclosures.get': (ask, { disclosureId }) => ask.disclosures.get({ id: disclosureId }),
  'letters.propose': (ask, { matterId }) =>
    ask.letters.propose({ matterId, kind: 'L03', datedOn: asAt }),
  'letters.enclosable': (ask, { clientId }) => ask.letters.enclosable({ clientId }),
  'letters.touchedByMove': (ask, { clientId }) => ask.letters.touchedByMove({ clientId }),
  'letters.complaints': (ask, { matterId }) => ask.letters.complaints({ matterId }),
  'letters.refusal': (ask, { letterId }) => ask.letters.refusal({ letterId }),
  'letters.holders': (ask, { clientId }) => ask.letters.holders({ clientId }),
  'letters.get': (ask, { letterId }) => ask.letters.get({ letterId }),
  'letters.sensitiveWords': (ask) => ask.letters.sensitiveWords(nothing),
  'letters.templates': (ask) => ask.letters.templates(nothing),
  'letters.template': (ask) => ask.letters.template({ kind: 'L20' }),
  'letters.list': {
    all: (ask) => ask.letters.list({ limit }),
    'not done with': (ask) => ask.letters.list({ which: 'open', limit }),
    'of a client': (ask, { clientId }) => ask.letters.list({ clientId, limit }),
    'of a matter': (ask, { matterId }) => ask.letters.list({ matterId, limit }),
    discarded: (ask) => ask.letters.list({ which: 'discarded', limit: 1 }),
    ...sorted(
      ['ref', 'client', 'kind', 'to', 'dated'],
      // One alone: what a letter is judged by differs from one to the next, and its order does not.
      (sort) => (ask) => ask.letters.list({ sort, limit: 1 }),
    ),
  },
  'letters.postBook': (ask) => ask.letters.postBook({ on: asAt }),
  'letters.paragraphs': (ask) => ask.letters.paragraphs(nothing),
  'letters.paragraphsFor': (ask, { draftId: letterId }) =>
    ask.letters
      .get({ letterId })
      .then(({ content }) => ask.letters.paragraphsFor({ letterId, content })),
  'letters.preview': (ask, { draftId }) => ask.letters.preview({ letterId: draftId }),
  'letters.papers': (ask, { letterId }) => ask.letters.papers({ letterId }),
  'letters.printers': (ask) => ask.letters.printers(nothing),
  // A part shows so many lines and no more: one of each, which both offices have.
  'day.view': (ask) =>
    ask.day.view({ shown: Object.fromEntries(Group.options.map((part) => [part, 1])) }),
  'day.limits': (ask) => ask.day.limits(nothing),
  'day.chronology': (ask, { clientId }) => ask.day.chronology({ clientId, limit }),
  'day.sideBySide': (ask, { clientId, otherId }) =>
    ask.day.sideBySide({ keptId: clientId, otherId }),
  'day.reliedOn': (ask, { consentId }) => ask.day.reliedOn({ consentId }),
}

const recorded = 'records an act'
const session = 'begins or ends a session'
const outward = 'hands a paper to this computer'
/** Every other operation, and why it is not asked here. */
export const notRead: Record<string, string> = {
  ...named(
    'signIn',
    session,
    'createOffice openSample cancelSample chooseOffice joinOffice leaveOffice findOffice unlock unlockChoosing recover lock',
  ),
  'signIn.slot': 'reads the key file, with nobody signed in',
  'signIn.peopleBySheet': 'opens an office whose key file is lost, with nobody signed in',
  ...named(
    'signIn',
    'asks of a backup, with nobody signed in',
    'chooseBackup compareBackup replaceByBackup restoreBackup',
  ),
  ...named('signIn', 'copies and verifies the whole office', 'chooseMove moveOffice cancelMove'),
  'signIn.saveDiagnostics': 'reads the whole file, in a worker',
  ...named('updates', 'reads an installer, and makes a backup', 'choose install'),
  ...named('signIn', 'verifies the whole log, in a worker', 'examineEnd acceptEnd'),
  ...named('exports', 'writes the whole office, in a worker', 'make cancel'),
  ...named('accessRequests', recorded, 'record correct end'),
  'exports.clientFile': 'writes one client’s file to a folder',
  'exports.printedFile': outward,
  'exports.gatherAccess': recorded,
  'exports.writeAccess': 'writes what was decided of one client to a folder',
  ...named('lists', 'reads a whole list, page by page', 'save cancel'),
  ...named('backups', 'copies and verifies the whole office', 'make makeElsewhere tryNewest'),
  ...named(
    'imports',
    'is of a file that was chosen, and costs what the file has rows',
    'choose take chooseSheet propose check run cancel saveReport',
  ),
  ...named('backups', 'chooses where backups go', 'choosePlace changeKeeping'),
  ...named(
    'people',
    recorded,
    'add changeRole nameAccount passOn remove changePassphrase givePassphrase renewRecoverySheet confirmRecoverySheet changeFileKey',
  ),
  ...named('desks', recorded, 'rename remove'),
  ...named('desks', 'lets a desk in, or none', 'takeDesks invite withdraw'),
  ...named(
    'platform',
    'keeps something for this window',
    'changeSettings hideColumns showRestricted keepUnfinished findOnPage stopFinding takeOpened',
  ),
  ...named('practice', recorded, 'record recordSignatory chooseLogo removeLogo chooseSecondCheck'),
  ...named('letters', recorded, 'addSensitiveWord removeSensitiveWord draftAgain'),
  ...named('letters', recorded, 'saveTemplate stopTemplate saveParagraph stopParagraph'),
  ...named(
    'letters',
    'reads a template that is typed',
    'lintTemplate previewTemplate lintParagraph previewParagraph',
  ),
  ...named('letters', 'reads one paragraph and its versions, as paragraphs does', 'paragraph'),
  'audit.reveal': 'records an act',
  'audit.verify': 'recomputes the whole log, in a worker, with its progress told',
  ...named('establishments', recorded, 'recordArrangement correctArrangement recordTransfer'),
  ...named('representatives', recorded, 'record correct end remove restore attachProof openProof'),
  ...named(
    'bases',
    recorded,
    'record correct restore attachPaper openPaper confirm end takeBack open',
  ),
  ...named('documents', 'takes a file in piece by piece', 'choose begin piece end leave'),
  ...named('documents', recorded, 'keep correct remove reveal open saveCopy'),
  ...named('clients', recorded, 'register correct recordMove correctStay join part'),
  'processing.say': recorded,
  ...named('processing', outward, 'save print open'),
  ...named('retention', recorded, 'setPeriod keepLonger'),
  ...named('erasure', recorded, 'hold lift propose withdraw confirm again'),
  ...named('law', recorded, 'amend withdrawAmendment recordCheck withdrawCheck importEdition'),
  ...named('rights', outward, 'printSheet saveSheet openSheet'),
  'law.previewEdition': 'needs a signed file; what it moves is listed as for an amendment',
  ...named('deadlines', recorded, 'recordHoliday withdrawHoliday'),
  'details.record': recorded,
  ...named(
    'matters',
    recorded,
    'open correct note close reopen settleLimitation restrictAccess liftAccess takeOverAccess',
  ),
  ...named(
    'consents',
    recorded,
    'record withdraw correctWithdrawal reveal attachScan openScan openToCheck check sendBack review undoReview receipt',
  ),
  ...named('disclosures', recorded, 'reveal follow openPaper recordCall undoCall export'),
  ...named(
    'letters',
    recorded,
    'draft draftAgain redraft settleAddressee reveal discard approve printed signed send recall returned recordReply correctReply correctSending undoStep decideReply decideCopy saveCopy openInReader',
  ),
  'letters.print': outward,
  'letters.emailLetter': outward,
  'letters.printTogether': outward,
  ...named('letters', 'tells of the job under way', 'togetherProgress stopTogether'),
  'letters.makePostBook': outward,
  ...named('packs', 'reads the whole log, with its progress told', 'makeFull makeRedacted'),
  ...named('packs', 'tells of the pack under way', 'progress cancel'),
}
function named(domain: string, why: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [`${domain}.${name}`, why]))
}

async function previewOf(ask: Ask, begins: string, change: object): Promise<unknown> {
  const all = await ask.law.amendable({})
  const { entry, version, sort } = all.find((one) => one.entry.startsWith(begins))!
  const source = 'Gazette'
  return ask.law.previewAmendment({
    ...{ entry, version, source, checkedOn: asAt, change: { sort, ...change } as never },
  })
}

/** Each question with its name, and the way that it is asked in. */
export const allAsked = Object.entries(questions).flatMap(([operation, ways]) =>
  typeof ways === 'function'
    ? [{ name: operation, question: ways }]
    : Object.entries(ways).map(([way, question]) => ({ name: `${operation} ${way}`, question })),
)
