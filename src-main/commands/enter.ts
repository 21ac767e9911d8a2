import { existsSync } from 'node:fs'
import { contract, type RemedyContract } from '../contract.ts'
import { openOffice, type Office } from '../office.ts'
import type { Platform } from '../platform/platform.ts'
import type { OfficeState } from '../people/contract.ts'
import { askThrough } from '../wire/ask.ts'
import type { Client } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { keysMissing } from '../vault/keys.ts'
import { WrongUse, type Given } from './arguments.ts'
import { askHidden, commandPlatform, firstLine, type Terminal } from './terminal.ts'

export { signInFlags, signInWords } from './sign-in-options.ts'

/** Signs in at the office in `folder` as the person the options name, works there, and leaves it locked; `own` is what this command does in place of the usual platform. */
export async function workIn<T>(
  folder: string,
  given: Given,
  terminal: Terminal,
  work: (ask: Client<RemedyContract>, office: Office, passphrase: string) => Promise<T>,
  own: Partial<Platform> = {},
): Promise<T> {
  const { resources, clock, random } = terminal
  if (!existsSync(folder)) throw new WrongUse('There is no such folder.')
  const platform = { ...commandPlatform(folder), ...own }
  const office = await openOffice({ folder, resources, clock, random, platform })
  const ask = askThrough(contract, office.dispatch)
  try {
    const passphrase = await signedIn(given, terminal, ask)
    return await work(ask, office, passphrase)
  } finally {
    await office.close()
  }
}

/** Signs in as the person the options name; gives the passphrase. */
export async function signedIn(
  given: Given,
  terminal: Terminal,
  ask: Client<RemedyContract>,
): Promise<string> {
  const state = await ask.signIn.state({})
  if (state.phase === 'none') throw new WrongUse('There is no office in that folder.')
  if (state.people.length === 0) throw keysMissing()
  const named = personNamed(state, given.word('person'))
  const passphrase = given.flag('passphrase-stdin')
    ? await firstLine(terminal)
    : await askHidden(terminal, named ? `Passphrase of ${named.name}: ` : 'Passphrase: ')
  await signInAs(named ? [named] : state.people, passphrase, ask)
  return passphrase
}

/** Signs in the first of `people` whose passphrase it is. */
async function signInAs(
  people: OfficeState['people'],
  passphrase: string,
  ask: Client<RemedyContract>,
): Promise<void> {
  let refusal: unknown
  for (const { id } of people) {
    try {
      await ask.signIn.unlock({ personId: id, passphrase })
      return
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'not-allowed') throw error
      refusal ??= error
    }
  }
  throw refusal
}

/** The one whose name this is; typed without capitals and accents where that is nobody else’s. */
export function personOf<One extends { name: string }>(
  people: readonly One[],
  name: string,
): One | undefined {
  for (const sensitivity of ['variant', 'accent', 'base'] as const) {
    const same = ({ name: one }: One) => one.localeCompare(name, 'en', { sensitivity }) === 0
    const [found, another] = people.filter(same)
    if (found) return another ? undefined : found
  }
  return undefined
}

function personNamed({ people }: OfficeState, name: string | undefined) {
  if (name === undefined) return undefined
  const person = personOf(people, name)
  if (person) return person
  const names = people.map((one) => one.name).join(', ')
  throw new Refusal(
    'not-found',
    `Nobody called ${name} can sign in to this office. Those who can: ${names}.`,
  )
}
