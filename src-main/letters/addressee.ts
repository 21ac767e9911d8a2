import type { Establishment } from '../establishments/contract.ts'
import { answerable } from '../rights/answerable.ts'
import type { Routing } from '../rights/routing.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day } from '../wire/schema.ts'
import type { Addressee } from './contract.ts'

export interface Directory {
  routing: Routing
  prisons: readonly Establishment[]
  beginsOn: Day
}
interface Holding {
  records: 'health-records' | 'prison-records'
  /** Where he was when it happened; undefined where no stay is recorded. */
  prison: Establishment | undefined
  eventOn: string
  datedOn: string
}

const ADDRESS = '[address]'
/** As the personal information charter had it; nobody has confirmed it since. */
const DISCLOSURE = {
  name: 'Ministry of Justice, Disclosure Team',
  lines: ['Postal point 10.38, 102 Petty France', 'London', '[check this address]'],
  postcode: 'SW1H 9AJ',
}

/**
 * Who holds the records, by the law of both days; where that is not known a blank in brackets stands, which the
 * person fills in and which keeps the letter in the office until then.
 */
export function holderOf(
  { records, prison, eventOn, datedOn }: Holding,
  directory: Directory,
): Addressee {
  const role = 'records-holder'
  const blank = (name: string): Addressee => ({
    ...{ name, role, postcode: '' },
    lines: [...(prison ? [prison.name] : []), ADDRESS],
  })
  const what = records.replace('-', ' ')
  if (!prison) return blank(`[who holds his ${what}]`)
  const body = bodyFor({ records, prison, eventOn, datedOn }, directory)
  if (body === null) return blank(`[who holds the ${what} of ${prison.name}]`)
  if (body.startsWith('the healthcare provider at '))
    return blank(`[provider of healthcare at ${prison.name}]`)
  if (/^Ministry of Justice, disclosure team/i.test(body)) return { ...DISCLOSURE, role }
  const name = body.replace(/ \(.*$/, '').slice(0, 120)
  return {
    name,
    role,
    lines: [...(name.includes(prison.name) ? [] : [prison.name]), ADDRESS],
    postcode: '',
  }
}

function bodyFor(
  { records, prison, eventOn, datedOn }: Holding & { prison: Establishment },
  { routing, prisons, beginsOn }: Directory,
): string | null {
  try {
    const question = { prison: prison.id, kind: records, eventOn, actionOn: datedOn }
    const { answers } = answerable(question, { routing, prisons, beginsOn })
    const one = answers.find(({ role }) => role === 'gets the request') ?? answers[0]
    return one?.body ?? null
  } catch (error) {
    // Days that the law held here does not reach: the person must know.
    if (error instanceof Refusal) return null
    throw error
  }
}

/** The client himself, as the prison needs it on the envelope: name, number, prison. */
export const himself = (
  { name, number }: { name: string; number: string },
  prison: Establishment | undefined,
): Addressee => ({
  name,
  role: 'client',
  lines: [...(number ? [number] : []), prison?.name ?? '[where he is]', ADDRESS],
  postcode: '',
})
