import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { z } from '../../src-main/wire/schema.ts'
import type { Operation } from '../../src-main/wire/operation.ts'
import { somePdf } from '../practice/some-picture.ts'
import {
  closeTo,
  markedMatter,
  officeWithStaff,
  type ClosedMatter,
  type StaffedOffice,
} from './closed-office.ts'

/** As the schema of an input is written out: what a sample is made of. */
interface Shape {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  prefixItems?: Shape[]
  minItems?: number
  minLength?: number
  minimum?: number
  exclusiveMinimum?: number
  default?: unknown
}
/** The fields that name something of a matter, and what stands for it here. */
type Ids = Record<string, unknown>
const NAMES = ['matterId', 'letterId', 'letterIds', 'answers', 'documentId'] as const
type Name = (typeof NAMES)[number] | 'id'

/** The least input that an operation takes, with these ids where it names something. */
function sampleOf(shape: Shape, ids: Ids, name = ''): unknown {
  if (shape.anyOf) {
    const real = shape.anyOf.find(({ type }) => type !== 'null')
    return sampleOf(real ?? shape.anyOf[0]!, ids, name)
  }
  if (name in ids && shape.type !== 'object') return ids[name]
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.type === 'object')
    return Object.fromEntries(
      Object.entries(shape.properties ?? {}).flatMap(([key, value]) =>
        shape.required?.includes(key) || key in ids ? [[key, sampleOf(value, ids, key)]] : [],
      ),
    )
  if (shape.type === 'array')
    return Array.from({ length: shape.minItems ?? 0 }, () => sampleOf(shape.items ?? {}, ids, name))
  if (shape.type === 'integer' || shape.type === 'number')
    return Math.max(shape.minimum ?? 1, (shape.exclusiveMinimum ?? 0) + 1)
  if (shape.type === 'boolean') return false
  if (shape.format === 'uuid') return '01a207a2-3280-7000-8000-000000000001'
  return /On$|^on$|^from$|^until$/.test(name) ? '2026-11-23' : 'Xyzzy and more'
}

interface Case {
  name: string
  field: Name
  input: z.ZodType
  shape: Shape
}
/** Every operation that is told of a matter, a letter, a document or a line of the register, once for each. */
const cases: Case[] = Object.entries(contract).flatMap(([domain, questions]) =>
  Object.entries(questions as Record<string, Operation<z.ZodType, z.ZodType, string>>).flatMap(
    ([operation, { input }]) => {
      const shape = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape
      const text = JSON.stringify(shape)
      // Answers to questions are no letter that is answered.
      const fields: Name[] = NAMES.filter(
        (field) => text.includes(`"${field}":{`) && `${operation} ${field}` !== 'refusal answers',
      )
      if (domain === 'disclosures' && text.includes('"id":{')) fields.push('id')
      return fields.map((field) => ({ name: `${domain}.${operation}`, field, input, shape }))
    },
  ),
)

let office: StaffedOffice
let closed: ClosedMatter
let token = ''
const clean: (() => Promise<void>)[] = []
const nowhere = '01a207a2-3280-7abc-8000-00000000abcd'

beforeAll(async () => {
  office = await officeWithStaff({ tidy: (one) => void clean.push(one) })
  closed = await markedMatter(office)
  await closeTo(office, closed.matterId, [office.partner])
  await office.signIn(office.staff.owain)
  office.platform.file = { name: 'new.pdf', bytes: somePdf('new') }
  token = (await office.ask.documents.choose({}))!.token
}, 300_000)
afterAll(async () => {
  for (const one of clean) await one()
})

/** What is named where nothing of the closed matter is. */
const open = (): Ids => {
  const { known, documentId } = office
  const { matterId, letterId } = known
  return { matterId, letterId, letterIds: [letterId], answers: letterId, documentId, token }
}
const ofClosed = (): Record<Name, unknown> => {
  const { matterId, letters, documentId, disclosureId } = closed
  const letterId = letters[5]!
  return {
    matterId,
    letterId,
    letterIds: [letterId],
    answers: letterId,
    documentId,
    id: disclosureId,
  }
}
const ofNone: Record<Name, unknown> = {
  ...{ matterId: nowhere, letterId: nowhere, letterIds: [nowhere], answers: nowhere },
  ...{ documentId: nowhere, id: 999_999_999 },
}

/** An answer may say again what was asked about. */
const said = (answer: unknown) =>
  Object.values({ ...ofClosed(), ...ofNone })
    .flat()
    .concat(Object.values(ofClosed()).flat())
    .reduce<string>(
      (text, id) => text.replaceAll(String(id), 'it'),
      JSON.stringify(answer).replaceAll(/("value":\{"id":")[^"]+/g, '$1'),
    )

describe('whoever is not named', () => {
  test.each(cases)(
    '$name, told of it by $field, answers as for what was never there',
    async (one) => {
      const input = (of: Record<Name, unknown>) =>
        sampleOf(one.shape, {
          ...open(),
          [one.field]: of[one.field],
        })
      const parsed = one.input.safeParse(input(ofClosed()))
      expect(parsed.error?.issues ?? []).toEqual([])
      const asked = await office.office.dispatch(one.name, input(ofClosed()))
      const none = await office.office.dispatch(one.name, input(ofNone))
      expect(said(asked)).toEqual(said(none))
    },
  )
})
