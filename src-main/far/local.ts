import type { Contract } from '../wire/operation.ts'
import { platform as windowContract, type OfficeState } from '../people/contract.ts'
import { people, signIn } from '../people/contract.ts'
import { expectStrong, type PassphraseJudge } from '../people/passphrase-strength.ts'
import { allows } from '../people/permissions.ts'
import type { Platform } from '../platform/platform.ts'
import { windowHandlers } from '../session/platform-handlers.ts'
import { derive, KEY_COST, type NewSecret, type Secret } from '../vault/key-slot.ts'
import type { Change, OnChange } from '../wire/bridge.ts'
import { createDispatch, type Answer, type Dispatch } from '../wire/dispatch.ts'
import { operationNamed } from '../wire/operation.ts'
import { fieldWords, invalidInput, Refusal } from '../wire/refusal.ts'
import type { Moment } from '../wire/schema.ts'
import type { FarOffice } from './far-office.ts'
import { REFUSED } from './served.ts'

interface Parts {
  contract: Contract
  /** Opens the way to the office; again where the one before was given up. */
  connect(onReach: () => void): FarOffice
  /** What this desk knows of its office without asking it. */
  known: { desk: string; office: string; place: string }
  platform: Platform
  random: (bytes: number) => Uint8Array
  judge: PassphraseJudge
  /** Scrypt's N for new keys: tests alone lower it, and the office takes none of less than its own. */
  cost?: number
  report: (name: string, error: unknown) => void
}

/** An office afar as this program's window has it. */
export interface DeskOffice {
  dispatch: Dispatch
  phase(): OfficeState['phase']
  onChange: OnChange
  /** Signs out whoever is signed in here, whether or not the office can be reached; never throws. */
  lock(): Promise<void>
  close(): Promise<void>
}

/** Which of them end a sitting or begin one: their answer says who is signed in. */
const STATES = ['state', 'unlock', 'unlockChoosing', 'lock'].map((name) => `signIn.${name}`)
/** Of a key that an office asks for. */
const MOST_COST = 2 ** 20
/** How long a lock waits for the office to hear of it. */
const LOCK_WITHIN_MS = 2_000

/**
 * The window's door at a desk: what is a matter of the window is answered here, what is a matter of the office is asked
 * there, and a passphrase is made into a key before it leaves.
 */
