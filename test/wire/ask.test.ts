import { reactive } from 'vue'
import { describe, expect, test } from 'vitest'
import { contract, type RemedyContract } from '../../src-main/contract.ts'
import { bridgeFor, dispatchOver } from '../../src-main/wire/bridge.ts'
import type { Answer } from '../../src-main/wire/dispatch.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { askThrough } from '../../src-main/wire/ask.ts'

function officeThatAnswers(answer: Answer) {
  const asked: { name: string; input: unknown }[] = []
  const bridge = bridgeFor<RemedyContract>(
    contract,
    (_channel, name, input) => {
      asked.push({ name, input: structuredClone(input) })
      return Promise.resolve(answer)
    },
    () => () => {},
  )
  return { office: askThrough(contract, dispatchOver(bridge)), asked }
}
const refusalOf = (asking: Promise<unknown>): Promise<Refusal> =>
  asking.then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: Refusal) => error,
  )

describe('the office as the window asks it', () => {
  test('a fault in a form is told by its field, without asking', async () => {
    const { office, asked } = officeThatAnswers({ ok: true, value: null })
    const refusal = await refusalOf(
      office.clients.recordMove({
        clientId: '01930000-0000-7000-8000-000000000000',
        stay: { establishmentId: 'leeds', from: '30 February', source: '' },
      }),
    )
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal.fields).toEqual({
      'stay.from': 'This is not a date in the calendar.',
      'stay.source': 'Enter the source.',
    })
    expect(asked).toEqual([])
  })

  test('a choice left empty has plain words, where the schema has none of its own', async () => {
    const { office } = officeThatAnswers({ ok: true, value: null })
    const refusal = await refusalOf(office.people.changeRole({ personId: '', role: '' } as never))
    expect(refusal.fields).toEqual({
      personId: 'Choose one from the list.',
      role: 'Choose one from the list.',
    })
  })

  test('what a form holds crosses as plain data', async () => {
    const { office, asked } = officeThatAnswers({ ok: true, value: [] })
    const typed = reactive({ surname: 'Mabon', forenames: '', bornOn: null, prisonNumber: '' })
    await office.clients.similar(typed)
    expect(asked).toEqual([{ name: 'clients.similar', input: { ...typed } }])
  })

  test('a refusal is thrown as it was spoken', async () => {
    const { office } = officeThatAnswers({
      ok: false,
      refusal: { code: 'conflict', message: 'Somebody was first.', fields: { version: 'Old.' } },
    })
    const refusal = await refusalOf(office.audit.health({}))
    expect([refusal.code, refusal.message, refusal.fields]).toEqual([
      'conflict',
      'Somebody was first.',
      { version: 'Old.' },
    ])
  })
})
