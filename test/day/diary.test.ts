import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Act, Json } from '../../src-main/audit/entry.ts'
import { createLog } from '../../src-main/audit/log.ts'
import { daysAfter, daysBetween } from '../../src-main/dates/days.ts'
import { keepDiary } from '../../src-main/day/diary.ts'
import { readDiary } from '../../src-main/day/read-diary.ts'
import { byDay, grouped, type LetterToday } from '../../src-main/day/due-today.ts'
import { formToday } from '../../src-main/day/forms-today.ts'
import { listName } from '../../src-main/clients/known-client.ts'
import { recordsOf } from '../../src-main/clients/records.ts'
import { formsOfAll } from '../../src-main/consents/grants.ts'
import { establishments } from '../../src-main/establishments/establishments.ts'
import { folds } from '../../src-main/folds.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { lawStore } from '../../src-main/law/law-book.ts'
import { loadEdition } from '../../src-main/law/load-edition.ts'
import {
  complaintToday,
  deadlineToday,
  differsOn,
  gateOn,
  stateToday,
  toDecideOn,
  waitsOn,
} from '../../src-main/letters/shown-letter.ts'
import { openBooks, openLetters, sentOf } from '../../src-main/letters/record.ts'
import { loadSensitive } from '../../src-main/letters/sensitive.ts'
import { loadTemplates } from '../../src-main/letters/template.ts'
import { limitationDates } from '../../src-main/matters/limitation.ts'
import type { Readable } from '../../src-main/vault/vault.ts'
import { resources } from '../open-office.ts'
import { newVault, random } from '../vault/new-vault.ts'

const HOLDER = 'Northgate Health, HMP Leeds'
const CLASSES = ['health'] as const
const edition = loadEdition(editionTexts(resources))
type Detail = Record<string, Json>

/** An office of entries alone: no paper is made, and whatever the log could hold can be put into it. */
async function bareOffice() {
  const { vault } = await newVault()
  let now = new Date('2026-01-05T09:00:00.000Z')
  const clock = () => new Date(now)
  const log = createLog({ vault, clock, random, folds })
  await vault.write((tx) => log.found(tx))
  const parts = {
    ...{ vault, clock, wordsMark: 'words', law: lawStore({ editionIn: async () => edition }) },
    ...{ templates: loadTemplates(resources), sensitive: loadSensitive(resources) },
    establishments: establishments({ resources }),
  }
  const record = (act: Act, subject: string, detail: Detail) =>
    vault.write((tx) => log.record(tx, { id: 'p1' }, { act, subject, detail }))
  return {
    ...{ vault, log, parts, record, fresh: keepDiary(parts).fresh },
    today: () => now.toISOString().slice(0, 10),
    set: (day: string) => (now = new Date(`${day}T09:00:00.000Z`)),
  }
}
type Office = Awaited<ReturnType<typeof bareOffice>>

/** The day worked out from every letter, matter and form there is, as on that day: slow, and plainly right. */
async function wholeDay(tx: Readable, { parts }: Office, day: string) {
  const at = { ...parts, clock: () => new Date(`${day}T09:00:00.000Z`) }
  const books = await openBooks(tx, at)
  const ids = await tx.selectFrom('letter').select('id').execute()
  const { letter } = await openLetters(tx, { letterIds: ids.map(({ id }) => id) }, books)
  const letters = ids
    .map(({ id }) => letter(id))
    .sort((one, other) => one.events[0]!.seq - other.events[0]!.seq)
    .map((one): LetterToday => ({
      ...{ letterId: one.row.id, matterId: one.row.matter_id, clientId: one.row.client_id },
      ...{ clientName: listName(one.client.client), ourRef: one.matter.ourRef },
      ...{ waits: waitsOn(one, day), reconstruction: false, formBack: false },
      ...{ to: one.content.addressee.name, kind: one.content.kind, answers: one.row.answers },
      ...{ state: stateToday(one), sentOn: sentOf(one)?.on, deadline: deadlineToday(one) },
      ...{ gateOpen: gateOn(one, day).open, replacedBy: one.replacedBy },
      complaint: complaintToday(one)?.acknowledgedOn === null ? complaintToday(one) : null,
      toDecide: toDecideOn(one)(day),
      differs: differsOn(one, day),
    }))
  const rows = await tx
    .selectFrom('matter as m')
    .innerJoin('client as c', 'c.id', 'm.client_id')
    .leftJoin('matter_closing as x', 'x.matter_id', 'm.id')
    .selectAll('m')
    .select(['c.surname', 'c.forenames'])
    .where('x.matter_id', 'is', null)
    .execute()
  const matters = rows.map((row) => ({
    ...{ matterId: row.id, clientId: row.client_id, clientName: listName(row) },
    ...{ ourRef: row.our_ref, title: row.title, dated: row.event_on !== null },
    closed: false,
    limitation: limitationDates({ eventOn: row.event_on, knownOn: row.known_on }, day, books.law),
  }))
  const clients = await tx.selectFrom('client').selectAll().execute()
  const forms = await formsOfAll(
    tx,
    await recordsOf(
      tx,
      clients.map(({ id }) => id),
    ),
  )
  const found = clients.flatMap((client) =>
    (forms.get(client.id) ?? []).flatMap(
      (form, _, all) =>
        formToday(form, all, {
          ...{ day, clientId: client.id, clientName: listName(client), ageing: books.law },
        }) ?? [],
    ),
  )
  return grouped(letters, matters, day, found)
}

