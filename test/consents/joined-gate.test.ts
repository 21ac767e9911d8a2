import { expect, test } from 'vitest'
import type { ClientId } from '../../src-main/clients/contract.ts'
import type {
  ConsentId,
  InformationClass,
  RecipientRole,
} from '../../src-main/consents/contract.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { openTestOffice, someClient, type TestOffice } from '../open-office.ts'
import { someConsent } from './some-consent.ts'

/** The same numbers at every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed * 2654435761
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0
    return (state >>> 8) % below
  }
}

const day = (iso: string) => iso as never
const HEARD: readonly { name: string; role: RecipientRole }[] = [
  { name: 'Denise Fenwright', role: 'family' },
  { name: 'Dr Ade Obi', role: 'treating' },
]
const CLASSES: readonly InformationClass[] = ['health', 'location', 'offence']
const dayAt = (at: number) => `2026-10-${String(2 + at).padStart(2, '0')}`
const ASKED_ON = [0, 4, 9, 13, 18, 22, 28].map(dayAt)

/** What the gate answers to every question, with its reason. */
const answersOf = async ({ ask }: TestOffice, clientId: ClientId): Promise<string[]> => {
  const answers: string[] = []
  for (const recipient of HEARD)
    for (const about of CLASSES)
      for (const on of ASKED_ON) {
        const question = { clientId, recipient, class: about, purpose: 'inform' as const }
        const { allowed, why } = await ask.consents.mayTell({ ...question, on: day(on) })
        answers.push(`${recipient.name}, ${about}, ${on}: ${allowed} ${why}`)
      }
  return answers
}

test('joined records answer as one record that holds all of both would, on every day; parted, each as before', async () => {
  const office = await openTestOffice()
  const { ask } = office
  const record = async () =>
    (await ask.clients.register(someClient({ prisonNumber: { number: '', exception: 'None' } }))).id
  const seen = new Set<string>()
  let otherwise = 0
  for (let seed = 1; seed <= 6; seed++) {
    const draw = seeded(seed)
    const [kept, other, whole] = [await record(), await record(), await record()]
    const forms: [ConsentId, ConsentId, string][] = []
    for (let acts = 0; acts < 7; acts++) {
      const signed = draw(20)
      const received = dayAt(signed + draw(6))
      if (forms.length > 0 && draw(3) === 0) {
        const [here, there, signedOn] = forms[draw(forms.length)]!
        const saidOn = draw(2) === 0 ? null : signedOn
        const withdrawn = {
          ...{ classes: [CLASSES[draw(CLASSES.length)]!], how: 'post' as const, note: '' },
          ...{
            receivedOn: day(received < signedOn ? signedOn : received),
            saidOn: saidOn as never,
          },
        }
        const outcomes = []
        for (const consentId of [here, there])
          outcomes.push(
            await ask.consents.withdraw({ consentId, ...withdrawn }).then(
              () => 'withdrawn',
              (error: unknown) =>
                error instanceof Refusal ? error.message : Promise.reject(error),
            ),
          )
        expect(outcomes[0]).toBe(outcomes[1])
        continue
      }
      const recipient = HEARD[draw(HEARD.length)]!
      const choices = CLASSES.map((about) => ({
        class: about,
        answer: (['given', 'given', 'refused', 'not-chosen'] as const)[draw(4)]!,
      }))
      const form = { recipient, choices, signedOn: dayAt(signed), receivedOn: received }
      const mine = draw(2) === 0 ? kept : other
      const here = await ask.consents.record(someConsent(mine, form))
      const there = await ask.consents.record(someConsent(whole, form))
      forms.push([here.id, there.id, dayAt(signed)])
    }
    const before = [await answersOf(office, kept), await answersOf(office, other)]
    await ask.clients.join({ keptId: kept, otherId: other, reason: 'One person' })
    const all = await answersOf(office, whole)
    expect(await answersOf(office, kept)).toEqual(all)
    expect(await answersOf(office, other)).toEqual(all)
    otherwise += before[0]!.filter((answer, at) => answer !== all[at]).length
    for (const answer of all) seen.add(answer.split(': ')[1]!.split(' ')[0]!)
    await ask.clients.part({ clientId: other, reason: 'Two people after all' })
    expect([await answersOf(office, kept), await answersOf(office, other)]).toEqual(before)
  }
  // The histories say something: some of it is allowed, and joining changes answers.
  expect([...seen].sort()).toEqual(['false', 'true'])
  expect(otherwise).toBeGreaterThan(20)
}, 300_000)
