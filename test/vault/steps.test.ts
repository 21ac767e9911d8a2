import { describe, expect, test } from 'vitest'
import type { Writable } from '../../src-main/vault/vault.ts'
import { addPerson, newVault, people, root } from './new-vault.ts'

const later = () => new Promise((go) => setTimeout(go, 2))
const failing = async (tx: Writable) => {
  await addPerson(tx, 'gone')
  tx.setHead({ size: 99, root })
  throw new Error('not this one')
}

describe('a write in steps', () => {
  test('lets others have the thread between its steps, who read what was before it', async () => {
    const { vault } = await newVault()
    await vault.writeInSteps(async (step) => {
      await step((tx) => addPerson(tx, 'a'))
      await later()
      expect(await people(vault)).toEqual([])
      await step((tx) => addPerson(tx, 'b'))
    })
    expect(await people(vault)).toEqual(['a', 'b'])
  })

  test('keeps what other steps did where one fails, and the head that they named', async () => {
    const { vault } = await newVault()
    await vault.writeInSteps(async (step) => {
      await step(async (tx) => {
        await addPerson(tx, 'a')
        tx.setHead({ size: 1, root })
      })
      await expect(step(failing)).rejects.toThrow('not this one')
      await step((tx) => addPerson(tx, 'b'))
    })
    expect(await people(vault)).toEqual(['a', 'b'])
    expect(vault.head()).toEqual({ size: 1, root })
  })

  test('leaves nothing where it fails as a whole, and other writes that waited go on', async () => {
    const { vault } = await newVault()
    const whole = vault.writeInSteps(async (step) => {
      await step((tx) => addPerson(tx, 'a'))
      await later()
      throw new Error('cancelled')
    })
    const waiting = vault.write((tx) => addPerson(tx, 'b'))
    await expect(whole).rejects.toThrow('cancelled')
    await waiting
    expect(await people(vault)).toEqual(['b'])
    expect(vault.head()).toBeNull()
  })

  test('refuses a step that waits for something else, one within another, and a handle that is kept', async () => {
    const { vault } = await newVault()
    let kept: Writable | undefined
    await vault.writeInSteps(async (step) => {
      await expect(step(later)).rejects.toThrow('waited for something other than the database')
      await expect(step(() => step(async () => {}))).rejects.toThrow('within another')
      await expect(step(() => vault.write(async () => {}))).rejects.toThrow('inside another')
      await step(async (tx) => {
        kept = tx
        await addPerson(tx, 'a')
      })
      await expect(addPerson(kept!, 'b')).rejects.toThrow('died')
    })
    expect(await people(vault)).toEqual(['a'])
  })

  test('is waited for by a lock', async () => {
    const { vault } = await newVault()
    const order: string[] = []
    const whole = vault
      .writeInSteps(async (step) => {
        await later()
        await step((tx) => addPerson(tx, 'a'))
      })
      .then(() => order.push('written'))
    await vault.lock()
    order.push('locked')
    await whole
    expect(order).toEqual(['written', 'locked'])
  })
})