/** Compares the diary with the whole on today and on days to come, which the same diary must already hold. */
async function compare(office: Office): Promise<number> {
  await office.fresh()
  const today = office.today()
  let lines = 0
  for (const ahead of [0, 1, 7, 9, 20, 33, 60, 120, 200, 370, 1200]) {
    const day = daysAfter(today, ahead)
    await office.vault.read(async (tx) => {
      const kept = await readDiary(tx, {
        today: day,
        by: { id: 'p2', role: 'partner' },
        shown: () => 1000,
      })
      const whole = await wholeDay(tx, office, day)
      expect(kept.map(({ name, items }) => [name, items])).toEqual(
        whole.map(({ name, items }) => [name, [...items].sort(byDay)]),
      )
      expect(kept.every(({ total, items }) => total === items.length)).toBe(true)
      lines += kept.reduce((sum, { total }) => sum + total, 0)
    })
  }
  return lines
}

interface Person {
  clientId: string
  tag: string
  matterId: string
  closed: boolean
  consents: string[]
  letters: { id: string; kind: string; state: string; sentOn: string; answers: string | null }[]
}

async function someone(office: Office, number: number): Promise<Person> {
  const [clientId, matterId, tag] = [randomUUID(), randomUUID(), `t${number}`]
  const name = { surname: `Fenwright${number}`, forenames: 'Dominic' }
  await office.record('client-registered', tag, {
    ...{ ...name, aliases: [], bornOn: null, prisonNumber: { number: '', exception: 'None' } },
    needs: {
      ...{ language: '', interpreter: false, largePrint: false, easyWords: false },
      ...{ readAloud: false, note: '' },
    },
    ...{
      clientId,
      stayId: randomUUID(),
      establishmentId: 'leeds',
      from: '2025-01-02',
      source: 's',
    },
  })
  const eventOn = number % 3 === 0 ? null : daysAfter(office.today(), -(number * 83) % 1200)
  await office.record('matter-opened', tag, {
    ...{ clientId, matterId, kind: 'health-records', title: 'Copies', responsible: 'p1' },
    ...{ opponents: [], eventOn, knownOn: null, noEventReason: '', clientNumber: number },
    ...{ matterNumber: 1, ourRef: `IT/F.${number}-1`, openedOn: office.today() },
  })
  return { clientId, tag, matterId, closed: false, consents: [], letters: [] }
}

const content = (of: Person, kind: string, today: string, answers: string | null): Json => ({
  ...{ matterId: of.matterId, kind, datedOn: today, yourRef: '', delivery: 'post' },
  addressee: { name: HOLDER, role: 'records-holder', lines: ['HMP Leeds'], postcode: 'LS12 2TJ' },
  ...{ salutation: 'Dear Sir or Madam', heading: 'Records', signatory: null, answers },
  passages: [{ id: 'p1', text: 'Please send them.', class: null, origin: 'written' }],
  ...{
    enclosures: [],
    copies: [],
    largePrint: false,
    formerBodyReason: '',
    consentRequested: null,
  },
})
const TRACE = { gateOpen: true, decisions: [] }
const NEXT: Record<string, [act: Act, state: string]> = {
  draft: ['letter-approved', 'approved'],
  approved: ['letter-printed', 'printed'],
  printed: ['letter-signed', 'signed'],
  signed: ['letter-sent', 'sent'],
}

