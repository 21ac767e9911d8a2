import { otherBasis, type BasisRecord } from '../bases/standing.ts'
import { clientFiles } from '../clients/read-client.ts'
import { ofPerson, recordsOf } from '../clients/records.ts'
import { deathOf, kindOf, nameOfStay, stayOn } from '../clients/stays.ts'
import { SORTS } from '../clients/whereabouts.ts'
import { allowed, reaches, type Grant } from '../consents/allowed.ts'
import { decisionOf } from '../consents/decision.ts'
import { ageOf, formsOfAll, grantOf, type ConsentRecord } from '../consents/grants.ts'
import { openPart } from '../consents/open-part.ts'
import { givesSomething } from '../consents/read-consent.ts'
import { daysAfter } from '../dates/days.ts'
import { daysIn, formatDay, formatList } from '../dates/words.ts'
import { said } from '../deadlines/events.ts'
import { versionFor } from '../deadlines/regime.ts'
import { caseDetails } from '../details/read-details.ts'
import type { CaseDetails } from '../details/groups.ts'
import { isSameReader } from '../establishments/styles.ts'
import { authorityLine } from '../law/provenance.ts'
import { matterFiles, type MatterFile } from '../matters/read-matter.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day, z } from '../wire/schema.ts'
import { standsIn, type Holder } from './addressee.ts'
import { askableBy } from './asking.ts'
import type { LetterContent } from './contract.ts'
import { detailWords } from './detail-facts.ts'
import { differenceWords } from './difference-words.ts'
import { answersOn } from './drafting.ts'
import { withoutAuthority } from './gate.ts'
import { upToDate } from './keeping-up.ts'
import { saidPrison } from './facts-behind.ts'
import { KINDS, kindThat, requestFor } from './kinds.ts'
import { STATES } from './letter-index.ts'
import { reached } from './lifecycle.ts'
import type { moves as contract } from './move-contract.ts'
import { openBooks, openLetters, sentOf, type Books, type LetterParts } from './record.ts'
import type { LetterRecord } from './record.ts'
import { deadlineToday, gateToday, stateToday, titleOf } from './shown-letter.ts'
import { inSightOf, seesAll } from './sight.ts'
import { takenIn } from './stated.ts'
import { ownOn } from './who.ts'
import { newestMove, saidItself, tellsOf } from './told-of-move.ts'
import { isPlaced } from './own.ts'

/** What a body of the prison answers for. */
const ROUTED = ['health-records', 'prison-records', 'clinical', 'custodial'] as const
const bodiesOn = (day: string, from: Parameters<typeof answersOn>[2]) =>
  Object.fromEntries(ROUTED.map((routed) => [routed, answersOn(routed, day, from)])) as Record<
    (typeof ROUTED)[number],
    Holder
  >

type Answer = z.input<(typeof contract)['touchedByMove']['output']>
type Offer = Answer['open'][number]['tell']

/** What went to the client so many days before a move may not have reached them. */
const ON_THE_WAY_DAYS = 14
const TELLS = kindThat('move')
const ASKS = requestFor('health-records')

/** What a client’s newest move touches: letters, forms and days, each as it stands today. */
export function moves(parts: LetterParts): Handlers<typeof contract> {
  return {
    touchedByMove: ({ clientId }, by) =>
      parts.vault.read(async (tx) => touched(tx, clientId, await openBooks(tx, parts), by)),
  }
}

