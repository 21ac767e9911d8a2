import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientFolds } from '../../src-main/clients/folds.ts'
import { openConnection, type Statement } from '../../src-main/vault/connection.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'

const FORENAMES =
  'Siân Tomos Łukasz Małgorzata Nguyên Ánh Dafydd Seán Niamh Ahmed Fatima Jean-Luc Chloé Jürgen Søren Işık Mehmet Ana Ionuț Chidi Ngozi Kwame Priya Arjun Wei Li John James Peter Ann Mary Patricia David Michael Darren Kelly Wayne Tracy Owen Rhys Megan Gareth Ffion Kamil Agnieszka Piotr Zofia Bogdan Elena Dmitri'.split(
    ' ',
  )
const STEMS =
  'kow wisn harr llŷr jon smi tay thom brân bożk żur nov dvoř ngu tr phạm o’br o’n mac mc fitz ade oko ifean hus akh cho pat sin ber lef dub gar mar sant ferr schmi web mül han and lar ols erik yıl çel şah öz dem pop ion rad vas kat'.split(
    ' ',
  )
const MIDDLES =
  'al er in am or ett ing ol ew ar ber ken ham dle wor low stan ridge mor ell ast ock ud arr im and'.split(
    ' ',
  )
const ENDS =
  'ski iewska son is ones th lor as wyn ová ák yen an ien anon eill kenzie gerald bayo nwo ye ain tar wdhury el gh tier ebvre ois cía tínez os ari dt er ler sen ersson ın ik taş ir escu iță ulescu ile arina'.split(
    ' ',
  )

/** Figures that look random, the same at every run: from 0 up to `below`, the low ones much likelier when `skewed`. */
export function dice(seed: number) {
  let state = seed
  return (below: number, skewed = false) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const share = state / 2 ** 32
    return Math.floor((skewed ? share ** 2 : share) * below)
  }
}

/** A surname and two forenames, the common ones likelier. */
export function someName(roll: ReturnType<typeof dice>): { surname: string; forenames: string } {
  const one = () =>
    title(STEMS[roll(STEMS.length, true)]!) +
    MIDDLES[roll(MIDDLES.length, true)]! +
    ENDS[roll(ENDS.length, true)]!
  const forename = () => FORENAMES[roll(FORENAMES.length, true)]!
  const surname = roll(9) ? one() : `${one()}-${one()}`
  return { surname, forenames: `${forename()} ${forename()}` }
}

const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const idOf = (at: number, kind: number) =>
  `01936f00-000${kind}-7000-8000-${at.toString(16).padStart(12, '0')}`

/** An encrypted office with so many clients, drawn by the real folds; the vault is open, and `clear` removes it. */
export async function bigBooks(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'remedy-bench-'))
  const clock = () => new Date('2026-11-22T09:00:00.000Z')
  const random = (bytes: number) =>
    createHash('shake256', { outputLength: bytes }).update('bench').digest()
  const vault = createVault({ folder, clock, random, cost: 2 ** 10 })
  const first = { personId: 'p', name: 'Hester Vane', passphrase: 'plum orchard gate lamp' }
  await vault.create({ officeName: 'Bench', sample: true, first })
  fillClients(vault.lend(), count)
  const clear = async () => {
    await vault.lock()
    rmSync(folder, { recursive: true, force: true })
  }
  return { vault, clock, random, clear }
}

/** Draws so many clients into an office's file by the real folds. */
export function fillClients(office: { file: string; key: Uint8Array }, count: number): void {
  const roll = dice(7)
  const prisons = ['leeds', 'hull', 'parc', 'styal', 'wandsworth', 'berwyn', 'humber', 'leyhill']
  const day = (from: number, years: number) =>
    `${from + roll(years)}-${String(1 + roll(12)).padStart(2, '0')}-${String(1 + roll(28)).padStart(2, '0')}`
  const db = openConnection({ ...office, readonly: false })
  try {
    const statements = new Map<string, Statement>()
    db.transaction(() => {
      for (let at = 1; at <= count; at++) {
        const detail = {
          clientId: idOf(at, 1),
          ...someName(roll),
          aliases: roll(10) ? [] : [{ surname: someName(roll).surname, forenames: '' }],
          bornOn: day(1945, 60),
          prisonNumber: { number: `A${String(at).padStart(6, '0')}`, exception: 'bench' },
          needs: { ...needs },
          ...{
            stayId: idOf(at, 2),
            establishmentId: prisons[roll(prisons.length)]!,
            from: day(2008, 18),
            source: 'Letter',
          },
        }
        const entry = {
          seq: at,
          at: '2026-11-22T09:00:00.000Z',
          actor: 'p',
          subject: `tag${at}`,
          detail,
        }
        for (const change of clientFolds['client-registered']!({
          ...entry,
          act: 'client-registered',
        })) {
          if (!('put' in change)) continue
          const columns = Object.keys(change.put)
          const sql = `insert into ${change.table} (${columns.join()}) values (${columns.map(() => '?').join()})`
          const statement = statements.get(sql) ?? db.prepare(sql)
          statements.set(sql, statement)
          statement.run(...Object.values(change.put))
        }
      }
    })()
  } finally {
    db.close()
  }
}

const needs = {
  ...{ language: '', interpreter: false, largePrint: false },
  ...{ easyWords: false, readAloud: false, note: '' },
}
