import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { officePapers } from '../../src-main/vault/papers.ts'
import { newVault, random } from './new-vault.ts'

const scan = Buffer.from('Scan of a letter about HMP Leeds. '.repeat(500))

async function newPapers() {
  const { vault, folder } = await newVault()
  const again = () => officePapers({ vault, folder, random })
  const papers = again()
  const keep = async (bytes: Uint8Array) => {
    const paper = papers.put(bytes)
    await vault.write((tx) => papers.keep(tx, paper))
    return paper
  }
  return { vault, papers, keep, again, at: (name = '') => join(folder, 'papers', name) }
}
const nothing = { missing: [], damaged: [], orphans: [] }
const damaged = expect.objectContaining({ code: 'damaged' })

test('a paper comes back as it was put, and cannot be read in its folder', async () => {
  const { papers, keep, at } = await newPapers()
  const kept = await keep(scan)
  const empty = await keep(new Uint8Array())
  expect(await papers.get(kept.id)).toEqual(scan)
  expect((await papers.get(empty.id)).length).toBe(0)
  expect(readFileSync(at(kept.id)).includes('Leeds')).toBe(false)
  expect(await papers.check()).toEqual(nothing)
})

test('two papers never share a key or a name', async () => {
  const { keep } = await newPapers()
  const [one, two] = [await keep(scan), await keep(scan)]
  expect(one.id).not.toBe(two.id)
  expect(one.key).not.toEqual(two.key)
})

test('a paper that is changed, cut, missing or put under another name is never given', async () => {
  const { papers, keep, at } = await newPapers()
  const [changed, cut, missing, renamed, other] = [
    await keep(scan),
    await keep(scan),
    await keep(scan),
    await keep(scan),
    await keep(scan),
  ].map(({ id }) => id) as [string, string, string, string, string]
  const bytes = readFileSync(at(changed))
  bytes[100]! ^= 1
  writeFileSync(at(changed), bytes)
  writeFileSync(at(cut), readFileSync(at(cut)).subarray(0, 20))
  rmSync(at(missing))
  copyFileSync(at(other), at(renamed))
  for (const id of [changed, cut, missing, renamed])
    await expect(papers.get(id)).rejects.toEqual(damaged)
  const found = await papers.check()
  expect({ ...found, damaged: found.damaged.sort() }).toEqual({
    missing: [missing],
    damaged: [changed, cut, renamed].sort(),
    orphans: [],
  })
  expect(await papers.get(other)).toEqual(scan)
})

test('a paper’s bytes belong to its name: its key alone does not open them under another', async () => {
  const { vault, papers, at } = await newPapers()
  const paper = papers.put(scan)
  copyFileSync(at(paper.id), at('0'.repeat(32)))
  await vault.write((tx) => papers.keep(tx, { ...paper, id: '0'.repeat(32) }))
  await expect(papers.get('0'.repeat(32))).rejects.toEqual(damaged)
})

test('a destroyed paper cannot be read again, and its file goes with the next sweep', async () => {
  const { vault, papers, keep, at } = await newPapers()
  const [gone, stays] = [await keep(scan), await keep(scan)]
  await vault.write((tx) => papers.destroy(tx, gone.id))
  await expect(papers.get(gone.id)).rejects.toMatchObject({ code: 'not-found' })
  expect((await papers.check()).orphans).toEqual([gone.id])
  expect(await papers.sweep()).toEqual([gone.id])
  expect(readdirSync(at())).toEqual([stays.id])
  expect(await papers.get(stays.id)).toEqual(scan)
})

test('a destroyed paper whose act is rolled back stays', async () => {
  const { vault, papers, keep } = await newPapers()
  const paper = await keep(scan)
  const failing = vault.write(async (tx) => {
    await papers.destroy(tx, paper.id)
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await papers.sweep()).toEqual([])
  expect(await papers.get(paper.id)).toEqual(scan)
})

test('a sweep spares what is put but not yet kept, and takes what a crash left', async () => {
  const { vault, papers, again, at } = await newPapers()
  const coming = papers.put(scan)
  expect(await papers.sweep()).toEqual([])
  await vault.write((tx) => papers.keep(tx, coming))
  const left = papers.put(scan)
  writeFileSync(at('half-written'), 'x')
  expect((await again().sweep()).sort()).toEqual([left.id, 'half-written'].sort())
  expect([existsSync(at(left.id)), existsSync(at(coming.id))]).toEqual([false, true])
})
