import type { z } from '../wire/schema.ts'
import type { ClientCorrection, clients, Client as ShownClient } from '../clients/contract.ts'
import { prisonNumberForm, tidyPrisonNumber } from '../clients/prison-number.ts'
import { daysAfter } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import type { establishments } from '../establishments/contract.ts'
import type { matters } from '../matters/contract.ts'
import type { representatives } from '../representatives/contract.ts'
import { fold } from '../search/fold.ts'
import type { Client as Asking } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Choice, Choices, Mapping, RowOutcome } from './contract.ts'
import { bodyIn, clientIn, contactIn, matterIn, nameIn, stayIn, wholeName } from './drafts.ts'
import type { RowRead } from './read-row.ts'

/** The questions that a row is recorded by: those that a person asks who types it. */
export type Typing = Asking<{
  clients: Pick<typeof clients, 'register' | 'correct' | 'recordMove' | 'similar' | 'get'>
  matters: Pick<typeof matters, 'open' | 'note'>
  representatives: Pick<typeof representatives, 'record'>
  establishments: Pick<typeof establishments, 'recordArrangement'>
}>

interface Parts {
  ask: Typing
  mapping: Mapping
  choices: Choices
  /** What stands as the source where a row names none. */
  source: string
  nameOfPrison(id: string): string
  nameOfWorker(id: string): string
  /** The days on which a stay of a client begins by any row of the file, by the client as the rows name them. */
  begins: ReadonlySet<string>
}
type Did = Omit<RowOutcome, 'number' | 'shown'>
type Similar = z.output<(typeof clients)['similar']['output']>[number]

const done = (did: Did['did'], why = ''): Did => ({ did, why, matches: [] })
const refuse = (why: string) => new Refusal('invalid-input', why)