/** One thing that happens to somebody, chosen by number; what cannot happen now is left out. */
async function happen(office: Office, of: Person, what: number, which: number): Promise<void> {
  const today = office.today()
  const { record } = office
  const pick = <T>(all: readonly T[]): T | undefined => all[which % Math.max(1, all.length)]
  const consentId = pick(of.consents)
  const letter = pick(of.letters)
  if (what < 2) {
    const fresh = randomUUID()
    of.consents.push(fresh)
    await record('consent-recorded', of.tag, {
      ...{ consentId: fresh, clientId: of.clientId, kind: 'authority-to-obtain' },
      recipient: { name: HOLDER, role: 'records-holder' },
      ...{ purpose: 'obtain-records', choices: [{ class: 'health', answer: 'given' }] },
      ...{ consulted: null, signedOn: daysAfter(today, -(which * 41) % 340), receivedOn: today },
      ...{ until: which % 4 === 0 ? daysAfter(today, 25) : null, wording: 'w', how: 'post' },
      ...{ interpreter: false, officerPresent: false, note: '', secondCheck: which % 3 === 0 },
      replaces: null,
    })
  } else if (what === 2 && consentId)
    await record('consent-withdrawn', of.tag, {
      ...{ consentId, classes: [...CLASSES], receivedOn: today, how: 'slip', note: '' },
    })
  else if (what === 3 && consentId)
    await (which % 3 === 0
      ? record('consent-returned', of.tag, { consentId, reason: 'Another name' })
      : record('consent-checked', of.tag, { consentId, against: 'paper' }))
  else if (what === 4 && consentId)
    await record('consent-reviewed', of.tag, { consentId, on: today, how: 'visit', note: '' })
  else if (what < 8) {
    const chased = of.letters.find(({ kind, state }) => kind !== 'L09' && state === 'sent')
    const kind = what === 7 && chased ? 'L09' : which % 2 === 0 ? 'L03' : 'L05'
    const answers = kind === 'L09' ? chased!.id : null
    const id = randomUUID()
    of.letters.push({ id, kind, state: 'draft', sentOn: '', answers })
    await record('letter-drafted', of.tag, {
      ...{ letterId: id, clientId: of.clientId, version: 1 },
      content: content(of, kind, today, answers),
    })
  } else if (what < 15 && letter && NEXT[letter.state]) {
    const [act, state] = NEXT[letter.state]!
    letter.state = state
    letter.sentOn = today
    const { id: letterId } = letter
    const [sha256, route] = ['ab', which % 2 === 0 ? 'first-class' : 'hand']
    const more: Record<string, Detail> = {
      'letter-approved': {
        ...{ version: 1, paperId: 'x', sha256, code: 'c', pages: 1, firmVersion: 1, ...TRACE },
      },
      'letter-sent': { clientId: of.clientId, on: today, route, sha256, ...TRACE, disclosed: [] },
    }
    await record(act, of.tag, { letterId, ...more[act] })
  } else if (what === 15 && letter && ['approved', 'printed', 'signed'].includes(letter.state)) {
    letter.state = 'recalled'
    await record('letter-recalled', of.tag, { letterId: letter.id, reason: 'r', destroyedBy: 'd' })
  } else if (what === 16 && letter?.state === 'sent' && which % 3 === 0) {
    letter.state = 'returned'
    await record('letter-returned', of.tag, { letterId: letter.id, on: today, reason: 'Gone away' })
  } else if (what < 19 && letter?.state === 'sent' && letter.kind !== 'L09') {
    const kinds = ['acknowledged', 'extended', 'id-asked', 'answered-in-part', 'answered-in-full']
    const kind = kinds[which % kinds.length]!
    if (kind === 'answered-in-full') letter.state = 'replied'
    await record('reply-recorded', of.tag, { letterId: letter.id, kind, on: today, note: '' })
  } else if (what === 19 && which % 4 === 0 && !of.closed) {
    of.closed = true
    await record('matter-closed', of.tag, {
      ...{ matterId: of.matterId, closedOn: today, reason: 'Done' },
    })
  }
}

