import { readTable } from '../establishments/table.ts'
import { z } from '../wire/schema.ts'
import { Client, type ClientCorrection, type ClientDraft } from '../clients/contract.ts'
import type { Move, StayCorrection } from '../clients/contract.ts'

/** Asks an operation of the office by name and gives its value; throws where the office refuses. */
export type Ask = (name: string, input: unknown) => Promise<unknown>

interface SampleParts {
  ask: Ask
  resources: string
  /** Called before each client with how many there are and went before, so that a clock may move on. */
  next?: (done: number, of: number) => void
}

const ClientLine = z.strictObject({
  client: z.string(),
  surname: z.string(),
  forenames: z.string(),
  /** `Hollis, Denise; Lucky` */
  other_names: z.string(),
  born_on: z.string(),
  prison_number: z.string(),
  exception: z.string(),
  language: z.string(),
  needs: z.string(),
  needs_note: z.string(),
  born_on_first_typed: z.string(),
  correction_reason: z.string(),
})
const StayLine = z.strictObject({
  client: z.string(),
  establishment: z.string(),
  from: z.string(),
  source: z.string(),
  from_first_typed: z.string(),
  correction_reason: z.string(),
})
type ClientLine = z.output<typeof ClientLine>
type StayLine = z.output<typeof StayLine>

/** Fills an office with forty made-up clients through its ordinary questions, slips and their corrections included. */
export async function fillSample({ ask, resources, next }: SampleParts): Promise<void> {
  const people = readTable(resources, 'sample/clients.csv', ClientLine).map(({ row }) => row)
  const stays = readTable(resources, 'sample/stays.csv', StayLine).map(({ row }) => row)
  for (const [done, person] of people.entries()) {
    next?.(done, people.length)
    await fillClient(
      async (name, input) => Client.parse(await ask(name, input)),
      person,
      stays.filter(({ client }) => client === person.client),
    )
  }
}

async function fillClient(
  ask: (name: string, input: unknown) => Promise<Client>,
  person: ClientLine,
  stays: StayLine[],
): Promise<void> {
  const typed = particulars(person)
  const [first, ...moves] = stays.map((line) => stayOf(line, line.from_first_typed || line.from))
  const bornOn = person.born_on_first_typed || typed.bornOn
  const draft: z.input<typeof ClientDraft> = { ...typed, bornOn, stay: first! }
  let client = await ask('clients.register', draft)
  const clientId = client.id
  for (const stay of moves) {
    const move: z.input<typeof Move> = { clientId, stay }
    client = await ask('clients.recordMove', move)
  }
  if (person.born_on_first_typed !== '') {
    const reason = person.correction_reason
    const right: z.input<typeof ClientCorrection> = { ...typed, clientId, version: 1, reason }
    await ask('clients.correct', right)
  }
  for (const line of stays.filter(({ from_first_typed }) => from_first_typed !== '')) {
    const wrong = client.stays.find(({ from }) => from === line.from_first_typed)!
    const right: z.input<typeof StayCorrection> = {
      ...{ clientId, stayId: wrong.id, reason: line.correction_reason },
      stay: stayOf(line, line.from),
    }
    client = await ask('clients.correctStay', right)
  }
}

const stayOf = ({ establishment, source }: StayLine, from: string) => ({
  establishmentId: establishment,
  from,
  source,
})

function particulars(person: ClientLine) {
  const needs = person.needs.split(' ')
  return {
    surname: person.surname,
    forenames: person.forenames,
    aliases: person.other_names
      .split('; ')
      .filter((name) => name !== '')
      .map((name) => {
        const [surname = '', forenames = ''] = name.split(', ')
        return { surname, forenames }
      }),
    bornOn: person.born_on || null,
    prisonNumber: { number: person.prison_number, exception: person.exception },
    needs: {
      language: person.language,
      interpreter: needs.includes('interpreter'),
      largePrint: needs.includes('large-print'),
      easyWords: needs.includes('easy-words'),
      readAloud: needs.includes('read-aloud'),
      note: person.needs_note,
    },
  }
}