/** Records one row as if it were typed, and says what became of it; a refusal leaves nothing of it. */
export function rowRecorder(parts: Parts): (row: RowRead) => Promise<Did> {
  const { ask, mapping, choices, source, begins } = parts
  /** The row of this file in which a client was registered. */
  const registered = new Map<string, number>()

  const standsOn = ({ stays }: Pick<ShownClient, 'stays'>, stay: ReturnType<typeof stayIn>) =>
    stays.some(
      ({ from, establishmentId, kind, place }) =>
        from === stay.from &&
        kind === stay.kind &&
        (stay.place === '' || place === stay.place) &&
        (establishmentId ?? '') === stay.establishmentId,
    )

  /** Records a stay, and that nobody knows where the client went where it ended and nothing follows. */
  async function recordStay(row: RowRead, clientId: ShownClient['id'], known?: ShownClient) {
    const stay = stayIn(row, source)
    const now = known ?? (await ask.clients.recordMove({ clientId, stay: stay as never }))
    await endStay(row, now)
  }
  async function endStay(row: RowRead, client: ShownClient) {
    const [since, until] = [row.said('since'), row.said('until')]
    if (until === '') return
    if (until < since) throw refuse('The stay ends before it begins. Correct one of the two dates.')
    const next = daysAfter(until, 1)
    const follows =
      client.stays.some(({ from }) => from > since && from <= next) ||
      [until, next].some((day) => day !== since && begins.has(`${keyOf(row)} ${day}`))
    if (follows) return
    const unknown = {
      kind: 'unknown' as const,
      from: until as never,
      source: row.said('source') || source,
    }
    await ask.clients.recordMove({ clientId: client.id, stay: unknown as never })
  }
  async function recordMatter(row: RowRead, clientId: string) {
    const matter = matterIn(row, mapping.what, clientId)
    if (!matter) return false
    const { id } = await ask.matters.open(matter as never)
    const note = mapping.what === 'matters' ? row.said('note') : ''
    if (note !== '') await ask.matters.note({ matterId: id, text: note })
    return true
  }

  async function registerClient(row: RowRead, numberTaken: boolean): Promise<void> {
    const typed = clientIn(row, source)
    const { number, exception } = typed.prisonNumber
    const allowed = numberTaken && exception === '' ? SAME_NUMBER : exception
    const numbers = [...row.many('formerNumbers').map(formerNumber), { number, exception: allowed }]
    const [first, ...later] = numbers
    let client = await ask.clients.register({ ...typed, prisonNumber: first } as never)
    registered.set(client.id, row.number)
    for (const prisonNumber of later) {
      const { stay: _, ...particulars } = typed
      const { id: clientId, version } = client
      client = await ask.clients.correct({
        ...{ ...particulars, prisonNumber, clientId, version },
        reason: 'A later prison number, by an imported list.',
      } as never)
    }
    await endStay(row, client)
    await recordMatter(row, client.id)
  }

  /**
   * Records of a client on file the former numbers that the file has and the office has not, as earlier versions: each
   * stands a moment, and then the number of today again.
   */
  async function recordFormer(row: RowRead, known: ShownClient): Promise<boolean> {
    const held = new Set(
      [known, ...known.earlier, ...known.joined, ...known.joined.flatMap((one) => one.earlier)].map(
        ({ prisonNumber }) => prisonNumber.number,
      ),
    )
    const missing = row
      .many('formerNumbers')
      .map(tidyPrisonNumber)
      .filter((one) => !held.has(one))
    if (missing.length === 0) return false
    const { surname, forenames, aliases, bornOn, prisonNumber, nhsNumber, needs } = known
    const { title, pronouns } = known
    const particulars: Omit<ClientCorrection, 'clientId' | 'version' | 'reason' | 'prisonNumber'> =
      {
        ...{ surname, forenames, aliases, bornOn, nhsNumber, needs, title, pronouns },
      }
    let { version } = known
    for (const number of [...missing.map(formerNumber), prisonNumber]) {
      const after = await ask.clients.correct({
        ...{ ...particulars, prisonNumber: number, clientId: known.id, version },
        reason: 'A former prison number, by an imported list.',
      } as never)
      version = after.version
    }
    return true
  }

  /** Adds to a client on file what the row has and the file has not; what contradicts it is refused. */
  async function addTo(row: RowRead, one: Similar): Promise<Did> {
    const client = await ask.clients.get({ clientId: one.id })
    const number = tidyPrisonNumber(row.said('prisonNumber'))
    const numbers = [client, ...client.earlier, ...client.joined].map(
      ({ prisonNumber }) => prisonNumber.number,
    )
    if (number !== '' && client.prisonNumber.number !== '' && !numbers.includes(number))
      throw refuse(
        `The number of this client on file is ${client.prisonNumber.number}. Correct the client or the row; or record the row as a new client and join the two records.`,
      )
    const stay = stayIn(row, source)
    const stands = standsOn(client, stay)
    if (!stands && row.said('since') !== '') await recordStay(row, client.id)
    const former = await recordFormer(row, client)
    const matter = await recordMatter(row, client.id)
    return stands && !former && !matter
      ? done('nothing-new', 'Everything in this row is on file already.')
      : done('added', `Added to ${spoken(client)}.`)
  }

  async function client(row: RowRead): Promise<Did> {
    const { surname, forenames } = nameIn(row)
    const prisonNumber = tidyPrisonNumber(row.said('prisonNumber'))
    const bornOn = row.said('bornOn') || null
    const same = await ask.clients.similar({
      ...{ surname, forenames, bornOn: bornOn as never },
      prisonNumber,
    })
    const [first] = same
    if (!first) {
      await registerClient(row, false)
      return done('recorded')
    }
    const matches = same.slice(0, 3).map((one) => shownMatch(one, registered))
    const choice: Choice = choices.rows[String(row.number)] ?? choices.otherwise
    if (choice === 'new') {
      const taken = same.some((one) => one.prisonNumber === prisonNumber && prisonNumber !== '')
      await registerClient(row, taken)
      return { ...done('recorded'), matches }
    }
    // For all rows at once only whoever is certainly meant; a single row says it of the first.
    const certain = choices.rows[String(row.number)] === 'add' || isCertain(first, surname)
    if (choice === 'add' && certain) return { ...(await addTo(row, first)), matches }
    const where =
      first && registered.has(first.id) ? `row ${registered.get(first.id)}` : 'a client on file'
    const why =
      choice === 'add'
        ? `Like ${where}, but not certainly the same person: choose for this row.`
        : `Like ${where}: ${spoken(first)}. ${first.why}.`
    return { did: 'skipped', why, matches }
  }

  /** The one client that a row of another list is about. */
  async function whose({ said }: RowRead): Promise<ShownClient['id']> {
    const number = tidyPrisonNumber(said('clientNumber'))
    const named = said('clientName')
    const { surname, forenames } = wholeName(named)
    const bornOn = said('clientBornOn')
    const found = await ask.clients.similar({
      ...{ surname, forenames, bornOn: (bornOn || null) as never },
      prisonNumber: number,
    })
    const meant =
      number === ''
        ? found.filter((one) => isNamed(one, named) && (bornOn === '' || one.bornOn === bornOn))
        : found.filter((one) => isNumbered(one, number))
    const [one, other] = meant
    const asked = number || named
    if (!one)
      throw refuse(
        `No client ${asked} is on file. Import or register the client first, or correct the row.`,
      )
    if (other)
      throw refuse(`More than one client could be ${asked}. Give the prison number in this row.`)
    if (number !== '' && named !== '' && !isNamed(one, named))
      throw refuse(`${number} is the number of ${spoken(one)}, not of ${named}. Correct the row.`)
    if (bornOn !== '' && one.bornOn !== null && one.bornOn !== bornOn)
      throw refuse(
        `${spoken(one)} was born on ${formatDay(one.bornOn)} by what is on file. Correct the row or the client.`,
      )
    return one.id
  }

  return async (row) => {
    if (row.faults.length > 0) throw refuse(row.faults.join(' '))
    switch (mapping.what) {
      case 'clients':
        return client(row)
      case 'stays': {
        const clientId = await whose(row)
        const known = await ask.clients.get({ clientId })
        // What stands already is not recorded twice, so that a list can be imported again.
        if (standsOn(known, stayIn(row, source)))
          return done('nothing-new', 'Everything in this row is on file already.')
        await recordStay(row, clientId)
        return done('recorded')
      }
      case 'matters':
        await recordMatter(row, await whose(row))
        return done('recorded')
      case 'contacts':
        await ask.representatives.record(contactIn(row, await whose(row), source) as never)
        return done('recorded')
      case 'bodies':
        await ask.establishments.recordArrangement(bodyIn(row, source) as never)
        return done('recorded')
    }
  }
}