async function touched(tx: Readable, clientId: string, books: Books, by: Actor): Promise<Answer> {
  const records = await recordsOf(tx, [clientId])
  const client = (await clientFiles(tx, records)).get(clientId)
  if (!client) throw new Refusal('not-found', 'This client is not on file. Go back to the list.')
  const nothing: Answer = {
    ...{ move: null, open: [], requests: [], unsent: [], toClient: [], forms: [], ahead: [] },
  }
  const here = stayOn(client.stays, books.today)
  const before = here && client.stays[client.stays.indexOf(here) - 1]
  if (!here || !before) return nothing
  const nameOf = (id: string) => books.establishments.byId(id)?.name ?? id
  const since = here.from_on as Day

  const rows = await lettersAbout(tx, clientId, { since, by })
  const wanted = rows.filter((row) => isShown(row, since)).map(({ id }) => id)
  const { letter } = await openLetters(tx, { letterIds: wanted }, books)
  const letters = wanted.map((id) => upToDate(inSightOf(letter(id), by)))
  const openMatters = await matterFiles(tx, { openOf: [...records.keys()] })
  const matters = [...openMatters.values()].filter(({ closed }) => !closed)
  const details = await caseDetails(
    tx,
    matters.map(({ id }) => id),
  )
  const kept = (await formsOfAll(tx, records)).get(clientId) ?? []
  const forms = seesAll(by) ? kept : openPart(kept)
  const about: About = {
    ...{ books, since, rows, forms, matters },
    grants: forms.map((form) => grantOf(form, books.law)),
    held: SORTS[kindOf(here)].custody,
    died: deathOf(client.stays) !== null,
    was: bodiesOn(daysAfter(since, -1), { ...books, client }),
    now: bodiesOn(books.today, { ...books, client }),
  }
  return {
    move: { from: nameOfStay(before, nameOf), to: nameOfStay(here, nameOf), since },
    open: openOnes(letters, about),
    requests: freshRequests(about),
    unsent: letters
      .filter((one) => sentOf(one) === null)
      .map((one) => ({ ...lineOf(one), state: stateToday(one), differs: differsIn(one) })),
    toClient: letters.flatMap((one) => wentElsewhere(one)),
    forms: formsNaming(about),
    ahead: matters.flatMap((matter) => aheadIn(matter, details.get(matter.id) ?? {}, books.today)),
  }
}

interface About {
  books: Books
  since: Day
  rows: readonly Row[]
  forms: readonly ConsentRecord[]
  grants: readonly Grant[]
  matters: readonly MatterFile[]
  /** Whether a prison holds the client now, and whether the client has died. */
  held: boolean
  died: boolean
  /** Who answered at the former place, and who does now. */
  was: ReturnType<typeof bodiesOn>
  now: ReturnType<typeof bodiesOn>
}

type Row = Awaited<ReturnType<typeof lettersAbout>>[number]

/** The letters of a client that a move may touch, and those by which it was told: by the index, oldest first. */
async function lettersAbout(
  tx: Readable,
  clientId: string,
  { since, by }: { since: Day; by: Actor },
) {
  return tx
    .selectFrom('letter_index as l')
    .select(['l.id', 'l.matter_id', 'l.kind', 'l.answers', 'l.to_name', 'l.to_role'])
    .select(['l.state', 'l.awaits', 'l.sent_on', 'l.dated_on'])
    .select(STATES.as('states'))
    .where(ofPerson('l.client_id', clientId))
    .$if(!seesAll(by), (query) => query.where('l.restricted', '=', 0))
    .where(({ or, and, eb }) =>
      or([
        eb('l.state', 'in', UNSENT),
        and([eb('l.state', '=', 'sent'), eb('l.awaits', '=', 1)]),
        and([eb('l.to_role', '=', 'client'), eb('l.sent_on', '>=', onTheWay(since))]),
        eb('l.kind', '=', TELLS),
        and([eb('l.kind', '=', ASKS), eb('l.state', 'in', ['replied', 'returned'])]),
      ]),
    )
    .orderBy('l.first_seq')
    .execute()
}
const UNSENT = ['draft', 'approved', 'printed', 'signed']
const onTheWay = (since: Day) => daysAfter(since, -ON_THE_WAY_DAYS)

/** Whether a letter is shown itself: it has not left, is waited for, or may be on its way to the client. */
const isShown = ({ state, awaits, to_role, sent_on }: Row, since: Day): boolean =>
  UNSENT.includes(state) ||
  (state === 'sent' && (awaits === 1 || (to_role === 'client' && sent_on! >= onTheWay(since)))) ||
  (state === 'returned' && to_role === 'client' && sent_on! >= onTheWay(since))

const lineOf = (one: LetterRecord) => ({
  ...{ letterId: one.row.id, matterId: one.row.matter_id, ourRef: one.matter.ourRef },
  ...{ kind: one.content.kind, title: titleOf(one), to: one.content.addressee.name },
})

const toClient = ({ content }: LetterRecord) => content.addressee.role === 'client'

/** The letters to others that wait for an answer, the soonest due first, each body told once. */
function openOnes(letters: readonly LetterRecord[], about: About): Answer['open'] {
  const told: LetterRecord[] = []
  return letters
    .filter((one) => reached(one.events) === 'sent' && KINDS[one.content.kind].awaits)
    .filter((one) => !toClient(one))
    .map((one) => {
      const deadline = deadlineToday(one)
      const first = told.find((other) =>
        isSameReader(other.content.addressee, one.content.addressee),
      )
      const tell = tellOf(one, first, about)
      if (tell.bar === '') told.push(one)
      return {
        ...lineOf(one),
        ...{ sentOn: sentOf(one)!.on as Day, due: deadline?.due ?? null },
        ...{ daysLate: deadline?.daysLate ?? 0, ...whyItStands(one, deadline), tell },
      }
    })
    .sort((one, other) => (one.due ?? LAST).localeCompare(other.due ?? LAST))
}
const LAST = '9999'

