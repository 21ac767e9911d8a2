import type { Finding } from '../../src-main/audit/contract.ts'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'

const NAMES: ReadonlySet<string> = new Set([
  ...['reader', 'caller', 'surname', 'sender', 'heading', 'salutation', 'to', 'ourRef'],
])
const NAMED: ReadonlySet<string> = new Set(['recipient', 'addressee', 'opponents', 'applicant'])

/** The names of clients, readers, applicants, opponents and senders that entries hold, and what letters are headed by. */
export function namesInLog(entries: readonly Pick<OpenedEntry, 'detail'>[]): string[] {
  const found = new Set<string>()
  const walk = (value: unknown, within: string): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, within)
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) {
        const isName = NAMES.has(key) || (key === 'name' && NAMED.has(within))
        if (isName && typeof one === 'string' && /\p{L}{3}/u.test(one)) found.add(one)
        walk(one, key)
      }
  }
  for (const { detail } of entries) walk(detail, '')
  return [...found]
}

/** Which of these names findings or remarks of a verification say. */
export const namesSaid = (names: readonly string[], findings: readonly Finding[]): string[] =>
  names.filter((name) => findings.some((one) => JSON.stringify(one).includes(name)))
