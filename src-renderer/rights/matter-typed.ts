import type { MatterFacts, MatterQuestion } from '../../src-main/law/contract.ts'
import { KINDS } from '../words/law.ts'
import { isDay, type z } from '../../src-main/wire/schema.ts'

export type FactName = keyof z.input<typeof MatterFacts>
export type KindName = Extract<z.output<typeof MatterQuestion>['kind'], string>

/** Whether it is one of the kinds above. */
export const isKind = (name: string): name is KindName => Object.hasOwn(KINDS, name)

interface FactWords {
  label: string
  sort: 'day' | 'text' | 'choice'
  items?: { value: string; label: string }[]
}

/** Each fact that may be asked for, as its field is called. */
export const FACTS: Partial<Record<FactName, FactWords>> = {
  pctTransferDate: { label: 'Primary Care Trust took over on', sort: 'day' },
  leadPct: { label: 'Lead Primary Care Trust', sort: 'text' },
  provider: { label: 'Healthcare provider', sort: 'text' },
  noticeOn: { label: 'Client first learnt of it on', sort: 'day' },
  providerSince: { label: 'Provider since', sort: 'day' },
  commissioner: { label: 'Commissioner', sort: 'text' },
  healthcareController: { label: 'Controller of the records', sort: 'text' },
  operator: { label: 'Operator of the prison', sort: 'text' },
  nhsEnglandEndsOn: { label: 'NHS England’s part ends on', sort: 'day' },
  hospital: { label: 'Hospital', sort: 'text' },
  gp: { label: 'Community GP', sort: 'text' },
  council: { label: 'Council', sort: 'text' },
  healthBoard: { label: 'Health board', sort: 'text' },
  socialCareBody: { label: 'Social care provider', sort: 'text' },
  healthcareUnder: {
    label: 'Who was responsible for healthcare',
    sort: 'choice',
    items: [
      { value: 'operator', label: 'The operator, under its contract' },
      { value: 'pct', label: 'The Primary Care Trust' },
    ],
  },
  leakedBy: {
    label: 'Who disclosed it',
    sort: 'choice',
    items: [
      { value: 'prison-staff', label: 'Prison staff' },
      { value: 'health-staff', label: 'Healthcare staff' },
    ],
  },
}

/** Whether a fact has a field of its own here. */
export const isFact = (name: string): name is FactName => Object.hasOwn(FACTS, name)

/** What is typed on the screen; a prison of Scotland or Northern Ireland is a name, any other one is from the list. */
export interface MatterTyped {
  nation: '' | 'Scotland' | 'Northern Ireland'
  prison: string
  elsewhere: string
  kind: string
  also: string
  eventOn: string
  actionOn: string
  released: boolean
  outsideHospital: boolean
  facts: Partial<Record<FactName, string>>
}

/** What an address lays in: `?prison=leeds&eventOn=2005-06-10&kind=clinical`. */
export function matterFrom(query: Readonly<Record<string, unknown>>, today: string): MatterTyped {
  const of = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const kind = of('kind')
  return {
    nation: '',
    prison: of('prison'),
    elsewhere: '',
    kind: Object.hasOwn(KINDS, kind) ? kind : '',
    also: '',
    eventOn: of('eventOn'),
    actionOn: of('actionOn') || today,
    released: false,
    outsideHospital: false,
    facts: {},
  }
}

export type Asked = z.input<typeof MatterQuestion> & { facts: z.input<typeof MatterFacts> }

/** The question as it is put, or null while it is not whole; a fact that is no day yet is left out. */
export function matterSent(typed: MatterTyped): Asked | null {
  const { nation, kind, also, eventOn, actionOn } = typed
  const prison = nation ? typed.elsewhere.trim() : typed.prison
  if (!prison || !kind || !isDay(eventOn) || !isDay(actionOn)) return null
  const facts: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(typed.facts)) {
    const written = value.trim()
    const whole = FACTS[name as FactName]?.sort !== 'day' || isDay(written)
    if (written && whole) facts[name] = written
  }
  if (kind === 'health-records') {
    if (typed.released) facts['released'] = true
    if (typed.outsideHospital) facts['outsideHospital'] = true
  }
  return {
    prison,
    ...(nation ? { nation } : {}),
    kind: (also && also !== kind ? [kind, also] : kind) as Asked['kind'],
    eventOn,
    actionOn,
    facts,
  }
}
