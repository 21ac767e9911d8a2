import { existsSync } from 'node:fs'
import type { DeskOffice } from '../far/local.ts'
import type { Office } from '../office.ts'
import { signIn } from '../people/contract.ts'
import type { Platform } from '../platform/platform.ts'
import type { Change } from '../wire/bridge.ts'
import { Refusal, invalidInput } from '../wire/refusal.ts'

interface Parts {
  /** The office of this computer. */
  near: Office
  /** What this program keeps of an office that it is a desk of. */
  file: string
  platform: Platform
  clock: () => Date
  random: (bytes: number) => Uint8Array
  report: (name: string, error: unknown) => void
}

const JOIN = 'signIn.joinOffice'
/** What is asked of this program's own office at a desk as well. */
const NEAR = ['signIn.saveDiagnostics', 'signIn.sampleProgress', 'signIn.cancelSample']

/**
 * The office of this computer, or the one on another that this program is a desk of. What knows the network is read once
 * there is such an office, and not before.
 */
export async function nearOrFar(parts: Parts): Promise<Office> {
  const { near, file, report } = parts
  const listeners = new Set<(change: Change) => void>()
  const tell = (change: Change) => {
    for (const listener of listeners) listener(change)
  }
  let far: DeskOffice | null = null

  async function program() {
    const [{ deskProgram }, { contract }, { isGuessable: judge }] = await Promise.all([
      import('../far/desk-program.ts'),
      import('../contract.ts'),
      import('../people/passphrase-strength.ts'),
    ])
    return deskProgram({ ...parts, contract, judge })
  }
  async function use(next: DeskOffice | null): Promise<void> {
    const former = far
    far = next
    next?.onChange((change) => next === far && tell(change))
    await former?.close()
    tell('session')
  }
  const state = () => (far ?? near).dispatch('signIn.state', {})

  const own: Record<string, (input: unknown) => Promise<void>> = {
    async [JOIN](input) {
      const typed = signIn.joinOffice.input.safeParse(input)
      if (!typed.success) throw invalidInput(typed.error)
      const next = await (await program()).join(typed.data)
      await near.lock()
      await use(next)
    },
    async 'signIn.findOffice'(input) {
      const typed = signIn.findOffice.input.safeParse(input)
      if (!typed.success) throw invalidInput(typed.error)
      await use((await program()).findAt(typed.data.place))
    },
    async 'signIn.leaveOffice'(input) {
      const typed = signIn.leaveOffice.input.safeParse(input)
      if (!typed.success) throw invalidInput(typed.error)
      const { leave } = await program()
      await far?.lock()
      leave()
      await use(null)
    },
  }

  near.onChange((change) => far === null && tell(change))
  if (existsSync(file)) await use((await program()).joined())
  return {
    async dispatch(name, input) {
      // What is of a desk alone is refused by an office.
      if (!Object.hasOwn(own, name) || (far === null && name !== JOIN))
        return (NEAR.includes(name) ? near : (far ?? near)).dispatch(name, input)
      try {
        await own[name]!(input)
        return await state()
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, refusal: error.toData() }
        throw error
      }
    },
    phase: () => (far ?? near).phase(),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    ...{ who: near.who, answerOnce: near.answerOnce },
    limitsAhead: () => (far ?? near).limitsAhead(),
    lock: () => (far ?? near).lock(),
    async close(reason) {
      await far?.close().catch((error: unknown) => report('leave the office', error))
      await near.close(reason)
    },
    rebuild: () => near.rebuild(),
  }
}