test('whatever happens, the diary says of today and of every day to come what all letters, matters and forms say', async () => {
  const office = await bareOffice()
  const step = fc.record({
    ...{ who: fc.nat(40), what: fc.nat(19), which: fc.nat(60) },
    days: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(25)),
  })
  const rounds = fc.sample(fc.array(step, { minLength: 25, maxLength: 45 }), {
    numRuns: 9,
    seed: 7,
  })
  const people: Person[] = []
  let lines = 0
  for (const round of rounds) {
    people.push(await someone(office, people.length + 1))
    // Half of all falls on a few people, whose letters so go far.
    for (const { who, what, which, days } of round) {
      office.set(daysAfter(office.today(), days))
      await happen(office, people[Math.floor(who / 5) % people.length]!, what, which)
    }
    lines += await compare(office)
  }
  expect(lines).toBeGreaterThan(300)
  await office.vault.write((tx) => tx.deleteFrom('diary').execute())
  await office.log.rebuild()
  await compare(office)
}, 600_000)

/** A change of the law as the office records it. */
async function amend(office: Office, begins: string, change: Detail): Promise<string> {
  const book = await office.vault.read((tx) => office.parts.law.book(tx))
  const entry = [...book.entries.keys()].find((one) => one.startsWith(begins))!
  const amendmentId = randomUUID()
  const about = { amendmentId, entry, change, source: 's', note: '', checkedOn: office.today() }
  await office.vault.write((tx) =>
    office.log.record(tx, { id: 'p1' }, { act: 'law-amended', subject: null, detail: about }),
  )
  return amendmentId
}

test('after a change of the law only whom it moves is gone through, and the day is right', async () => {
  const office = await bareOffice()
  const people = [await someone(office, 1), await someone(office, 2), await someone(office, 4)]
  for (const [what, which] of [
    [5, 0],
    [8, 0],
    [8, 0],
    [8, 0],
    [8, 0],
  ] as const)
    await happen(office, people[0]!, what, which)
  await happen(office, people[1]!, 0, 1)
  await compare(office)
  /** Of whom every line was made anew while the day was looked at. */
  const changed = async () => {
    const { vault } = office
    await vault.write((tx) => tx.updateTable('diary').set({ not_by: 'as it was' }).execute())
    await compare(office)
    const rows = await vault.read((tx) => tx.selectFrom('diary').selectAll().execute())
    const kept = new Set(
      rows.filter(({ not_by }) => not_by === 'as it was').map(({ client_id }) => client_id),
    )
    return people.map(({ clientId }) => !kept.has(clientId))
  }
  await amend(office, 'topic:', { sort: 'topic', text: 'Other words.' })
  expect(await changed()).toEqual([false, false, false])
  await amend(office, 'rule:R02:UK GDPR, before', {
    sort: 'rule',
    period: { unit: 'months', count: 3 },
  })
  expect(await changed()).toEqual([true, false, false])
  await amend(office, 'rule:R29', { sort: 'rule', period: { unit: 'months', count: 9 } })
  expect(await changed()).toEqual([false, true, false])
  // One that this law refuses is read by the edition as it was published.
  await amend(office, 'rule:R29', { sort: 'rule', to: '2020-01-01' })
  expect(await changed()).toEqual([false, true, false])
  await office.log.rebuild()
  expect(await changed()).toEqual([true, true, true])
})

test('days pass without anything being made anew, and a clock set back is kept up with', async () => {
  const office = await bareOffice()
  const person = await someone(office, 1)
  for (const [what, which] of [
    [0, 1],
    [5, 0],
    [8, 0],
    [8, 0],
    [8, 0],
  ] as const)
    await happen(office, person, what, which)
  await compare(office)
  const waiting = () =>
    office.vault.read((tx) => tx.selectFrom('diary_stale').selectAll().execute())
  const began = office.today()
  office.set(daysAfter(began, 45))
  expect(await waiting()).toEqual([])
  await compare(office)
  office.set(daysAfter(began, -30))
  await compare(office)
  expect(daysBetween(office.today(), began)).toBe(30)
})
