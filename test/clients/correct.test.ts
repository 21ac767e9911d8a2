import { describe, expect, test } from 'vitest'
import type { Client } from '../../src-main/clients/contract.ts'
import { clientOffice, freshNumber, refusalOf } from './client-office.ts'

/** What the form would send back for a client, with what is corrected. */
const correction = (client: Client, over: object = {}) => ({
  clientId: client.id,
  version: client.version,
  surname: client.surname,
  forenames: client.forenames,
  aliases: client.aliases,
  bornOn: client.bornOn,
  prisonNumber: client.prisonNumber,
  needs: client.needs,
  reason: 'The letter gives it so.',
  ...over,
})

describe('clients.correct', () => {
  test('both versions stay visible, with the reason, the person and the day', async () => {
    const office = await clientOffice()
    const client = await office.register({ bornOn: '1988-09-03' })
    office.setClock('2026-11-23T10:00:00.000Z')
    const corrected = await office.ask<Client>(
      'clients.correct',
      correction(client, { bornOn: '1988-03-09' }),
    )
    expect(corrected).toMatchObject({
      bornOn: '1988-03-09',
      version: 2,
      reason: 'The letter gives it so.',
      recordedAt: '2026-11-23T10:00:00.000Z',
    })
    expect(corrected.earlier).toMatchObject([{ bornOn: '1988-09-03', version: 1, reason: '' }])
    expect(corrected.seq).toBe(client.seq + 1)
  })

  test('a page opened before somebody else’s correction is refused, saying who and when', async () => {
    const office = await clientOffice()
    const client = await office.register()
    await office.ask('clients.correct', correction(client, { forenames: 'Lukas' }))
    const refusal = await refusalOf(
      office.ask('clients.correct', correction(client, { forenames: 'Luke' })),
    )
    expect(refusal.code).toBe('conflict')
    expect(refusal.message).toContain('Hester Vane corrected this client on 22 November 2026')
  })

  test('a correction that changes nothing, or gives no reason, is refused', async () => {
    const office = await clientOffice()
    const client = await office.register()
    const same = await refusalOf(office.ask('clients.correct', correction(client)))
    expect(same.message).toContain('Nothing was changed')
    const unexplained = correction(client, { surname: 'Kowal', reason: ' ' })
    const refusal = await refusalOf(office.ask('clients.correct', unexplained))
    expect(refusal.fields).toHaveProperty('reason')
  })

  test('the client is found by the new name and no longer by the wrong one', async () => {
    const office = await clientOffice()
    const client = await office.register({ surname: 'Wrongly', aliases: [{ surname: 'Formerly' }] })
    await office.ask('clients.correct', correction(client, { surname: 'Rightly', aliases: [] }))
    expect((await office.find('rightly')).rows).toHaveLength(1)
    expect((await office.find('wrongly')).rows.filter(({ near }) => !near)).toEqual([])
    expect((await office.find('formerly')).rows).toEqual([])
  })

  test('the client’s own number is no duplicate; another client’s is', async () => {
    const office = await clientOffice()
    const other = await office.register({ surname: 'Other' })
    const client = await office.register()
    const kept = await office.ask<Client>(
      'clients.correct',
      correction(client, { surname: 'Kowal' }),
    )
    const taken = correction(kept, { prisonNumber: other.prisonNumber })
    expect((await refusalOf(office.ask('clients.correct', taken))).code).toBe('conflict')
  })

  test('a date of birth after the first stay is refused', async () => {
    const office = await clientOffice()
    const client = await office.register({
      stay: { establishmentId: 'leeds', from: '2004-05-07', source: 'Old file' },
    })
    const refusal = await refusalOf(
      office.ask('clients.correct', correction(client, { bornOn: '1999-03-09' })),
    )
    expect(refusal.fields?.['bornOn']).toContain('7 May 2004')
  })

  test('a rebuild from the log draws the same rows', async () => {
    const office = await clientOffice()
    const client = await office.register({ aliases: [{ surname: 'Lucky' }] })
    const stay = { establishmentId: 'humber', from: '2025-01-15', source: 'Letter' }
    const moved = await office.ask<Client>('clients.recordMove', { clientId: client.id, stay })
    await office.ask('clients.correctStay', {
      ...{ clientId: client.id, stayId: moved.stays[1]!.id, reason: 'Wrong day' },
      stay: { ...stay, from: '2025-01-16' },
    })
    await office.ask('clients.correct', correction(client, { surname: 'Kowal' }))
    await office.register({ surname: 'Second', prisonNumber: { number: freshNumber() } })
    const drawn = () =>
      office.vault.read(async (tx) => [
        await tx.selectFrom('client').selectAll().orderBy('id').execute(),
        await tx.selectFrom('client_version').selectAll().orderBy('seq').execute(),
        await tx.selectFrom('stay').selectAll().orderBy('id').execute(),
        await tx.selectFrom('searchable').selectAll().orderBy('id').execute(),
      ])
    const before = await drawn()
    await office.log.rebuild()
    expect(await drawn()).toEqual(before)
    expect((await office.find('lucky')).rows).toHaveLength(1)
  })
})
