import { Refusal } from '../wire/refusal.ts'

/** Where an office is asked unless another number is said. */
export const DEFAULT_PORT = 7443

/** The computer of an office as people write it: a name or an address, and after a colon a number where it is not the usual one. */
export function readPlace(typed: string): { host: string; port: number } {
  const [, host, port] = /^([\p{L}\p{N}._-]{1,253})(?::(\d{1,5}))?$/u.exec(typed.trim()) ?? []
  const number = port === undefined ? DEFAULT_PORT : Number(port)
  if (host && number > 0 && number <= 65_535) return { host, port: number }
  const message = 'Type the name or the address as the office shows it.'
  throw new Refusal('invalid-input', message, { place: message })
}
