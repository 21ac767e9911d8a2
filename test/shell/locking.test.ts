import { expect, test } from 'vitest'
import { locking, type Lockable } from '../../src-main/shell/locking.ts'

/** An office whose lock ends when the test says so. */
function slowOffice() {
  let phase: ReturnType<Lockable['phase']> = 'open'
  let finish = (): void => undefined
  const office: Lockable = {
    phase: () => phase,
    lock: () =>
      new Promise((resolve) => {
        finish = () => {
          phase = 'locked'
          resolve()
        }
      }),
  }
  return { office, finish: () => finish(), become: (next: typeof phase) => (phase = next) }
}

function platform({ office }: { office: Lockable | undefined }) {
  const seen: string[] = []
  const key = locking({
    office: () => office,
    clear: () => seen.push('clear'),
    report: (name) => seen.push(name),
  })
  return { key, seen }
}

test('the screen is cleared at once, before a slow office has locked', async () => {
  const slow = slowOffice()
  const { key, seen } = platform(slow)
  const locked = key.lock()
  expect(seen).toEqual(['clear'])
  expect(slow.office.phase()).toBe('open')
  let settled = false
  const waiting = key.settled().then(() => (settled = true))
  await Promise.resolve()
  expect(settled).toBe(false)
  slow.finish()
  await Promise.all([locked, waiting])
  expect(slow.office.phase()).toBe('locked')
})

test('turning the key twice locks once', async () => {
  const slow = slowOffice()
  const { key, seen } = platform(slow)
  const both = [key.lock(), key.lock()]
  slow.finish()
  await Promise.all(both)
  await key.lock()
  expect(seen).toEqual(['clear'])
})

test('an office that is locked, or not there yet, is left alone', async () => {
  const slow = slowOffice()
  slow.become('locked')
  const first = platform(slow)
  const second = platform({ office: undefined })
  await Promise.all([first.key.lock(), second.key.lock()])
  expect([...first.seen, ...second.seen]).toEqual([])
})

test('a lock that fails is noted, and the screen is clear all the same', async () => {
  const office: Lockable = { phase: () => 'open', lock: () => Promise.reject(new Error('no')) }
  const { key, seen } = platform({ office })
  await key.lock()
  await key.settled()
  expect(seen).toEqual(['clear', 'lock the office'])
})

test('a question that ends with a locked office clears the screen, any other does not', async () => {
  const slow = slowOffice()
  const { key, seen } = platform(slow)
  const ask = key.watching(async (name) => {
    if (name === 'signIn.lock') slow.become('locked')
    if (name === 'signIn.unlock') slow.become('open')
    return { ok: true, value: null }
  })
  await ask('clients.find', {})
  expect(seen).toEqual([])
  await ask('signIn.lock', {})
  expect(seen).toEqual(['clear'])
  await ask('signIn.unlock', {})
  await ask('clients.find', {})
  expect(seen).toEqual(['clear'])
})