export function deskOffice(parts: Parts): DeskOffice {
  const { contract, known, platform, random, judge, report, cost = KEY_COST } = parts
  const listeners = new Set<(change: Change) => void>()
  const tell = (change: Change) => {
    for (const listener of listeners) listener(change)
  }
  let state: OfficeState | null = null
  /** Called where the way to the office is another: what was asked may wait for long then. */
  const turning = new Set<() => void>()
  let far = open()

  function open(): FarOffice {
    const opened = parts.connect(() => {
      for (const go of turning) go()
      turning.clear()
      tell('session')
    })
    opened.onChange((change) => opened === far && tell(change))
    return opened
  }

  function afar(): OfficeState['afar'] {
    const reach = far.reach()
    const [since, another] =
      reach.is === 'not-reachable' ? [reach.since.toISOString(), reach.another] : [null, false]
    return {
      ...{ desk: known.desk, place: known.place },
      ...{ reach: reach.is, since: since as Moment, another },
    }
  }
  /** As the office answered last, and how this desk stands to it now. */
  const shown = (): OfficeState => ({
    phase: 'locked',
    office: { name: known.office, folder: '', sample: false },
    ...{ people: [], keysLost: null, lastCode: null, me: null },
    ...state,
    ...{ fileWaits: platform.fileWaits(), afar: afar() },
  })
  async function stateNow(): Promise<Answer> {
    if (far.reach().is === 'reachable') {
      const lost = new Promise<null>((now) => void turning.add(() => now(null)))
      const answer = await Promise.race([far.dispatch('signIn.state', {}), lost])
      if (answer?.ok) state = answer.value as OfficeState
    }
    return { ok: true, value: shown() }
  }

  const window = createDispatch({
    contract: { platform: windowContract },
    handlers: {
      platform: {
        ...windowHandlers(platform),
        // What was typed is kept at the office.
        ...{ keepUnfinished: () => ({}), unfinished: () => ({ forms: [] }) },
      },
    },
    admit(may) {
      const me = state?.me
      if (!me) throw new Refusal('locked', 'The office is locked. Sign in to continue.')
      if (!allows(me.role, may)) throw new Refusal('not-allowed', 'Ask a partner.')
      return me
    },
    report,
  })

  const made = async (passphrase: string, { salt, n }: { salt: string; n: number }) => {
    const key = await derive(passphrase, Buffer.from(salt, 'base64'), { n, r: 8, p: 1 })
    return key.toString('base64')
  }
  async function proving(personId: string, passphrase: Secret): Promise<Secret> {
    if (typeof passphrase !== 'string') return passphrase
    const answer = await far.dispatch('signIn.slot', { personId })
    if (!answer.ok) throw refusalIn(answer)
    const slot = answer.value as { salt: string; n: number }
    // Whoever passes for the office must not have it made so that it is guessed in no time, nor so that it takes for ever.
    if (slot.n < cost || slot.n > MOST_COST)
      throw new Refusal(
        'not-allowed',
        'This office asks for the passphrase in a way that is not safe. Do not sign in; tell a partner.',
      )
    return { key: await made(passphrase, slot) }
  }
  async function choosing(passphrase: NewSecret, near: string): Promise<NewSecret> {
    if (typeof passphrase !== 'string') return passphrase
    await expectStrong(judge, passphrase, [near, known.office])
    const shape = { salt: Buffer.from(random(16)).toString('base64'), n: cost }
    return { ...shape, key: await made(passphrase, shape) }
  }
  const nameOf = (personId: string) => state?.people.find(({ id }) => id === personId)?.name ?? ''

  /** What goes to the office in the place of passphrases, by the questions that have them. */
  const without: Record<string, (input: unknown) => Promise<object>> = {
    async 'signIn.unlock'(input) {
      const { personId, passphrase } = parsed(signIn.unlock.input, input)
      return { personId, passphrase: await proving(personId, passphrase) }
    },
    async 'signIn.unlockChoosing'(input) {
      const { personId, current, passphrase } = parsed(signIn.unlockChoosing.input, input)
      if (passphrase === current) throw sameAgain()
      const chosen = await choosing(passphrase, nameOf(personId))
      return { personId, current: await proving(personId, current), ...onlyOnce(chosen) }
    },
    async 'people.changePassphrase'(input) {
      const { current, passphrase } = parsed(people.changePassphrase.input, input)
      const me = state?.me
      if (!me) throw new Refusal('locked', 'The office is locked. Sign in to continue.')
      const chosen = await choosing(passphrase, me.name)
      return { current: await proving(me.id, current), ...onlyOnce(chosen) }
    },
    async 'people.add'(input) {
      const { passphrase, ...person } = parsed(people.add.input, input)
      return { ...person, ...onlyOnce(await choosing(passphrase, person.name)) }
    },
    async 'people.givePassphrase'(input) {
      const { personId, passphrase } = parsed(people.givePassphrase.input, input)
      return { personId, ...onlyOnce(await choosing(passphrase, nameOf(personId))) }
    },
  }

  async function asked(name: string, input: unknown): Promise<Answer> {
    if (name === 'signIn.state') return stateNow()
    if (name === 'signIn.lock') {
      await lock()
      return { ok: true, value: shown() }
    }
    const at = operationNamed(contract, name)?.at
    if (at === 'desk') {
      if (name.startsWith('platform.')) return window(name, input)
      throw new Refusal(
        'conflict',
        `This computer is a desk of ${known.office}. Choose “Leave this office” first.`,
      )
    }
    // Some of it has a passphrase, which does not leave this computer.
    if (at === 'own computer') throw new Refusal('not-allowed', REFUSED[at])
    const sent = await (without[name]?.(input) ?? input)
    const answer = await far.dispatch(name, sent)
    if (!answer.ok || !STATES.includes(name)) return answer
    state = answer.value as OfficeState
    return { ok: true, value: shown() }
  }

  async function lock(): Promise<void> {
    if (!state?.me) return
    state = { ...state, phase: 'locked', me: null }
    const heard = far.reach().is === 'reachable' ? far.dispatch('signIn.lock', {}) : null
    const late = new Promise<null>((none) => setTimeout(none, LOCK_WITHIN_MS, null).unref())
    const answer = heard && (await Promise.race([heard, late]))
    if (answer?.ok) state = answer.value as OfficeState
    else {
      // Its place is not come back to: the office signs out whoever sat there.
      const former = far
      far = open()
      void former.close().catch((error: unknown) => report('leave the office', error))
    }
    tell('session')
  }

  return {
    lock,
    phase: () => (state?.me ? 'open' : 'locked'),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => far.close(),
    async dispatch(name, input) {
      try {
        return await asked(name, input)
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, refusal: error.toData() }
        throw error
      }
    },
  }
}

/** The two were compared here. */
const onlyOnce = (passphrase: NewSecret) => ({
  passphrase,
  passphraseAgain: typeof passphrase === 'string' ? passphrase : '',
})

const sameAgain = () => {
  const message = 'A partner knows this one. Choose another.'
  return new Refusal('invalid-input', message, { passphrase: message })
}

interface Schema<Value> {
  safeParse(
    input: unknown,
    how: { error: typeof fieldWords },
  ): { success: true; data: Value } | { success: false; error: Parameters<typeof invalidInput>[0] }
}
function parsed<Value>(schema: Schema<Value>, input: unknown): Value {
  const read = schema.safeParse(input, { error: fieldWords })
  if (read.success) return read.data
  throw invalidInput(read.error)
}

function refusalIn(answer: Answer): Refusal {
  if (answer.ok) throw new TypeError('This is no refusal.')
  const { code, message, fields } = answer.refusal
  return new Refusal(code, message, fields)
}