/** Why the day of an answer is the same after a move: what starts its time, by the rule in the edition. Pure. */
export function whyItStands(
  { law: { law } }: Pick<LetterRecord, 'law'>,
  deadline: ReturnType<typeof deadlineToday>,
): { stands: string; authority: string } {
  if (!deadline) return { stands: 'No time is counted for its answer.', authority: '' }
  const { receivedOn, due } = deadline
  const rule = law.rules.get(deadline.rule)
  if (!rule)
    return {
      stands: `The letter itself asks for an answer by ${formatDay(due as Day)}, and that day stands.`,
      authority: '',
    }
  const version = versionFor(rule, { on: receivedOn as Day, receivedOn: receivedOn as Day })
  const starts = formatList([...new Set(version.startsAt.map(said))])
  return {
    stands: `The time runs from receipt on ${formatDay(receivedOn as Day)}. ${rule.id} counts from these alone: ${starts}. A move is none of them, so the day stands.`,
    authority: authorityLine(version.authority),
  }
}

/** Whether the reader of a letter is to be told of the move, and what the gate would say of that. */
function tellOf(one: LetterRecord, first: LetterRecord | undefined, about: About): Offer {
  const { addressee } = one.content
  const { rows } = about
  const move = newestMove(one)
  const made = move && tellsOf(addressee, rows, move)
  return {
    ...{ kind: TELLS, made: (made?.id ?? null) as Offer['made'] },
    bar: barOf(one.row.matter_id, about) || barOfLetter(one, first, move),
    gate: gateOf({ name: addressee.name, role: addressee.role }, about, one.bases),
  }
}

function barOfLetter(
  one: LetterRecord,
  first: LetterRecord | undefined,
  move: ReturnType<typeof newestMove>,
): string {
  if (!saidPrison(one))
    return 'This body was not told that the client is in prison, and is told nothing of a move.'
  if (move && saidItself(one, move))
    return 'It left after the move, written with the present place.'
  return first
    ? `The same body is told by the letter about ${first.matter.ourRef}, ${titleOf(first)}.`
    : ''
}

/** Why nothing is drafted in a matter at all. */
const barOf = (matterId: string, { died, matters }: Pick<About, 'died' | 'matters'>): string => {
  if (died) return 'The client has died.'
  return matters.some(({ id }) => id === matterId) ? '' : 'The matter is closed: reopen it first.'
}

/** What keeps a body from being told who the client is and where, as the forms and other bases stand. */
function gateOf(
  reader: Pick<LetterContent['addressee'], 'name' | 'role'>,
  { grants, books }: Pick<About, 'grants' | 'books'>,
  bases: readonly BasisRecord[],
): string[] {
  const { name, role } = reader
  if (role === 'client') return []
  const said = (['identity', 'location'] as const).flatMap((about) => {
    const { purpose } = KINDS[TELLS]
    const question = { recipient: { name, role }, class: about, purpose, on: books.today }
    const { allowed: may, why } = decisionOf(question, allowed(question, grants))
    return may || otherBasis(question, bases) ? [] : [why]
  })
  return [...new Set(said)]
}

/** By matter in which health records were asked for: whoever holds them where the client is now, where that is another body. */
function freshRequests(about: About): Answer['requests'] {
  const { now, was, rows, since, matters, books, grants, held } = about
  const { addressee } = now['health-records']
  if (!held || isSameReader(addressee, was['health-records'].addressee)) return []
  return matters.flatMap((matter): Answer['requests'] => {
    const asked = rows.filter(({ kind, matter_id }) => kind === ASKS && matter_id === matter.id)
    const isTo = ({ to_name: name, to_role: role }: Row) => isSameReader({ name, role }, addressee)
    if (!asked.some((row) => row.sent_on !== null && row.sent_on <= since && !isTo(row))) return []
    const made = asked.findLast((row) => row.dated_on >= since && isTo(row))
    const asking = { kind: ASKS, addressee }
    const can = askableBy(
      { content: asking, chased: null, applicant: undefined, on: books.today },
      grants,
    )
    const lacks = can && can.reason !== 'given' ? withoutAuthority(addressee.name, can) : null
    const unsettled = now['health-records'].unsettled?.question
    return [
      {
        ...{ matterId: matter.id as never, ourRef: matter.ourRef, kind: ASKS, addressee },
        made: (made?.id ?? null) as Offer['made'],
        bar: barOf(matter.id, about),
        gate: [...(lacks ? [lacks.what] : []), ...(unsettled ? [unsettled] : [])],
      },
    ]
  })
}

