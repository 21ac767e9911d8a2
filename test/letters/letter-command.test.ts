import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command, inside, remedy } from '../cli/command.ts'
import { temporaryFolder } from '../open-office.ts'
import { readBack } from './pdf-tools.ts'

let folder: string
beforeAll(() => {
  folder = temporaryFolder(afterAll)
})

const facts = {
  kind: 'L03',
  datedOn: '2004-01-12',
  ourRef: 'HV/1',
  addressee: { name: 'Records Manager', lines: ['Leeds PCT', 'Leeds', 'LS1 1AA'] },
  facts: {
    client: { name: "Siân O'Brien {{x}} $&" },
    addressee: { name: 'Leeds PCT' },
    firm: { name: 'Vane LLP' },
    authority: { signedOn: '2004-01-05' },
    request: {},
  },
  firm: {
    name: 'Vane LLP',
    address: ['1 Park Row'],
    postcode: 'LS1 1AA',
    telephone: '1',
    sraNumber: '600000',
  },
  signature: { name: 'Hester Vane', capacity: 'Partner' },
}

test('letter writes a PDF where the person stands, under the law of its day', async () => {
  const said = await remedy(['letter', 'out.pdf', '--json'], {
    input: JSON.stringify(facts),
    from: folder,
  })
  const file = path.join(folder, 'out.pdf')
  expect(said).toMatchObject({ exit: 0, err: '' })
  expect(JSON.parse(said.out)).toEqual({
    file,
    pages: 2,
    edition: 'dpa-1998',
    title: 'Request for health records',
  })
  const text = readBack(readFileSync(file), 'pdftotext', ['-layout', '$', '-'])
  expect(text).toContain("Siân O'Brien {{x}} $&")
  expect(text).toContain('£10')
})

test('letter is worded by what was law on its day: before Article 12A a question stopped no time', async () => {
  const asked = {
    ...{ kind: 'L08', datedOn: '2021-04-22' },
    facts: {
      ...facts.facts,
      answered: { sentOn: '2021-03-01', asked: 'health-records' },
      question: { on: '2021-04-12', receivedOn: '2021-03-03', receiptEstimated: true },
    },
  }
  const said = await command(
    ['letter', 'then.pdf', '--json'],
    JSON.stringify({ ...facts, ...asked }),
    folder,
  )
  expect(said).toMatchObject({ exit: 0 })
  const file = path.join(folder, 'then.pdf')
  const text = readBack(readFileSync(file), 'pdftotext', ['$', '-'])
  expect(text).toContain('Your question does not stop the time for your answer')
})

test.each([
  [{ ...facts, facts: { ...facts.facts, authority: null } }, /missing: authority/],
  [{ ...facts, facts: { ...facts.facts, client: { name: 'محمد' } } }, /Arabic letter/],
  [{ ...facts, kind: 'L99' }, /Choose one of: L01/],
])('letter with wrong facts says why, writes nothing and ends with 2', async (wrong, why) => {
  const said = await command(['letter', 'none.pdf', '--json'], JSON.stringify(wrong), folder)
  expect(said.exit).toBe(2)
  expect(JSON.parse(said.out).refusal.message).toMatch(why)
  expect(said.err).not.toMatch(inside)
  expect(existsSync(path.join(folder, 'none.pdf'))).toBe(false)
})
