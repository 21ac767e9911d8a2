import { readdir } from 'node:fs/promises'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Attendance } from './session.ts'
import type { PersonId, signIn as contract } from '../people/contract.ts'
import type { Desk } from '../platform/platform.ts'
import { finishFounding } from './founding.ts'
import { londonDay } from '../dates/london-day.ts'
import { makeWhole } from './finish-creating.ts'
import { newId } from '../wire/new-id.ts'
import { stateOf } from './office-state.ts'
import { everybody } from '../people/people.ts'
import type { Place, Premises } from './open-office.ts'
import type { Seat } from '../people/signed-in.ts'
import type { InTurn } from '../vault/turns.ts'

/** How the sample office is made, and what opens it. */
export interface SampleOffice {
  make(folder: string): Promise<unknown>
  passphrase: string
}

interface Parts {
  place: Place
  seat: Seat
  attendance: Attendance
  desk: Desk
  inTurn: InTurn
  clock: () => Date
  random: (bytes: number) => Uint8Array
  /** Whether an office made here is a sample, and says so on every page. */
  sample: boolean
  /** The sample office that can be made here, whole or not at all; undefined where there is none. */
  sampleOffice: SampleOffice | undefined
  report(error: unknown): void
}

/** Opening and closing the office; each act waits for the one before it. */
export function signIn(parts: Parts): Handlers<typeof contract> {
  const { place, seat, attendance, desk, inTurn, clock, random, report } = parts

  const state = () => stateOf(place.here(), seat)

  function office(): Premises {
    const premises = place.here()
    if (premises && premises.vault.phase() !== 'none') return premises
    throw new Refusal('not-found', 'There is no office here yet. Start a new one or open another.')
  }

  /** A key whose person was never logged, or has left, opens nothing: it is taken away at the next chance. */
  async function sweepKeys({ vault }: Premises): Promise<void> {
    const working = (await vault.read(everybody)).filter(({ works }) => works).map(({ id }) => id)
    for (const { personId } of vault.keyHolders())
      if (!working.includes(personId as PersonId)) await vault.removeKey(personId)
  }

  /** Signs the person in at an office that was just opened, or locks it again. */
  async function enter(premises: Premises, personId: string): Promise<void> {
    const { vault, log } = premises
    try {
      await finishFounding(premises, { clock, random })
      premises.damage = (await log.checkTail())[0]?.what ?? null
      await attendance.arrive(premises, personId)
      if (premises.damage !== null) return
      await sweepKeys(premises).catch(report)
      // Nobody waits for it; a lock that comes first leaves it to the next sign-in.
      void premises.sweep().catch((error: unknown) => seat.holder() && report(error))
    } catch (error) {
      seat.leave()
      await vault.lock()
      throw error
    }
  }

  async function moveTo(premises: Premises): Promise<void> {
    const former = place.here()
    if (former && former !== premises) await attendance.depart(former, 'another office was opened')
    place.settle(premises)
    desk.remember(premises.folder)
  }

  async function unlock(personId: string, passphrase: string): Promise<void> {
    const premises = office()
    const { vault } = premises
    if (!seat.holder()) {
      await vault.unlock(personId, passphrase)
      return enter(premises, personId)
    }
    await vault.check(personId, passphrase)
    await attendance.arrive(premises, personId)
  }

  return {
    state,

    async createOffice({ officeName, personName, passphrase }) {
      const folder = await desk.newOfficeFolder(officeName)
      if (folder === null)
        throw new Refusal('conflict', 'No folder was chosen, so no office was created.')
      return inTurn(async () => {
        const inside = await readdir(folder).catch(() => [])
        if (inside.length > 0)
          throw new Refusal('conflict', 'That folder is not empty. Choose or create an empty one.')
        const first = { personId: newId(clock, random), name: personName, passphrase }
        const recoveryCode = await makeWhole(parts, folder, {
          officeName,
          sample: parts.sample,
          first,
        })
        const premises = place.at(folder)
        await premises.vault.unlock(first.personId, passphrase)
        await moveTo(premises)
        await enter(premises, first.personId)
        return { officeName, recoveryCode, madeOn: londonDay(clock()) }
      })
    },

    async openSample() {
      const { sampleOffice } = parts
      if (!sampleOffice) throw new Refusal('not-found', 'There is no sample office here.')
      const folder = desk.sampleFolder()
      if (place.at(folder).vault.phase() === 'none') await sampleOffice.make(folder)
      return inTurn(async () => {
        await moveTo(place.at(folder))
        const partner = office().vault.keyHolders()[0]
        if (partner && !seat.holder()) await unlock(partner.personId, sampleOffice.passphrase)
        return state()
      })
    },

    async chooseOffice() {
      const folder = await desk.chooseOfficeFolder()
      if (folder === null) return state()
      return inTurn(async () => {
        const premises = place.at(folder)
        if (premises.vault.phase() === 'none')
          throw new Refusal('not-found', 'There is no office in that folder. Choose another.')
        await moveTo(premises)
        return state()
      })
    },

    unlock: ({ personId, passphrase }) =>
      inTurn(async () => {
        await unlock(personId, passphrase)
        return state()
      }),

    recover: ({ personId, recoveryCode, passphrase }) =>
      inTurn(async () => {
        const premises = office()
        const { vault } = premises
        await vault.recover(recoveryCode, personId, passphrase, (tx) =>
          attendance.logRecovery(premises, personId, tx),
        )
        await enter(premises, personId)
        return state()
      }),

    lock: () =>
      inTurn(async () => {
        const premises = place.here()
        if (premises) await attendance.depart(premises, 'the office was locked')
        return state()
      }),
  }
}
