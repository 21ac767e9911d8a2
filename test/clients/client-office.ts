import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { createLog } from '../../src-main/audit/log.ts'
import { clients } from '../../src-main/clients/clients.ts'
import type { Client, ClientDraft } from '../../src-main/clients/contract.ts'
import { contract as whole } from '../../src-main/contract.ts'
import { establishments } from '../../src-main/establishments/establishments.ts'
import { folds } from '../../src-main/folds.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { createDispatch } from '../../src-main/wire/dispatch.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import type { z } from '../../src-main/wire/schema.ts'

export const resources = resolve(import.meta.dirname, '../../resources')
export const hester = {
  id: '01936f00-0000-7000-8000-000000000001',
  name: 'Hester Vane',
  role: 'partner',
}

/** Bytes that look random and are the same at every run. */
export function steadyRandom(seed = 'clients'): (bytes: number) => Uint8Array {
  let turn = 0
  return (bytes) =>
    createHash('shake256', { outputLength: bytes }).update(`${seed} ${turn++}`).digest()
}

/** A real office on an encrypted file in a folder of its own: vault, log and the client questions, Hester signed in. */
export async function clientOffice({
  now = '2026-11-22T09:00:00.000Z',
  afterwards = onTestFinished as (clear: () => Promise<void>) => void,
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'remedy-clients-'))
  let moment = new Date(now)
  const clock = () => moment
  const random = steadyRandom()
  const vault = createVault({ folder, clock, random: (bytes) => randomBytes(bytes), cost: 2 ** 10 })
  afterwards(async () => {
    await vault.lock()
    rmSync(folder, { recursive: true, force: true })
  })
  await vault.create({
    officeName: 'Vane & Co',
    sample: false,
    first: { personId: hester.id, name: hester.name, passphrase: 'plum orchard gate lamp' },
  })
  const log = createLog({ vault, clock, random, folds })
  await vault.write(async (tx) => {
    await log.found(tx)
    const detail = { personId: hester.id, name: hester.name, role: hester.role }
    await log.record(tx, hester, { act: 'person-added', subject: null, detail })
  })
  const prisons = establishments({ resources })
  const dispatch = createDispatch({
    contract: { clients: whole.clients, establishments: { list: whole.establishments.list } },
    handlers: {
      clients: clients({ vault, log, establishments: prisons, clock, random }),
      establishments: prisons,
    },
    admit: () => hester,
    report: (name, error) => {
      throw new Error(name, { cause: error })
    },
  })
  const ask = async <Value>(name: string, input: unknown): Promise<Value> => {
    const answer = await dispatch(name, input)
    if (answer.ok) return answer.value as Value
    throw new Refusal(answer.refusal.code, answer.refusal.message, answer.refusal.fields)
  }
  return {
    vault,
    log,
    ask,
    setClock: (to: string) => (moment = new Date(to)),
    register: (over: Partial<z.input<typeof ClientDraft>> = {}) =>
      ask<Client>('clients.register', draft(over)),
    find: (text: string, page = {}) =>
      ask<{
        rows: {
          id: string
          surname: string
          forenames: string
          matched: string | null
          near: boolean
          whereNow: string
        }[]
        total: number
        more: boolean
      }>('clients.find', { text, ...page }),
  }
}

let numbers = 0
/** A number nobody in the test has yet. */
export const freshNumber = (): string => `A${String(++numbers).padStart(4, '0')}ZZ`

/** A client as typed, with what the test changes. */
export function draft(
  over: Partial<z.input<typeof ClientDraft>> = {},
): z.input<typeof ClientDraft> {
  return {
    surname: 'Kowalczyk',
    forenames: 'Łukasz',
    bornOn: '1988-03-09',
    prisonNumber: { number: freshNumber() },
    needs: {},
    stay: { establishmentId: 'leeds', from: '2024-05-07', source: 'Letter from the client' },
    ...over,
  }
}

/** The refusal that `asked` ends in; fails when it is answered. */
export async function refusalOf(asked: Promise<unknown>): Promise<Refusal> {
  try {
    await asked
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('It was not refused.')
}
