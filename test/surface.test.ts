import { describe, expect, test } from 'vitest'
import { contract } from '../src-main/contract.ts'
import { permissions } from '../src-main/people/permissions.ts'
import { sources } from './house.ts'

const operations = Object.entries(contract).flatMap(([domain, questions]) =>
  Object.entries(questions).map(([name, { may }]) => ({
    domain,
    name,
    may,
    full: `${domain}.${name}`,
  })),
)
const tests = sources('test').filter(({ path }) => path !== 'test/surface.test.ts')
const renderer = sources('src-renderer')

/** Code alone: what a comment says of an operation tests nothing. */
const code = (text: string) => text.replaceAll(/\/\*[^]*?\*\/|(?<![:'"`])\/\/.*/g, '')

/** A call through the typed client, or the name as it crosses the wire. */
const asking = ({ domain, name }: { domain: string; name: string }) =>
  new RegExp(`\\b${domain}\\.${name}\\b\\??\\(|['"\`]${domain}\\.${name}['"\`]`)
const naming = ({ domain, name }: { domain: string; name: string }) =>
  new RegExp(`\\b${domain}\\.${name}\\b`)

describe('the surface of the office', () => {
  test('is not empty', () => expect(operations.length).toBeGreaterThan(15))

  test.each(operations)(
    '$full needs a permission that exists, or none on purpose',
    ({ full, may }) => {
      if (may === 'anyone') expect(full).toMatch(/^signIn\./)
      else expect(permissions).toContain(may)
    },
  )

  test('asks for every permission that exists somewhere', () => {
    const asked = new Set(operations.map(({ may }) => may))
    expect(permissions.filter((may) => !asked.has(may))).toEqual([])
  })

  test.each(operations)('$full has a test that asks it', (operation) => {
    expect(
      tests.filter(({ text }) => asking(operation).test(code(text))).map(({ path }) => path),
    ).not.toEqual([])
  })

  // A desk's own program asks these: before what was typed leaves the desk, and for its reminders.
  const OF_THE_PROGRAM = ['signIn.slot', 'day.limits']
  const inTheWindow = operations.filter(({ full }) => !OF_THE_PROGRAM.includes(full))
  test.each(inTheWindow)('$full has a caller in the window', (operation) => {
    const callers = renderer.filter(({ text }) =>
      naming({ ...operation, domain: `office\\.${operation.domain}` }).test(text),
    )
    expect(callers.map(({ path }) => path)).not.toEqual([])
  })
})
