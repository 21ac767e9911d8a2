import { expect, test } from 'vitest'
import { SAMPLE_PASSPHRASE } from '../../src-main/sample/sample.ts'
import { doorTo, temporaryFolder, testClock } from '../open-office.ts'

test('the sample office has letters of both editions in every state, and a day with every kind of danger', async () => {
  const clock = testClock()
  const { ask, office } = await doorTo(null, clock, `${temporaryFolder()}/office`)
  try {
    await ask.signIn.openSample({})
    const { people } = await ask.signIn.state({})
    const partner = people.find(({ name }) => name === 'Owain Prosser')!
    await ask.signIn.unlock({ personId: partner.id, passphrase: SAMPLE_PASSPHRASE })
    const { rows: letters } = await ask.letters.list({ limit: 200 })
    const states = new Set(letters.map(({ state }) => state))
    expect([...states].sort()).toEqual(
      'approved draft printed recalled replied returned sent signed to-recall'.split(' ').sort(),
    )
    expect(new Set(letters.map(({ kind }) => kind)).size).toBe(6)
    const editions = await Promise.all(
      letters.map(async ({ id }) => (await ask.letters.get({ letterId: id })).edition),
    )
    expect(new Set(editions)).toEqual(new Set(['dpa-1998', 'uk-gdpr']))
    const { groups } = await ask.day.view({})
    expect(groups.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['late', 'recall', 'due', 'to-sign', 'not-sent']),
    )
    const told = groups
      .flatMap(({ items }) => items.map(({ letterId }) => letterId))
      .filter(Boolean)
    expect(new Set(told).size).toBe(told.length)
    expect((await ask.practice.get({}))?.logo).toMatchObject({ kind: 'png' })
    const { rows } = await ask.clients.find({ text: 'Bożek' })
    const forms = await ask.consents.list({ clientId: rows[0]!.id })
    expect(forms.map(({ scan }) => scan?.kind)).toContain('pdf')
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  } finally {
    await office.close()
  }
}, 300_000)