const SAME_NUMBER =
  'The same number is on file for another client; recorded as a new client from a list.'
const FORMER_NUMBER = 'A former number, as it stands in the imported list.'

const formerNumber = (number: string) => ({
  ...{ number, exception: prisonNumberForm(number) === null ? FORMER_NUMBER : '' },
})

const spoken = ({ forenames, surname }: { forenames: string; surname: string }) =>
  [forenames, surname].filter(Boolean).join(' ')
const isNumbered = ({ prisonNumber, why }: Similar, number: string) =>
  prisonNumber === number || why === `Had the prison number ${number} before`
const isNamed = ({ surname, forenames }: Similar, name: string) => {
  const words = (text: string) => fold(text).split(' ').sort().join(' ')
  return words(`${surname} ${forenames}`) === words(name) || fold(surname) === fold(name)
}
/** Whether it is the same person beyond a doubt: by a number and a surname. */
const isCertain = ({ surname, why, matched }: Similar, typed: string) =>
  /number/.test(why) &&
  (fold(surname) === fold(typed) ||
    fold(matched ?? '')
      .split(' ')
      .includes(fold(typed)))

/** The client of a row, as the rows of one file name them. */
export const keyOf = ({ said }: Pick<RowRead, 'said'>): string =>
  tidyPrisonNumber(said('clientNumber') || said('prisonNumber')) ||
  fold(said('clientName') || `${said('surname')} ${said('forenames')} ${said('name')}`)

function shownMatch(
  one: Similar,
  registered: ReadonlyMap<string, number>,
): RowOutcome['matches'][number] {
  const row = registered.get(one.id) ?? null
  return {
    ...{ clientId: row === null ? one.id : null, row, name: spoken(one) },
    ...{ prisonNumber: one.prisonNumber, bornOn: one.bornOn === null ? '' : formatDay(one.bornOn) },
    ...{ whereNow: one.whereNow, why: one.why },
  }
}

/** A row in one line, as it would stand recorded. */
export function shownRow(
  row: RowRead,
  { mapping, nameOfPrison, nameOfWorker }: Pick<Parts, 'mapping' | 'nameOfPrison' | 'nameOfWorker'>,
): string {
  const { said, many } = row
  const day = (key: string) => (said(key) === '' ? '' : formatDay(said(key)))
  const worded = (words: string, value: string) => (value === '' ? '' : `${words} ${value}`)
  const name = spoken(nameIn(row))
  const stay = [
    said('prison') === '' ? said('where') : nameOfPrison(said('prison')),
    said('place'),
    worded('since', day('since')),
    worded('until', day('until')),
  ]
  const matter = (key: string) => said(mapping.what === 'clients' ? `matter.${key}` : key)
  const about =
    matter('title') === '' && mapping.what === 'clients'
      ? []
      : [
          worded('matter', matter('title')),
          matter('responsible') === '' ? '' : nameOfWorker(matter('responsible')),
        ]
  const whose = [said('clientNumber'), said('clientName')]
  const parts = {
    clients: [name, said('prisonNumber'), worded('born', day('bornOn')), ...stay, ...about],
    stays: [...whose, ...stay],
    matters: [...whose, ...about, worded('happened', day('eventOn'))],
    bodies: [...stay.slice(0, 1), said('sort'), said('name'), ...many('lines'), said('postcode')],
    contacts: [...whose, said('capacity'), name, worded('from', day('since')), ...many('lines')],
  }[mapping.what]
  return parts.filter((part) => part !== '').join(', ')
}
