import { expect, test, vi } from 'vitest'
import { foundIn, pagesOf } from '../erasure/decrypted.ts'
import { plantedOffice } from '../erasure/planted.ts'
import { doorTo, PASSPHRASE } from '../open-office.ts'
import { killedAtEachStep } from './each-step.ts'

vi.setConfig({ testTimeout: 600_000 })

test('An erasure killed at any step has not begun, or is ended by the next opening, and leaves no word', async () => {
  const planted = await plantedOffice()
  const { office, words, key, closed, erasing: clientId, caseworker, clock } = planted
  await closed()
  const { ask, signIn, folder } = office
  const { proposal } = await ask.erasure.propose({
    ...{ clientId, ground: 'asked-by-client', reason: planted.plant() },
  })
  await signIn(caseworker)
  const copies = await killedAtEachStep(folder, () =>
    ask.erasure.confirm({ clientId, proposed: proposal!.seq }),
  )
  const outcomes = new Set<string>()
  let leftByKill = 0
  for (const copy of copies) {
    const left = foundIn(pagesOf(copy, key), words).length
    const door = await doorTo(copy, clock)
    await door.ask.signIn.unlock({ personId: office.partner, passphrase: PASSPHRASE })
    expect((await door.ask.audit.health({})).checked).toMatchObject({ holds: true })
    const begun = (await door.ask.erasure.list({})).length === 1
    outcomes.add(begun ? 'erased' : 'not begun')
    if (begun && left > 0) leftByKill += 1
    expect(foundIn(pagesOf(copy, key), words)).toEqual(begun ? [] : words)
    if (!begun) expect((await door.ask.clients.get({ clientId })).id).toBe(clientId)
    await door.office.close()
  }
  expect(outcomes).toEqual(new Set(['erased', 'not begun']))
  // Control: the kills did leave words behind, which the opening cleared away.
  expect(leftByKill).toBeGreaterThan(0)
  const last = await doorTo(copies.at(-1)!, clock)
  await last.ask.signIn.unlock({ personId: office.partner, passphrase: PASSPHRASE })
  expect((await last.ask.audit.verify({})).findings).toEqual([])
  await last.office.close()
})
