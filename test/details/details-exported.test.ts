import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { letterOffice } from '../letters/letter-office.ts'
import { temporaryFolder } from '../open-office.ts'

const incident = { on: '2026-02-14', from: '', to: '', place: 'the B wing landing' }
const call = {
  ...{ on: '2026-02-15', at: '', to: 'the wing office' },
  result: 'Mr Aldous Pym in the next cell saw it.',
  about: 'location',
}

async function withDetails() {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, matterId, platform } = office
  await ask.details.record({ matterId, group: 'incident', version: 0, rows: [incident] })
  await ask.details.record({ matterId, group: 'calls', version: 0, rows: [call] })
  platform.choose = temporaryFolder()
  return office
}

test('what is recorded of a case stands in the client’s file, under its matter', async () => {
  const { ask, clientId } = await withDetails()
  const { folder } = (await ask.exports.clientFile({ clientId }))!
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8')
  for (const said of ['Place: the B wing landing', 'Date: 14 February 2026', 'Aldous Pym'])
    expect(page).toContain(said)
})

test('of a request for everything held it is decided upon: it is typed and privileged, and may speak of others', async () => {
  const { ask, clientId } = await withDetails()
  const { items } = await ask.exports.gatherAccess({ clientId, reason: 'The client asked' })
  const recorded = items.filter(({ act }) => act === 'details-recorded')
  expect(recorded.map(({ lines }) => lines)).toEqual([
    ['What happened', 'Date: 14 February 2026', 'Place: the B wing landing'],
    [
      ...['Telephone calls to the prison or provider', 'Date: 15 February 2026'],
      ...['Spoken to (role): the wing office', `What was said: ${call.result}`],
      'About: location',
    ],
  ])
  for (const { marks, toDecide } of recorded) {
    expect(marks).toEqual(['typed', 'privileged'])
    expect(toDecide).toBe(true)
  }
})
