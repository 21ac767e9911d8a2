import type { Log } from '../audit/log.ts'
import type { NewSecret, Secret } from '../vault/key-slot.ts'
import { seenBy } from '../vault/eyes.ts'
import type { KeysNamed, Readable, Vault, Writable } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { people as contract, Person, PersonId, Role } from './contract.ts'
import { londonDay } from '../dates/days.ts'
import { countOf } from '../dates/words.ts'
import { doesWork } from './permissions.ts'
import type { Work } from './work.ts'
import { expectRead, sheetOf, sheetState } from './recovery-sheet.ts'
import { newId } from '../wire/new-id.ts'
import type { z } from '../wire/schema.ts'
import { fileKeySince, pairsKnown, withoutPair } from './file-key.ts'
import type { FileKeyChanged, PassphraseGiven } from './logged.ts'
import { expectStrong, type PassphraseJudge } from './passphrase-strength.ts'
import type { StaffInLog } from './staff-in-log.ts'
import { personsOf } from './same-person.ts'
import type { CurrentUser } from './current-user.ts'
import type { InTurn } from '../vault/turns.ts'

interface Parts {
  vault: Vault
  log: Log
  currentUser: CurrentUser
  /** Every place at which somebody is signed in. */
  signedIn: () => readonly CurrentUser[]
  /** Signs somebody out wherever they are signed in, within the act that removes them; gives the way back. */
  signOutEverywhere(tx: Writable, personId: string): Promise<() => void>
  /** Shared with sign-in: keys change while nobody comes or goes. */
  inTurn: InTurn
  clock: () => Date
  random: (bytes: number) => Uint8Array
  judge: PassphraseJudge
  /** Open work, which rooms above this one know. */
  work: Work
  /** Ends what reads the file on its own, or refuses while something does. */
  quiet(): Promise<void>
  /** Told once the office's file has another key, and the one that it had. */
  rekeyed(former: Uint8Array): void
}

const lastPartner = () =>
  new Refusal('conflict', 'An office needs a partner. Make somebody else a partner first.')

/** Everybody who ever worked here, by name; former staff are marked, for the log still names them. */
export async function everybody(tx: Readable): Promise<Person[]> {
  const rows = await tx
    .selectFrom('person as p')
    .leftJoin('same_person as s', 's.person_id', 'p.id')
    .select(['p.id', 'p.name', 'p.role', 'p.works', 's.same_as'])
    .orderBy('p.name')
    .orderBy('p.id')
    .execute()
  return rows.map(({ id, name, role, works, same_as }) => ({
    id: id as PersonId,
    name,
    role: role as Role,
    works: works === 1,
    sameAs: same_as as PersonId | null,
  }))
}

/** Who works here now, by person and not by account: what `staffInLog` says of an earlier moment. */
export async function staffNow(
  tx: Readable,
): Promise<Pick<StaffInLog, 'samePerson' | 'someoneElse' | 'otherPartner'>> {
  const all = await everybody(tx)
  const person = personsOf(all)
  const someoneElse: StaffInLog['someoneElse'] = (id, may) =>
    all.some((one) => one.works && may(one.role) && person(one.id) !== person(id))
  return {
    samePerson: (one, other) => person(one) === person(other),
    someoneElse,
    otherPartner: (id) => someoneElse(id, (role) => role === 'partner'),
  }
}

async function working(tx: Readable, personId: string): Promise<Person> {
  const person = (await everybody(tx)).find(({ id, works }) => works && id === personId)
  if (!person) throw new Refusal('not-found', 'This person does not work here now.')
  return person
}

/** Somebody who works here or did. */
async function known(tx: Readable, personId: string): Promise<Person> {
  const person = (await everybody(tx)).find(({ id }) => id === personId)
  if (person) return person
  throw new Refusal('not-found', 'There is no such person here. Open the list again.')
}
const openWorkLeft = (name: string, matters: number) => {
  const message = `${name} is responsible for ${countOf(matters, 'open matter', 'open matters')}. Choose who takes ${matters === 1 ? 'it' : 'them'} over.`
  return new Refusal('conflict', message, { passTo: message })
}
const toNobodyElse = () => {
  const message = 'The work is theirs already. Choose somebody else.'
  return new Refusal('conflict', message, { passTo: message })
}
const unchanged = () =>
  new Refusal('invalid-input', 'Nothing was changed, so there is nothing to record.')
const seesNoMatters = (name: string) => {
  const message = `${name} may not see matters, so nobody would do the work. Choose somebody else.`
  return new Refusal('conflict', message, { passTo: message })
}
const noneOfTheirs = () =>
  new Refusal(
    'conflict',
    'The log does not know the key that your passphrase opens, so you would be left without one. Change your passphrase under My passphrase, then change the office key.',
  )
