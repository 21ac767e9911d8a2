import { expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { AddressFile } from '../../src-main/establishments/shipped.ts'
import { OFFERED } from '../../src-main/details/offered.ts'
import type { DetailName } from '../../src-main/details/contract.ts'
import { KINDS, NUMBERS } from '../../src-main/letters/kinds.ts'
import { resources } from '../open-office.ts'
import { aboutCare, textOf } from './about-care.ts'
import { day, letterOffice, type LetterOffice } from './letter-office.ts'
import { sampleDetails } from './sample-letter.ts'

const TODAY = day('2026-11-23')
const { addresses } = AddressFile.parse(
  JSON.parse(readFileSync(path.join(resources, 'rights/addresses.json'), 'utf8')),
)
/** Those at an address on the day: of the others nothing can be offered. */
const placed = addresses.filter(({ versions }) =>
  versions.some(({ from, to }) => (from ?? '') <= TODAY && (to ?? '9999') >= TODAY),
)

/** Why no letter is addressed to a body whose address the edition has. */
const NO_LETTER: Record<string, string> = {
  'moj-headquarters':
    'Its data are of headquarters: files of prisoners are asked of the other team',
  cqc: 'It takes no complaint of one person, and no letter is written to it',
  lgsco: 'No letter goes to it: care in prison is not a council’s but in Bridgend',
  hiw: 'It inspects, and takes no complaint of one person',
  nmc: 'A referral of a nurse is drawn up by a solicitor, without a template',
  gmc: 'A referral of a doctor is drawn up by a solicitor, without a template',
  imb: 'The client writes to the board in confidence, and not the firm',
  hmip: 'It inspects, and takes no complaint of one person',
  laa: 'Legal aid is applied for in its own system',
  'legal-ombudsman': 'The client complains about the firm to it, and not the firm',
  sra: 'The client reports the firm to it, and not the firm',
}

const propose = async (office: LetterOffice, kind: (typeof NUMBERS)[number], answers = null) =>
  (await office.ask.letters.propose({ matterId: office.matterId, kind, datedOn: TODAY, answers }))
    .addressee
/** Bodies to which letters go by the law, wherever the client is. */
async function reached(): Promise<string[]> {
  const found: string[] = []
  const of = async (office: LetterOffice, kinds: (typeof NUMBERS)[number][]) => {
    for (const kind of kinds) found.push((await propose(office, kind)).postcode)
  }
  await of(await letterOffice({ kind: 'treatment' }), ['L05', 'L12', 'L16', 'L18', 'L22'])
  for (const prison of ['cardiff', 'swansea', 'usk', 'berwyn', 'parc'])
    await of(await aboutCare(prison, '2026-06-14'), ['L15', 'L18'])
  const dead = await letterOffice({ kind: 'death', eventOn: day('2026-11-20') })
  await dead.ask.clients.recordMove({
    clientId: dead.clientId,
    stay: { kind: 'died', from: day('2026-11-20'), source: 'Death certificate' },
  })
  await of(dead, ['L32'])
  return found
}

test('every address of the edition is offered by a letter, or it is said why not', async () => {
  const offered = Object.values(OFFERED).flatMap((all) => all.map(({ body }) => body))
  const postcodes = new Set(await reached())
  const nowhere = placed
    .filter(({ id }) => !offered.includes(id) && !Object.hasOwn(NO_LETTER, id))
    .filter(({ versions }) => !versions.some(({ postcode }) => postcodes.has(postcode)))
  expect(nowhere.map(({ id }) => id)).toEqual([])
  const known = placed.map(({ id }) => id)
  for (const id of Object.keys(NO_LETTER)) expect([id, known.includes(id)]).toEqual([id, true])
  for (const id of Object.keys(NO_LETTER)) expect(offered).not.toContain(id)
})

test('the bodies that are offered are bodies of the edition, for details that some letter prints', async () => {
  const { ask } = await letterOffice()
  const ids = addresses.map(({ id }) => id)
  for (const [group, all] of Object.entries(OFFERED)) {
    for (const { body } of all) expect(ids).toContain(body)
    const printed = NUMBERS.some((kind) =>
      [...KINDS[kind].details, ...KINDS[kind].alsoDetails].includes(group as DetailName),
    )
    expect([group, printed]).toEqual([group, true])
  }
  const bodies = await ask.details.bodies({ group: 'opponents' })
  expect(bodies[0]).toEqual({
    name: 'Government Legal Department',
    unverified: 'From knowledge; no source opened',
    row: {
      ...{ name: 'Government Legal Department', sort: 'solicitor' },
      ...{ address: '102 Petty France\nLondon', postcode: 'SW1H 9GL' },
    },
  })
  expect(bodies.map(({ name }) => name)).toContain('NHS Resolution')
  expect(await ask.details.bodies({ group: 'incident' })).toEqual([])
})

test.each(['opponents', 'interested'] as const)(
  'what is offered for %s is recorded as it stands',
  async (group) => {
    const { ask, matterId } = await letterOffice()
    const bodies = await ask.details.bodies({ group })
    const rows = bodies.map(({ row }) => row)
    const [now] = await ask.details.record({ matterId, group, version: 0, rows })
    expect(now!.rows).toEqual(rows.map((row) => expect.objectContaining(row)))
  },
)

test('a claim against the Ministry goes to the Government Legal Department, once somebody says where its address is from', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, matterId } = office
  const [gld] = await ask.details.bodies({ group: 'opponents' })
  await ask.details.record({ matterId, group: 'opponents', version: 0, rows: [gld!.row] })
  for (const kind of ['L13', 'L28', 'L29'] as const)
    expect(await propose(office, kind)).toEqual({
      ...{ name: 'Government Legal Department', role: 'opponent' },
      ...{ lines: ['102 Petty France', 'London'], postcode: 'SW1H 9GL' },
    })
})

test('a decision of the Secretary of State is challenged at the Government Legal Department, and the Secretary of State is the defendant', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, matterId } = office
  const [decision] = sampleDetails(2026)['decision']!
  const rows = [{ ...decision!, maker: 'secretary-of-state' }]
  await ask.details.record({ matterId, group: 'decision', version: 0, rows })
  const asked = { matterId, kind: 'L30' as const, datedOn: TODAY, answers: null }
  const proposed = await ask.letters.propose(asked)
  expect(proposed.addressee).toMatchObject({
    ...{ name: 'Government Legal Department', role: 'opponent', postcode: 'SW1H 9GL' },
  })
  const text = textOf(proposed)
  expect(text).toContain('**1. The proposed defendant:** the Secretary of State for Justice.')
  expect(text).toContain('We understand that you accept this letter for the Secretary of State')
  expect(text).not.toMatch(/pass this letter to your legal department|please send it this letter/)
  const { gate } = await ask.letters.draft(proposed)
  expect(gate.missing.map(({ what }) => what)).toContain(
    'No address like this is on record for Government Legal Department.',
  )
  // Before it had this name there was no such body.
  const { addressee } = await ask.letters.propose({ ...asked, datedOn: day('2014-11-24') })
  expect(addressee).toMatchObject({ name: '[body]', lines: [] })
})
