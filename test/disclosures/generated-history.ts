import type { ClientId } from '../../src-main/clients/contract.ts'
import {
  InformationClass,
  type ConsentId,
  type Purpose,
  type Recipient,
} from '../../src-main/consents/contract.ts'
import { londonDay } from '../../src-main/dates/days.ts'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import type { z } from '../../src-main/wire/schema.ts'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import { day, filledIn, HOLDER, letterOffice, type LetterOffice } from '../letters/letter-office.ts'
import { checkedBy, someClient } from '../open-office.ts'

type Reader = z.output<typeof Recipient>

/** Numbers that look drawn by lot and are the same in every run. */
export function drawn(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

export const CLASSES = InformationClass.options
export const HELD = 'hiv-sexual-health'
export const READERS: readonly Reader[] = [
  { name: HOLDER, role: 'records-holder' },
  { name: 'Denise Fenwright', role: 'family' },
  { name: 'HMP Leeds', role: 'custody' },
]
/** A word that stands for something of a class and is in no other text. */
export const canary = (about: InformationClass): string => `Zqx${CLASSES.indexOf(about)}vy`
/** The classes whose words stand in a text. */
export const canariesIn = (text: string): InformationClass[] =>
  CLASSES.filter((about) => text.includes(canary(about)))

/** A form as the history knows it, by nothing that the program works out. */
interface Given {
  id: ConsentId
  seq: number
  clientId: ClientId
  reader: Reader
  purpose: Purpose
  gives: InformationClass[]
  /** By class, the entry that withdrew it. */
  withdrawn: Map<InformationClass, number>
}
export interface Printed {
  pdf: Uint8Array
  title: string
  clientId: ClientId
  readers: Reader[]
  seq: number
}
export interface Asked {
  clientId: ClientId
  reader: Pick<Reader, 'name' | 'role'>
  purpose: string
  class: string
}

const IMPLIED: readonly InformationClass[] = ['identity', 'location']

/**
 * An office in which three clients sign, refuse and withdraw, and somebody asks again and again to tell something, by letter
 * or by telephone. What the gate allows is done; every message with which it refuses is kept.
 */
export async function generatedHistory(seed: number, steps: number) {
  const pick = drawn(seed)
  const any = <T>(list: readonly T[]) => list[pick(list.length)]!
  const office = await letterOffice()
  const { ask, clock, partner, hire } = office
  const colleague = await hire('Hester Vane', 'secretary')
  const auditor = await hire('Ada Quill', 'auditor')
  const desks: LetterOffice[] = [office]
  for (const [n, surname] of ['Okafor', 'Lisle'].entries()) {
    const { id: clientId } = await ask.clients.register(
      someClient({ surname, prisonNumber: { number: `A567${n}DE`, exception: '' } }),
    )
    const { id: matterId } = await ask.matters.open({
      ...{ clientId, kind: 'health-records', title: 'Copies', responsible: partner },
      ...{ opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
    })
    desks.push({ ...office, ask, clientId, matterId } as LetterOffice)
  }
  const forms: Given[] = []
  const refusals: string[] = []
  const letters: string[] = []
  /** What left on paper or as a file: whose it is, who reads it, and the log as it was then. */
  const printed: Printed[] = []
  const seqNow = async () => (await ask.audit.health({})).entries
  /** Does it, or keeps what was said against it. */
  async function tried<T>(asked: Promise<T>): Promise<T | null> {
    try {
      return await asked
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusals.push(JSON.stringify(error.toData()))
      return null
    }
  }
  let now = Date.parse('2026-11-23T09:00:00.000Z')
  const today = () => day(londonDay(new Date(now)))
  const back = (days: number) => day(londonDay(new Date(now - days * 86_400_000)))

  async function record(clientId = any(desks).clientId, isAuthority = pick(2) === 0) {
    const reader = isAuthority ? READERS[0]! : any(READERS)
    const answers = CLASSES.filter(() => pick(isAuthority ? 10 : 4) > 0).map((about) => ({
      class: about,
      answer:
        pick(isAuthority ? 8 : 3) > 0
          ? ('given' as const)
          : any(['refused', 'not-chosen'] as const),
    }))
    const purpose: Purpose = isAuthority ? 'obtain-records' : any(['inform', 'obtain-records'])
    const signedOn = back(pick(60))
    const make = isAuthority ? someAuthority : someConsent
    const form = make(clientId, {
      ...{ recipient: reader, purpose, signedOn, receivedOn: today(), choices: answers },
      consulted: answers.some((one) => one.class === HELD)
        ? { by: partner, on: signedOn, said: 'Asked and understood.' }
        : null,
    })
    const kept = await tried(ask.consents.record(form))
    if (!kept) return
    forms.push({
      ...{ id: kept.id, seq: await seqNow(), clientId, reader, purpose, withdrawn: new Map() },
      gives: [
        ...answers.flatMap(({ class: about, answer }) => (answer === 'given' ? about : [])),
        // To ask a holder for records is to say whose they are and where they were made.
        ...(isAuthority
          ? IMPLIED.filter((about) => !answers.some((one) => one.class === about))
          : []),
      ],
    })
    if (pick(5) > 0) await checkedBy(office, colleague)
  }

  async function withdraw() {
    if (forms.length === 0) return
    const form = any(forms)
    const classes = [any(CLASSES)]
    const how = { saidOn: any([today(), today(), null]), how: 'post' as const, note: '' }
    const said = { consentId: form.id, classes, receivedOn: today(), ...how }
    if (!(await tried(ask.consents.withdraw(said)))) return
    const seq = await seqNow()
    for (const about of classes) form.withdrawn.set(about, form.withdrawn.get(about) ?? seq)
  }

  const call = () =>
    tried(
      ask.disclosures.recordCall({
        ...{ clientId: any(desks).clientId, caller: any(READERS), asked: '' },
        ...{ purpose: any(['inform', 'obtain-records'] as const), told: [any(CLASSES)] },
      }),
    )

  /** A letter to the holder with a passage of some classes, at times with a copy, as far as it is let go. */
  async function write() {
    const desk = any(desks)
    const content = await tried(filledIn(desk))
    if (!content) return
    const written = CLASSES.filter(() => pick(6) === 0).map((about) => ({
      ...{ id: `written-${about}`, text: `Noted is ${canary(about)}.`, class: about },
      origin: 'written' as const,
    }))
    const { lines, postcode } = content.addressee
    const copies: LetterContent['copies'] =
      pick(4) === 0 ? [{ addressee: { ...READERS[1]!, lines, postcode } }] : []
    // What the template itself says is no part of this.
    const passages = [...content.passages.filter(({ class: about }) => about !== HELD), ...written]
    const draft = await tried(ask.letters.draft({ ...content, passages, copies }))
    if (!draft) return
    const { id: letterId, version } = draft
    letters.push(letterId)
    const readers = [READERS[0]!, ...copies.map(() => READERS[1]!)]
    /** Prints or saves it, and keeps what came out. */
    const paper = async (asked: Promise<unknown>) => {
      const before = office.platform.paper.length
      const seq = await seqNow()
      await tried(asked)
      for (const { pdf, title } of office.platform.paper.slice(before))
        printed.push({ pdf, title, clientId: desk.clientId, readers, seq })
    }
    const printing = {
      letterId,
      printer: 'Front-desk',
      paper: 'letterhead' as const,
      what: 'letter' as const,
    }
    await paper(ask.letters.print(printing))
    if (!(await tried(ask.letters.approve({ letterId, version })))) return
    await paper(ask.letters.print(printing))
    await paper(ask.letters.saveCopy({ letterId }))
    if (!(await tried(ask.letters.printed({ letterId })))) return
    if (!(await tried(ask.letters.signed({ letterId })))) return
    await tried(ask.letters.send({ letterId, route: 'first-class', on: today() }))
  }

  office.platform.choose = 'a folder'
  for (const { clientId } of desks) await record(clientId, true)
  for (let step = 0; step < steps; step++) {
    now += pick(3) * 86_400_000 + 3_600_000
    clock.set(new Date(now).toISOString())
    const what = pick(10)
    if (what < 3) await record()
    else if (what < 4) await withdraw()
    else if (what < 6) await call()
    else await write()
  }

  /** Whether no form that came in before this entry gave it, or each one that did was withdrawn: then nothing allows it. */
  const refusedAt = ({ clientId, reader, purpose, class: about }: Asked, seq: number): boolean =>
    forms.every(
      (form) =>
        form.seq >= seq ||
        form.clientId !== clientId ||
        form.reader.name !== reader.name ||
        form.reader.role !== reader.role ||
        form.purpose !== purpose ||
        !form.gives.includes(about as InformationClass) ||
        (form.withdrawn.get(about as InformationClass) ?? Infinity) < seq,
    )
  return { office, desks, forms, refusals, letters, printed, colleague, auditor, refusedAt }
}
export type History = Awaited<ReturnType<typeof generatedHistory>>
