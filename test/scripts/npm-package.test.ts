import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { refuseUnless } from '../../scripts/npm-package.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'remedy-'))
const file = path.join(folder, 'electron.tgz')
writeFileSync(file, 'the bytes that were published')
afterAll(() => rmSync(folder, { recursive: true }))

const integrity = (text: string) => `sha512-${createHash('sha512').update(text).digest('base64')}`

test('a tarball with the published bytes is taken', async () => {
  const published = integrity('the bytes that were published')
  await expect(refuseUnless(file, published)).resolves.toBeUndefined()
})

test('a tarball with any other bytes is refused by name, both sums shown', async () => {
  const expected = integrity('other bytes')
  const refusal = refuseUnless(file, expected)
  await expect(refusal).rejects.toThrow('electron.tgz is not the file it should be')
  await expect(refusal).rejects.toThrow(expected)
})
