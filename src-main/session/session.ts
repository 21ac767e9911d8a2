import type { Log } from '../audit/log.ts'
import { sizeOf } from '../audit/stored-tree.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Person } from '../people/contract.ts'
import { everybody } from '../people/people.ts'
import type { Premises } from './open-office.ts'
import type { Seat } from '../people/signed-in.ts'

/** Who came and who left, as the log keeps it. */
export interface Attendance {
  /** Seats the person at an office whose file is open, in place of whoever sat there; refuses who works here no more. */
  arrive(premises: Premises, personId: string): Promise<void>
  /** Writes that the recovery sheet was used for this person; refuses who works here no more, and a log cut short. */
  logRecovery(premises: Premises, personId: string, tx: Writable): Promise<void>
  /** Signs out whoever sits there, signs the log and locks the file, whatever else may fail. */
  depart(premises: Premises, reason: string): Promise<void>
}

const noKey = () =>
  new Refusal('not-allowed', 'This key opens the office no more. Ask a partner to add you again.')

/** Nothing is recorded in a damaged office, nor by a person who has left since asking. */
export function whileWhole(premises: Premises, seat: Seat): Log {
  const { log } = premises
  return {
    ...log,
    record(tx, by, entry) {
      if (premises.damage !== null) throw damaged()
      seat.confirm(by)
      return log.record(tx, by, entry)
    },
  }
}

/** The refusal to record anything in an office whose log does not hold. */
const damaged = () =>
  new Refusal(
    'damaged',
    'The log of this office does not hold, so nothing more is recorded in it. Verify the log to see what is wrong, then restore the latest backup or call for help.',
  )

async function colleague(tx: Readable, personId: string): Promise<Person> {
  const person = (await everybody(tx)).find(({ id, works }) => works && id === personId)
  if (!person) throw noKey()
  return person
}

/** Keeps the seat and the log in step: nobody sits there unlogged, and nothing is logged for who has left. */
export function attendance(seat: Seat, report: (error: unknown) => void): Attendance {
  async function logArrival({ vault, log }: Premises, person: Person): Promise<void> {
    const former = seat.holder()
    try {
      await vault.write(async (tx) => {
        // Whoever asked for an act that waits behind this one is gone when its turn comes.
        seat.leave()
        if (former) {
          const detail = { reason: 'another person signed in' }
          await log.record(tx, former, { act: 'signed-out', subject: null, detail })
        }
        const detail = { name: person.name, role: person.role }
        await log.record(tx, person, { act: 'signed-in', subject: null, detail })
      })
    } catch (error) {
      if (former) seat.take(former)
      throw error
    }
  }

  async function logDeparture({ vault, log }: Premises, reason: string): Promise<void> {
    const leaving = seat.holder()
    if (!leaving) return
    await vault.write(async (tx) => {
      seat.leave()
      await log.record(tx, leaving, { act: 'signed-out', subject: null, detail: { reason } })
      await log.checkpoint(tx)
    })
  }

  return {
    async arrive(premises, personId) {
      const person = await premises.vault.read((tx) => colleague(tx, personId))
      if (premises.damage === null) await logArrival(premises, person)
      seat.take({ id: person.id, name: person.name, role: person.role })
    },

    async logRecovery({ vault, log }, personId, tx) {
      const person = await colleague(tx, personId)
      // Its tail is checked only once the file is open; one entry more would hide that some, or its head, are missing.
      const head = vault.head()
      if (!head || (await sizeOf(tx)) < head.size) throw damaged()
      const detail = { personId, name: person.name }
      await log.record(tx, person, { act: 'recovery-used', subject: null, detail })
    },

    async depart(premises, reason) {
      try {
        if (premises.damage === null) await logDeparture(premises, reason)
      } catch (error) {
        report(error)
      } finally {
        seat.leave()
        if (premises.vault.phase() === 'open') await premises.vault.lock()
      }
    },
  }
}
