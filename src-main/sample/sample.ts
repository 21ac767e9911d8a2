import { existsSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { fillSample } from './clients.ts'
import { contract } from '../contract.ts'
import { fillLetters } from './letters.ts'
import { samplePapers } from './papers.ts'
import type { Office, OfficeParts } from '../office.ts'
import type { Role } from '../people/contract.ts'
import { withoutPrinter } from '../platform/without-printer.ts'
import { withoutDialogs, withoutWindow } from '../platform/without-window.ts'
import { keptBesideOf } from '../vault/key-file.ts'
import { askThrough } from '../wire/ask.ts'

/** Published on purpose: the sample holds nothing but inventions. */
export const SAMPLE_PASSPHRASE = 'the sample office opens'
/** So well-known a passphrase gains nothing from a slow key. */
const SAMPLE_KEY_COST = 2 ** 12

const officeName = 'Prosser Tark (sample office)'
const partner = { name: 'Owain Prosser', role: 'partner' as Role }
const others: { name: string; role: Role }[] = [
  { name: 'Imogen Tark', role: 'caseworker' },
  { name: 'Hester Vane', role: 'secretary' },
  { name: 'Ada Quill', role: 'auditor' },
]
/** Who recorded, from which client on. */
const sessions = [
  { from: 0, name: 'Owain Prosser' },
  { from: 3, name: 'Hester Vane' },
  { from: 10, name: 'Imogen Tark' },
  { from: 16, name: 'Hester Vane' },
  { from: 23, name: 'Imogen Tark' },
  { from: 27, name: 'Owain Prosser' },
  { from: 30, name: 'Hester Vane' },
  { from: 37, name: 'Imogen Tark' },
]

/** The first cases are opened when so many clients are on the books. */
const LETTERS_FROM = 23

/** What was made, for whoever asked to be told. */
export interface MadeSample {
  officeName: string
  people: { name: string; role: Role }[]
  clients: number
  entries: number
  code: string
}

interface SampleParts extends Pick<OfficeParts, 'resources' | 'clock' | 'random'> {
  /** Absent or empty. */
  folder: string
  open(parts: OfficeParts): Promise<Office>
  /** Told of each question that the making asks, of about so many; throws where it is to stop. */
  step?: (done: number, of: number) => void
  /** Takes a copy of each letter that was approved. */
  keep?: (name: string, pdf: Uint8Array) => void
}

/** About how many questions make the office: a test counts them. */
const QUESTIONS = 287

const DAY = 86_400_000
const MINUTE = 60_000

/** The invented clients' last moves were made by then, whatever this computer's clock says. */
const NOT_BEFORE = Date.UTC(2026, 10, 20, 17)

/** Office hours of the half year before `now`: one weekday morning per call of `nextDay`, minutes apart in between. */
function halfYearBefore(now: Date) {
  const end = Math.max(weekdayFrom(now.getTime() - DAY, -DAY), NOT_BEFORE)
  let at = new Date(weekdayFrom(end - 170 * DAY, DAY)).setUTCHours(8, 40, 0, 0)
  return {
    clock: () => new Date(Math.min((at += 2 * MINUTE + 17_000), end)),
    today: () => new Date(Math.min(at, end)).toISOString().slice(0, 10),
    nextDay(days: number) {
      const day = new Date(weekdayFrom(at + days * DAY, DAY))
      at = day.setUTCHours(8, 40 + (day.getUTCDate() % 30), 0, 0)
    },
  }
}

/** The moment itself on a weekday; else the same hour of the weekday before or after, by `step`. */
function weekdayFrom(at: number, step: number): number {
  return new Date(at).getUTCDay() % 6 === 0 ? weekdayFrom(at + step, step) : at
}

/** The sample office, for whoever opens it from the window. */
export const sampleOffice = (parts: Omit<SampleParts, 'folder' | 'keep' | 'step'>) => ({
  make: (folder: string, step: SampleParts['step']) =>
    makeSample({ ...parts, folder, ...(step ? { step } : {}) }),
  passphrase: SAMPLE_PASSPHRASE,
})

/** Makes the sample office through the ordinary questions, told over half a year; the folder appears whole or not at all. */
export async function makeSample(parts: SampleParts): Promise<MadeSample> {
  const { folder, open, resources, clock, random } = parts
  const making = `${folder}.making`
  const giveUp = () => {
    for (const one of [making, keptBesideOf(making)]) rmSync(one, { recursive: true, force: true })
  }
  giveUp()
  const calendar = halfYearBefore(clock())
  const papers = samplePapers({ resources })
  const office = await open({
    ...{ folder: null, resources, random, clock: calendar.clock },
    // Its passphrase is known to the program and keeps no secret.
    ...{ sample: true, keyCost: SAMPLE_KEY_COST, judge: async () => false },
    platform: {
      ...withoutPrinter,
      ...withoutWindow,
      ...withoutDialogs(making),
      chooseFile: papers.choose,
      async saveReport(name, kind, bytes, recorded) {
        if (!parts.keep) return false
        await recorded()
        parts.keep(`${name}.${kind}`, bytes)
        return true
      },
    },
  })
  let made: MadeSample
  try {
    made = await live(counted(office, parts.step), calendar, resources)
  } catch (error) {
    await office.close()
    giveUp()
    throw error
  } finally {
    await papers.close()
  }
  if (existsSync(folder)) rmdirSync(folder)
  renameSync(making, folder)
  // Its key file is kept beside it under its own name, once somebody opens it.
  giveUp()
  return made
}

/** The same office, which tells of each question before it is asked. */
function counted(office: Office, step: SampleParts['step'] = () => {}): Office {
  let done = 0
  return {
    ...office,
    dispatch(name, input) {
      step(Math.min((done += 1), QUESTIONS), QUESTIONS)
      return office.dispatch(name, input)
    },
  }
}

async function live(
  office: Office,
  calendar: ReturnType<typeof halfYearBefore>,
  resources: string,
): Promise<MadeSample> {
  const ask = askThrough(contract, office.dispatch)
  const passphrase = SAMPLE_PASSPHRASE
  const chosen = { passphrase, passphraseAgain: passphrase }
  await ask.signIn.createOffice({ officeName, personName: partner.name, ...chosen })
  for (const person of others) await ask.people.add({ ...person, ...chosen })
  const { people } = await ask.signIn.state({})
  const signIn = (name: string) => {
    const personId = people.find((person) => person.name === name)!.id
    return ask.signIn.unlock({ personId, passphrase })
  }

  const beginLetters = () =>
    fillLetters({
      ...{ ask, signIn, nextDay: calendar.nextDay, today: calendar.today },
      people: new Map(people.map(({ id, name }) => [name, id])),
    })
  let letters: Awaited<ReturnType<typeof beginLetters>> | undefined
  let done = 0
  await fillSample({
    resources,
    async ask(name, input) {
      if (name === 'clients.register') {
        const session = sessions.find(({ from }) => from === done)
        if (session && done > 0) {
          calendar.nextDay(17)
          if (session.from === LETTERS_FROM) letters = await beginLetters()
          await signIn(session.name)
        }
        done += 1
      }
      const answer = await office.dispatch(name, input)
      if (answer.ok) return answer.value
      throw new Error(`The sample office refused ${name}: ${JSON.stringify(answer.refusal)}`)
    },
  })
  await letters?.later()
  calendar.nextDay(1)
  await signIn('Ada Quill')
  await ask.audit.verify({ codes: [] })
  const { entries } = await ask.audit.health({})
  await office.close()
  const { lastCode } = await ask.signIn.state({})
  const everybody = [partner, ...others]
  return {
    officeName,
    people: everybody,
    clients: done,
    entries: entries + 1,
    code: lastCode ?? '',
  }
}