const oneAlready = () =>
  new Refusal(
    'conflict',
    'These accounts are of one person already, by way of the other. Choose nobody there first.',
  )

async function keepsAPartner(tx: Readable, without: string): Promise<void> {
  const left = (await everybody(tx)).filter(({ id, works }) => works && id !== without)
  if (!left.some(({ role }) => role === 'partner')) throw lastPartner()
}

async function nameIsFree(tx: Readable, name: string): Promise<void> {
  const same = (other: string) => other.localeCompare(name, 'en', { sensitivity: 'accent' }) === 0
  if (!(await everybody(tx)).some((person) => person.works && same(person.name))) return
  const message = 'Somebody of that name already works here. Add a middle name or an initial.'
  throw new Refusal('conflict', message, { name: message })
}

/** Who works here. Each change of a key is written with the entry of it, both or neither. */
export function people(parts: Parts): Handlers<typeof contract> {
  const { vault, log, currentUser, inTurn, clock, random, judge } = parts
  const still = <T>(by: { id: string }, act: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      currentUser.confirm(by)
      return act()
    })
  const strong = (passphrase: NewSecret, name: string) =>
    expectStrong(judge, passphrase, [name, vault.title()?.name ?? ''])
  const prove = async (personId: string, typed: Secret, field: string) => {
    await vault.check(personId, typed).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      throw new Refusal(error.code, error.message, { [field]: error.message })
    })
  }

  /** Gives somebody the role that an act gave them wherever they are signed in; gives the way back. */
  const takeRole = (personId: string, role: Role): (() => void) => {
    const changed = parts.signedIn().flatMap((place) => {
      const before = place.get()
      return before?.id === personId ? [{ place, before }] : []
    })
    for (const { place, before } of changed) place.set({ ...before, role })
    return () => {
      for (const { place, before } of changed) place.set(before)
    }
  }
  /** What changed in who is signed in stands with the act, or not at all: nobody acts between the two. */
  const orBack = async <T>(act: (changed: (back: () => void) => void) => Promise<T>) => {
    let undo = () => {}
    try {
      return await act((back) => (undo = back))
    } catch (error) {
      undo()
      throw error
    }
  }

  const passWork = async (tx: Writable, by: Actor, from: string, to: string) => {
    if (from === to) throw toNobodyElse()
    const { name, role } = await working(tx, to)
    if (!doesWork(role)) throw seesNoMatters(name)
    await parts.work.passOn(tx, by, { from, to })
  }

  return {
    list: () => vault.read(everybody),

    add: ({ name, role, sameAs, passphrase }, by) =>
      still(by, async () => {
        await vault.read(async (tx) => {
          await nameIsFree(tx, name)
          if (sameAs !== null) await known(tx, sameAs)
        })
        await strong(passphrase, name)
        const personId = newId(clock, random)
        await vault.addKey({ personId, name, passphrase }, async (tx, named) => {
          const detail = { personId, name, role, sameAs, ...named }
          await log.record(tx, by, { act: 'person-added', subject: null, detail })
        })
        return { id: personId as PersonId, name, role, works: true, sameAs }
      }),

    changeRole: ({ personId, role }, by) =>
      still(by, async () => {
        return orBack((changed) =>
          vault.write(async (tx) => {
            const person = await working(tx, personId)
            if (person.role === role) return person
            if (role !== 'partner') await keepsAPartner(tx, personId)
            const detail = { personId, name: person.name, role, formerRole: person.role }
            await log.record(tx, by, { act: 'person-role-changed', subject: null, detail })
            changed(takeRole(personId, role))
            return { ...person, role }
          }),
        )
      }),

    openWork: ({ personId }) => vault.read((tx) => parts.work.of(tx, personId)),

    passOn: ({ personId, passTo }, by) =>
      still(by, () =>
        vault.write(async (tx) => {
          await known(tx, personId)
          if ((await parts.work.of(tx, personId)).matters === 0)
            throw new Refusal('conflict', 'Nothing of theirs is open, so there is nothing to pass.')
          await passWork(tx, by, personId, passTo)
          return parts.work.of(tx, personId)
        }),
      ),

    remove: ({ personId, passTo }, by) =>
      still(by, async () => {
        if (personId === by.id)
          throw new Refusal('conflict', 'You cannot remove yourself. Ask another partner.')
        const check = async (tx: Readable) => {
          const leaving = await working(tx, personId)
          await keepsAPartner(tx, personId)
          const { matters } = await parts.work.of(tx, personId)
          if (matters > 0 && passTo === null) throw openWorkLeft(leaving.name, matters)
          return { leaving, matters }
        }
        await vault.read(check)
        const person = await orBack((changed) =>
          vault.removeKey(personId, async (whole, named) => {
            // What is closed to whoever removes them is neither counted nor passed by them.
            const tx = seenBy(whole, by.id)
            const { leaving, matters } = await check(tx)
            if (matters > 0 && passTo !== null) await passWork(tx, by, personId, passTo)
            changed(await parts.signOutEverywhere(tx, personId))
            const detail = { personId, name: leaving.name, role: leaving.role, ...named }
            await log.record(tx, by, { act: 'person-removed', subject: null, detail })
            return leaving
          }),
        )
        return { ...person, works: false }
      }),

    nameAccount: ({ personId, sameAs }, by) =>
      still(by, () =>
        vault.write(async (tx) => {
          const person = await known(tx, personId)
          if (sameAs !== null) {
            await known(tx, sameAs)
            const leads = personsOf(await everybody(tx))
            if (leads(sameAs) === leads(personId) && person.sameAs !== sameAs) throw oneAlready()
          }
          if (person.sameAs === sameAs) throw unchanged()
          const detail = { personId, sameAs }
          await log.record(tx, by, { act: 'account-named', subject: null, detail })
          return { ...person, sameAs }
        }),
      ),

    givePassphrase: ({ personId, passphrase }, by) =>
      still(by, async () => {
        if (personId === by.id)
          throw new Refusal(
            'conflict',
            'You know your own passphrase: change it under My passphrase.',
          )
        const { name } = await vault.read((tx) => working(tx, personId))
        await strong(passphrase, name)
        await vault.givePassphrase({ personId, name }, passphrase, async (tx, named) => {
          await working(tx, personId)
          const detail: z.input<typeof PassphraseGiven> = { personId, ...named }
          await log.record(tx, by, { act: 'passphrase-given', subject: null, detail })
        })
        return {}
      }),

    fileKey: () =>
      vault.read(async (tx) => ({
        since: await fileKeySince(tx),
        without: await withoutPair(tx, (id) => vault.pairOf(id)),
      })),

    changeFileKey: ({ passphrase }, by) =>
      still(by, async () => {
        await prove(by.id, passphrase, 'passphrase')
        const known = await vault.read(pairsKnown)
        if (!known.has(by.id) || known.get(by.id) !== vault.pairOf(by.id)) throw noneOfTheirs()
        await parts.quiet()
        const former = await vault.changeFileKey(known, async (tx, named, without) => {
          const detail: z.input<typeof FileKeyChanged> = {
            ...named,
            without: without.map(({ personId }) => personId),
          }
          await log.record(tx, by, { act: 'file-key-changed', subject: null, detail })
        })
        parts.rekeyed(former)
        former.fill(0)
        return sheetOf(vault, londonDay(clock()))
      }),

    fileKeyProgress: () => ({
      running: vault.rekeying() !== null,
      ...(vault.rekeying() ?? { done: 0, of: 0 }),
    }),

    changePassphrase: ({ current, passphrase }, by) =>
      still(by, async () => {
        await prove(by.id, current, 'current')
        await strong(passphrase, by.name)
        await vault.changePassphrase(by.id, current, passphrase, async (tx, named) => {
          const detail = { personId: by.id, ...named }
          await log.record(tx, by, { act: 'passphrase-changed', subject: null, detail })
        })
        return {}
      }),

    renewRecoverySheet: ({ passphrase }, by) =>
      still(by, async () => {
        await prove(by.id, passphrase, 'passphrase')
        const madeOn = londonDay(clock())
        await vault.write(async (tx) => {
          await log.record(tx, by, { act: 'recovery-renewed', subject: null, detail: { madeOn } })
        })
        return sheetOf(vault, madeOn)
      }),

    confirmRecoverySheet: (read, by) =>
      still(by, async () => {
        expectRead(vault.lend().key, read)
        const endsCode = vault.hasCode()
        const entry = async (tx: Writable, named?: KeysNamed) => {
          const detail = { endsCode, ...named }
          await log.record(tx, by, { act: 'recovery-confirmed', subject: null, detail })
        }
        // The code of before opens the office until this sheet is known to be there.
        await (endsCode ? vault.dropCode(entry) : vault.write(entry))
        return vault.read((tx) => sheetState(tx, vault))
      }),
    recoverySheet: () => vault.read((tx) => sheetState(tx, vault)),
  }
}