/** What the records say otherwise than a letter that has not left. */
function differsIn(one: LetterRecord): string[] {
  if (reached(one.events) === 'draft')
    return takenIn(one).map((difference) => differenceWords(difference, 'draft'))
  return gateToday(one).missing.flatMap(({ what, where }) => (where === 'books' ? [what] : []))
}

/** A letter that left for the client, where it went to an address that is no longer theirs. */
function wentElsewhere(one: LetterRecord): Answer['toClient'] {
  const sent = sentOf(one)
  const { addressee } = one.content
  const own = toClient(one) && sent && !isPlaced(addressee, ownOn(one, one.today))
  if (!own || one.replacedBy !== null) return []
  const place = [...addressee.lines, addressee.postcode].filter(Boolean).join(', ')
  return [{ ...lineOf(one), state: stateToday(one), sentOn: sent.on as Day, place }]
}

/** The forms in force that name a body of the former place, and whether each reaches the one that is in its place now. */
function formsNaming({ forms, grants, was, now, books, held }: About): Answer['forms'] {
  const pairs = ROUTED.map((routed) => ({
    old: was[routed].addressee,
    next: now[routed],
  }))
  return forms
    .filter((kept) => givesSomething(kept, books.today, books.law))
    .flatMap((kept): Answer['forms'] => {
      const { form, row } = kept
      const pair = pairs.find(({ old }) => isSameReader(form.recipient, old))
      if (!pair) return []
      return [
        {
          ...{ consentId: row.id as never, recipient: form.recipient.name },
          ...{ purpose: form.purpose, signedOn: form.signedOn as Day },
          lastDay: ageOf(form, books.law).lastDay as Day,
          ...reachOf(kept, pair.next, { grants, today: books.today, held }),
        },
      ]
    })
}

function reachOf(
  { form }: ConsentRecord,
  { addressee, unsettled }: Holder,
  { grants, today, held }: { grants: readonly Grant[]; today: string; held: boolean },
): Pick<Answer['forms'][number], 'now' | 'reaches' | 'says'> {
  if (!held) return { now: '', reaches: false, says: 'No prison holds the client now.' }
  if (standsIn(addressee.name))
    return { now: '', reaches: false, says: unsettled?.question ?? 'Nobody knows who that is now.' }
  const recipient = { name: addressee.name, role: form.recipient.role }
  if (isSameReader(recipient, form.recipient))
    return { now: recipient.name, reaches: true, says: 'The same body answers at the new place.' }
  const given = form.choices.find(({ answer }) => answer === 'given')?.class
  const about = form.kind === 'authority-to-obtain' ? 'identity' : (given ?? 'identity')
  const question = { recipient, class: about, purpose: form.purpose, on: today } as const
  const { why } = decisionOf(question, allowed(question, grants))
  return { now: recipient.name, reaches: reaches(form, recipient), says: why }
}

/** What is arranged for the client on a day still to come, in one line each. */
function aheadIn({ id, ourRef }: MatterFile, details: CaseDetails, today: string): Answer['ahead'] {
  const of = { matterId: id as never, ourRef }
  const appointments = (details.appointments ?? [])
    .filter((row) => row['state'] === 'due' && row['on']! >= today)
    .map((row) => ({
      ...{ ...of, what: 'Appointment outside', said: row['hospital']!, on: row['on'] as Day },
    }))
  const examinations = (details.examination ?? []).flatMap((row) => {
    const days = daysIn(row['days'] ?? '')
    const next = days.filter((on) => on >= today).sort()[0]
    if (days.length > 0 && !next) return []
    const [first = ''] = detailWords('examination', row).split(': ').slice(1)
    return [{ ...of, what: 'Medical examination', said: first, on: (next ?? null) as Day | null }]
  })
  return [...appointments, ...examinations].sort((one, other) =>
    (one.on ?? LAST).localeCompare(other.on ?? LAST),
  )
}
