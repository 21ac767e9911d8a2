import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDispatch } from '../../src-main/wire/dispatch.ts'
import { operation, type Actor } from '../../src-main/wire/operation.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { text, z } from '../../src-main/wire/schema.ts'

const contract = {
  files: {
    open: operation(
      z.strictObject({ name: text(20) }),
      z.object({ name: z.string(), by: z.string() }),
      {
        may: 'open-files',
      },
    ),
    lie: operation(z.strictObject({}), z.object({ count: z.number() }), { may: 'open-files' }),
    burst: operation(z.strictObject({}), z.null(), { may: 'open-files' }),
    decline: operation(z.strictObject({}), z.null(), { may: 'open-files' }),
    greet: operation(z.strictObject({}), z.string(), { may: 'anyone' }),
  },
}
const clerk: Actor = { id: 'p1', name: 'Hester Vane', role: 'secretary' }

function office(admit: (may: string) => Actor | undefined = () => clerk) {
  const opened: string[] = []
  const reported: string[] = []
  const dispatch = createDispatch({
    contract,
    handlers: {
      files: {
        open({ name }, by) {
          opened.push(name)
          return { name, by: by.name }
        },
        lie: () => ({ count: 'many' }) as unknown as { count: number },
        burst() {
          throw new Error('secret path /home/hester')
        },
        decline() {
          throw new Refusal('conflict', 'Somebody else has that file.', { name: 'Taken.' })
        },
        greet: (_, by) => (by ? `Good morning, ${by.name}` : 'Good morning'),
      },
    },
    admit,
    report: (name, error) => reported.push(`${name}: ${(error as Error).message}`),
  })
  return { dispatch, opened, reported }
}

describe('a question from the window', () => {
  test('reaches its function with the parsed input and who asks', async () => {
    const { dispatch } = office()
    expect(await dispatch('files.open', { name: '  Fenwright ' })).toEqual({
      ok: true,
      value: { name: 'Fenwright', by: 'Hester Vane' },
    })
  })

  test.each([
    'files.shred',
    'post.open',
    'files',
    '',
    'files.open.x',
    '__proto__.toString',
    'files.constructor',
  ])('that nobody declared is refused: %j', async (name) => {
    const answer = await office().dispatch(name, {})
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
  })

  test('is refused before its input is looked at when the person may not ask it', async () => {
    const { dispatch, opened } = office((may) => {
      throw new Refusal('not-allowed', `You may not ${may}.`)
    })
    expect(await dispatch('files.open', 'nonsense')).toEqual({
      ok: false,
      refusal: { code: 'not-allowed', message: 'You may not open-files.' },
    })
    expect(opened).toEqual([])
  })

  test('gets each wrong field back by its path, and is not carried out', async () => {
    const { dispatch, opened } = office()
    const answer = await dispatch('files.open', { name: '   ' })
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: 'invalid-input', fields: { name: 'Fill this in.' } },
    })
    expect(opened).toEqual([])
  })

  test.each([
    ['a lone surrogate', 'a\ud800'],
    ['a NUL', 'a\0b'],
  ])('with %s in a text is refused at the border, naming the field', async (_, name) => {
    const answer = await office().dispatch('files.open', { name })
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'invalid-input' } })
    expect(Object.keys((answer as { refusal: { fields: object } }).refusal.fields)).toEqual([
      'name',
    ])
  })

  test('that refers to itself or is too large is refused, not followed', async () => {
    const ring: Record<string, unknown> = {}
    ring['ring'] = ring
    const { dispatch } = office()
    for (const input of [ring, { name: Array(200_000).fill(0) }])
      expect(await dispatch('files.open', input)).toMatchObject({
        ok: false,
        refusal: { code: 'invalid-input' },
      })
  })

  test('never shows an unforeseen error to the window, only to the log', async () => {
    const { dispatch, reported } = office()
    const answer = await dispatch('files.burst', {})
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'internal' } })
    expect(JSON.stringify(answer)).not.toContain('hester')
    expect(reported).toEqual(['files.burst: secret path /home/hester'])
  })

  test('whose answer breaks its own declaration is an internal fault', async () => {
    expect(await office().dispatch('files.lie', {})).toMatchObject({
      ok: false,
      refusal: { code: 'internal' },
    })
  })

  test('carries a refusal over as plain data', async () => {
    const answer = await office().dispatch('files.decline', {})
    expect(answer).toEqual(structuredClone(answer))
    expect(answer).toEqual({
      ok: false,
      refusal: {
        code: 'conflict',
        message: 'Somebody else has that file.',
        fields: { name: 'Taken.' },
      },
    })
  })

  test('that anyone may ask needs nobody signed in', async () => {
    expect(await office(() => undefined).dispatch('files.greet', {})).toEqual({
      ok: true,
      value: 'Good morning',
    })
  })

  test('made of anything at all gets an answer, never an error', async () => {
    const { dispatch } = office()
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.anything(), async (name, input) => {
        const answer = await dispatch(name, input)
        expect(answer.ok).toBe(false)
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (input) => {
        const answer = await dispatch('files.open', input)
        if (!answer.ok) expect(answer.refusal.code).toBe('invalid-input')
      }),
      { numRuns: 1000 },
    )
  })
})
