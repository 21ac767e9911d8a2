import { expect, test } from 'vitest'
import { parseKeyFile, readKeyFile, textOf } from '../../src-main/vault/key-file.ts'
import { newVault } from './new-vault.ts'

test('a key file is read once for as long as its bytes are the same, and nobody can change what was read', async () => {
  const { folder } = await newVault()
  const keys = readKeyFile(`${folder}/remedy.keys`)!
  expect(parseKeyFile(textOf(keys))).toBe(keys)
  expect(() => (keys.people[0]!.slot.n = 2)).toThrow(TypeError)
  const other = { ...keys, office: { ...keys.office, name: 'Another' } }
  expect(parseKeyFile(textOf(other))?.office.name).toBe('Another')
  expect(parseKeyFile(textOf(keys))).toBe(keys)
  expect(parseKeyFile(textOf(keys).replace('"n"', '"m"'))).toBeNull()
})
