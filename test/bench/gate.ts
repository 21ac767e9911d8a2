import { resolve } from 'node:path'
import type { Grant } from '../../src-main/consents/allowed.ts'
import type { InformationClass } from '../../src-main/consents/contract.ts'
import { gate, type GateCase } from '../../src-main/letters/gate.ts'
import { loadSensitive } from '../../src-main/letters/sensitive.ts'
import { measure, round, type Report } from './rounds.ts'

const CLASSES: InformationClass[] = ['identity', 'location', 'health', 'offence', 'mental-health']
const READERS = [
  'Denise Fenwright',
  'Leeds Housing Options, Prison Release Team',
  'Siân Llŷr-Jones',
  'Dr Łukasz Wiśniewski-Kowalczyk',
  'Mrs Ngozi Okafor-O’Brien',
] as const
/** Letters to a round: one is decided in less than the clock tells well. */
const EACH = 40

/** A letter of so many passages to five readers, in the office of a client who signed so many forms. */
function bigCase(passages: number, forms: number): GateCase {
  const letter = {
    kind: 'L36',
    addressee: { name: READERS[0], role: 'family', lines: ['1 Mill Lane', 'Leeds'] },
    copies: READERS.slice(1).map((name) => ({
      addressee: { name, role: 'family', lines: ['1 Mill Lane', 'Leeds'] },
      enclosures: [],
    })),
    yourRef: '',
    heading: 'Our client: Dominic Fenwright',
    salutation: 'Dear Sir or Madam',
    delivery: 'post',
    enclosures: [],
    passages: Array.from({ length: passages }, (_, at) => ({
      id: `p${at}`,
      text: `We write about what was agreed with you on the ${at + 1}th, and ask you to confirm in writing what you hold and whom you have told of it since.`,
      class: CLASSES[at % CLASSES.length]!,
      origin: at % 3 === 0 ? 'written' : 'template',
    })),
  }
  const grants = Array.from({ length: forms }, (_, at): Grant => {
    const received = `2026-${String(1 + (at % 9)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`
    const answers = Object.fromEntries(CLASSES.map((about) => [about, 'given' as const]))
    return {
      ...{ id: `g${at}`, seq: at, kind: 'consent-to-tell', purpose: 'inform', consulted: false },
      recipient: { name: at % 3 === 0 ? READERS[at % 5]! : `Somebody Else ${at}`, role: 'family' },
      ...{
        answers,
        signedOn: received,
        receivedOn: received,
        lastDay: '2027-12-31',
        replaces: null,
      },
      withdrawals: [],
      check: { state: 'passed', on: received, recordedBy: 'Hester Vane' },
    }
  })
  const sensitive = loadSensitive(resolve(import.meta.dirname, '../../resources'))
  const printed = [
    { what: 'heading' as const, at: 'heading', text: letter.heading, class: 'identity' as const },
    ...letter.passages.map(({ id, text, class: about }) => ({
      ...{ what: 'passage' as const, at: id, text, class: about },
    })),
  ].map((one) => ({
    ...{ ...one, where: 'passages' as const, decided: true as const, tells: sensitive(one.text) },
  }))
  return {
    content: letter as unknown as GateCase['content'],
    printed,
    ...{ grants, on: '2026-11-22', chased: null, toldBefore: [] },
    bases: [],
    asked: [],
    own: { names: new Set(['dominic fenwright']), places: [] },
    ...{ placeAsked: true, unknown: [], answers: null, lacks: [] },
    diedOn: null,
    proposed: null,
    acting: [],
    applicant: undefined,
    sensitive,
  }
}

/** The newest form of each reader's name, class and purpose: a look at every form, and nothing else said or kept. */
function floorOf({ content, grants, on }: GateCase): number {
  let told = 0
  for (const name of [content.addressee.name, ...content.copies.map((one) => one.addressee.name)])
    for (const { class: about } of [{ class: 'identity' as const }, ...content.passages]) {
      let newest: Grant | null = null
      for (const grant of grants)
        if (
          grant.recipient.name === name &&
          grant.purpose === 'inform' &&
          grant.answers[about as InformationClass] !== undefined &&
          grant.receivedOn <= on &&
          (!newest || grant.receivedOn > newest.receivedOn)
        )
          newest = grant
      if (newest && newest.answers[about as InformationClass] === 'given' && on <= newest.lastDay)
        told++
    }
  return told
}

/**
 * The gate's decisions on a letter (`--passages 30` to five readers, `--consents 200`) against a bare scan of the same
 * forms: names compared as they are written, no words looked for, no reason given.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const given = bigCase(option('--passages', 30), option('--consents', 200))
  const { open, decisions } = gate(given)
  const bare = floorOf(given)
  const personal = decisions.filter(({ class: about }) => about !== 'none')
  if (!open || personal.length !== bare) throw new Error('All of it may be told.')
  // As they come from the books: new for each letter, so that nothing is known of them.
  const fresh = () => ({
    ...given,
    bases: [],
    grants: given.grants.map((grant) => ({ ...grant, recipient: { ...grant.recipient } })),
  })
  const often = (work: (given: GateCase) => unknown) => () => {
    for (let one = 0; one < EACH; one++) work(fresh())
  }
  const [remedy, floor] = await measure(
    [
      { name: 'remedy', run: often((one) => gate(one)) },
      { name: 'floor', run: often(floorOf) },
    ],
    option('--rounds', 15),
  )
  const count = decisions.length * EACH
  return {
    name: 'gate',
    cases: [remedy!, floor!],
    ratios: { 'remedy/floor': round(remedy!.medianMs / floor!.medianMs) },
    notes: [
      `${decisions.length} decisions a letter, ${EACH} letters a round, ${given.grants.length} forms`,
      `${Math.round((count / remedy!.medianMs) * 1000)} decisions a second; the floor makes ${Math.round((count / floor!.medianMs) * 1000)}`,
    ],
  }
}
