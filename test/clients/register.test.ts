import { describe, expect, test } from 'vitest'
import type { Client } from '../../src-main/clients/contract.ts'
import { clientOffice, draft, hester, refusalOf } from './client-office.ts'

const at = (establishmentId: string, from: string) => ({ establishmentId, from, source: 'Letter' })

describe('clients.register', () => {
  test('a client is on file with the stay, who recorded it and when', async () => {
    const office = await clientOffice()
    const client = await office.register({
      aliases: [{ surname: 'Lucky', forenames: '' }],
      prisonNumber: { number: ' a1234 bc ' },
      needs: { language: 'Polish', interpreter: true },
    })
    expect(client).toMatchObject({
      surname: 'Kowalczyk',
      forenames: 'Łukasz',
      aliases: [{ surname: 'Lucky', forenames: '' }],
      prisonNumber: { number: 'A1234BC', exception: '' },
      needs: { language: 'Polish', interpreter: true, largePrint: false },
      version: 1,
      recordedBy: hester.name,
      recordedAt: '2026-11-22T09:00:00.000Z',
      earlier: [],
    })
    expect(client.stays).toMatchObject([
      {
        name: 'HMP Leeds',
        from: '2024-05-07',
        to: null,
        source: 'Letter from the client',
      },
    ])
    expect(await office.ask('clients.get', { clientId: client.id })).toEqual(client)
  })

  test('it is one entry, whose leaf tells neither who nor where', async () => {
    const office = await clientOffice()
    const before = (await office.log.health()).entries
    const client = await office.register()
    expect((await office.log.health()).entries).toBe(before + 1)
    const proof = await office.log.entry(client.seq)
    expect(proof.act).toBe('client-registered')
    for (const secret of ['Kowalczyk', 'leeds', '1988', client.id, client.prisonNumber.number])
      expect(proof.leaf).not.toContain(secret)
    const { subject } = JSON.parse(proof.leaf) as { subject: string }
    expect(subject).toMatch(/^[\w-]{22}$/)
  })

  test('every registration logs the same fields, however much was typed', async () => {
    const office = await clientOffice()
    const fieldsOf = async ({ seq }: Client) =>
      (await office.log.entry(seq)).fields!.map(({ name }) => name).sort()
    const little = await office.register({
      forenames: '',
      bornOn: null,
      prisonNumber: { number: '', exception: 'Not given yet' },
    })
    const much = await office.register({ aliases: [{ surname: 'Lucky' }], needs: { note: 'Deaf' } })
    expect(await fieldsOf(little)).toEqual(await fieldsOf(much))
  })

  test.each([
    ['the surname', { surname: '  ' }, 'surname'],
    ['the number', { prisonNumber: { number: '' } }, 'prisonNumber.number'],
    ['a number of neither form', { prisonNumber: { number: 'A123BC' } }, 'prisonNumber.number'],
    ['a day of birth to come', { bornOn: '2027-01-01' }, 'bornOn'],
    ['a child of nine', { bornOn: '2016-11-23' }, 'bornOn'],
    ['a person of 111', { bornOn: '1915-11-20' }, 'bornOn'],
    ['no such prison', { stay: at('atlantis', '2024-05-07') }, 'stay.establishmentId'],
    ['no source', { stay: { ...at('leeds', '2024-05-07'), source: ' ' } }, 'stay.source'],
    ['a stay before birth', { stay: at('leeds', '1988-03-08') }, 'stay.from'],
    ['a stay as a small child', { stay: at('leeds', '1998-03-08') }, 'stay.from'],
    ['a move over a fortnight away', { stay: at('leeds', '2026-12-07') }, 'stay.from'],
    ['a prison not open yet', { stay: at('berwyn', '2017-01-31') }, 'stay.from'],
    ['a prison that had closed', { stay: at('holloway', '2017-01-01') }, 'stay.establishmentId'],
    ['30 February', { stay: at('leeds', '2024-02-30') }, 'stay.from'],
  ])('%s is refused under its field, and nothing is recorded', async (_, over, field) => {
    const office = await clientOffice()
    const before = (await office.log.health()).entries
    const refusal = await refusalOf(office.register(over))
    expect(refusal.code).toBe('invalid-input')
    expect(Object.keys(refusal.fields ?? {})).toEqual([field])
    expect((await office.log.health()).entries).toBe(before)
    expect((await office.find('')).total).toBe(0)
  })

  test.each([
    ['a boy of ten', { bornOn: '2016-11-22', stay: at('wetherby', '2026-11-22') }],
    ['a move planned for the day after tomorrow', { stay: at('leeds', '2026-11-24') }],
    ['a day within the month of opening', { stay: at('berwyn', '2017-02-01') }],
    ['a day within the year of closing', { stay: at('holloway', '2016-12-31') }],
    ['the older form of number', { prisonNumber: { number: 'AB1234' } }],
    [
      'another form with a reason',
      { prisonNumber: { number: 'NI-4471', exception: 'Northern Ireland' } },
    ],
  ])('%s is recorded', async (_, over) => {
    const office = await clientOffice()
    expect((await office.register(over)).version).toBe(1)
  })

  test('a date of birth in the future is called that', async () => {
    const office = await clientOffice()
    const refusal = await refusalOf(office.register({ bornOn: '2027-01-01' }))
    expect(refusal.fields?.['bornOn']).toContain('in the future')
  })

  test('a closed prison is refused with the name of what it became part of', async () => {
    const office = await clientOffice()
    const refusal = await refusalOf(office.register({ stay: at('albany', '2012-05-01') }))
    expect(refusal.message).toBe(
      'HMP Albany ended in 2009. From then it was part of HMP & YOI Isle of Wight: choose that, or check the date.',
    )
  })

  test('"today" is the day in England and Wales', async () => {
    const office = await clientOffice({ now: '2026-06-30T23:30:00.000Z' })
    await office.register({ stay: at('leeds', '2026-07-15') })
    await refusalOf(office.register({ stay: at('leeds', '2026-07-16') }))
  })

  test('a number that another client has is refused, naming that client, unless a reason is given', async () => {
    const office = await clientOffice()
    await office.register({ prisonNumber: { number: 'A1234BC' } })
    const again = draft({ surname: 'Smith', prisonNumber: { number: 'a 1234 bc' } })
    const refusal = await refusalOf(office.ask('clients.register', again))
    expect(refusal.code).toBe('conflict')
    expect(refusal.fields?.['prisonNumber.number']).toContain(
      'A1234BC is the number of Łukasz Kowalczyk',
    )
    again.prisonNumber.exception = 'The prison confirms that both have it.'
    expect((await office.ask<Client>('clients.register', again)).surname).toBe('Smith')
  })

  test.each([
    '$&',
    '{{x}}',
    'A'.repeat(64),
    'O’Brien',
    'Ŵyn ap Siôn',
    'Nguyễn Thị Ánh',
    'علي',
    "Robert'); drop table client;--",
  ])('the name %s is kept as it was typed', async (surname) => {
    const office = await clientOffice()
    const { id } = await office.register({ surname })
    expect((await office.ask<Client>('clients.get', { clientId: id })).surname).toBe(surname)
    expect((await office.find('')).rows[0]!.surname).toBe(surname)
  })

  test('a client that nobody registered is not found', async () => {
    const office = await clientOffice()
    const unknown = { clientId: '01936f00-0000-7000-8000-00000000ffff' }
    expect((await refusalOf(office.ask('clients.get', unknown))).code).toBe('not-found')
  })
})
