import { expect, test } from 'vitest'
import { seal, unseal } from '../../src-main/vault/sealed.ts'
import { random } from './new-vault.ts'

const key = random(32)
const text = 'He rang about the inhaler: ŵ, Ł, ń'
const sealed = seal(key, 'hester', text, random(12))

test('what is sealed comes back whole, and says nothing meanwhile', () => {
  expect(unseal(key, 'hester', sealed)).toBe(text)
  expect(Buffer.from(sealed.body).includes('inhaler')).toBe(false)
})

test('another key, another person or another byte opens nothing', () => {
  expect(unseal(random(32), 'hester', sealed)).toBeNull()
  expect(unseal(key, 'ada', sealed)).toBeNull()
  for (const at of [0, sealed.body.length - 1]) {
    const body = Buffer.from(sealed.body)
    body[at]! ^= 1
    expect(unseal(key, 'hester', { ...sealed, body })).toBeNull()
  }
})

test('a key that was wiped opens nothing', () => {
  const wiped = Buffer.from(key)
  const mine = seal(wiped, 'hester', text, random(12))
  wiped.fill(0)
  expect(unseal(wiped, 'hester', mine)).toBeNull()
})
