import type { Log } from '../audit/log.ts'
import { sizeOf } from '../audit/stored-tree.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import type { Person } from '../people/contract.ts'
import { everybody } from '../people/people.ts'
import type { Premises } from './open-office.ts'
import type { Seat } from '../people/signed-in.ts'

/** Who signed in and out, as the log records it. */
export interface Attendance {
  /** Signs the person in at an office whose file is open, in place of whoever was signed in; refuses former staff. */
  arrive(premises: Premises, personId: string): Promise<void>
  /** Writes that the recovery sheet was used for this person; refuses former staff, and a log cut short. */
  logRecovery(premises: Premises, personId: string, tx: Writable): Promise<void>
  /** Signs out whoever is signed in, signs the log and locks the file, whatever else may fail. */
  depart(premises: Premises, reason: string): Promise<void>
}

const noKey = () =>
  new Refusal(
    'not-allowed',
    'Your key no longer opens this office. Ask a partner to add you again.',
  )

/** Nothing is recorded in a damaged office, nor by somebody who signed out meanwhile. */
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

/** The refusal to record anything in an office whose log failed its checks. */
const damaged = () =>
  new Refusal(
    'damaged',
    `The log of this office failed its checks, so nothing more can be recorded in it. ${COPY_FIRST} Then verify the log to see what is wrong.`,
  )

async function colleague(tx: Readable, personId: string): Promise<Person> {
  const person = (await everybody(tx)).find(({ id, works }) => works && id === personId)
  if (!person) throw noKey()
  return person
}

/** Keeps the session and the log in step: nobody is signed in without an entry, and nothing is logged for somebody who has signed out. */
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
