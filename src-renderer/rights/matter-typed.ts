import type { MatterFacts, MatterQuestion } from '../../src-main/law/contract.ts'
import { isDay, type z } from '../../src-main/wire/schema.ts'

export type FactName = keyof z.input<typeof MatterFacts>
export type KindName = Extract<z.output<typeof MatterQuestion>['kind'], string>

/** What a matter is about, in the office's words. */
export const KINDS: Record<KindName, string> = {
  clinical: 'Treatment or care',
  custodial: 'An act of the prison: no escort, cell, medication not unlocked, regime',
  'social-care': 'Social care in the cell',
  confidentiality: 'Confidential facts that were let out',
  governance: 'How healthcare was run and watched over',
  'health-records': 'Health records of a living client',
  'prison-records': 'Prison records: wing file, ACCT, use of force, CCTV',
  'deceased-records': 'Records of somebody who has died',
  'data-complaint': 'A records request that is late or was refused',
  death: 'A death in custody',
}

/** Whether it is one of the kinds above. */
export const isKind = (name: string): name is KindName => Object.hasOwn(KINDS, name)

interface FactWords {
  label: string
  sort: 'day' | 'text' | 'choice'
  items?: { value: string; label: string }[]
}

/** Each fact that may be asked for, as its field is called. */
export const FACTS: Partial<Record<FactName, FactWords>> = {
  pctTransferDate: { label: 'The Primary Care Trust took over on', sort: 'day' },
  leadPct: { label: 'Lead Primary Care Trust', sort: 'text' },
  provider: { label: 'Who provides healthcare', sort: 'text' },
  providerSince: { label: 'There since', sort: 'day' },
  commissioner: { label: 'Who commissions it', sort: 'text' },
  healthcareController: { label: 'Who is controller of the records', sort: 'text' },
  operator: { label: 'Who runs the prison', sort: 'text' },
  nhsEnglandEndsOn: { label: 'NHS England’s part ends on', sort: 'day' },
  hospital: { label: 'Which hospital', sort: 'text' },
  gp: { label: 'Community GP', sort: 'text' },
  council: { label: 'Which council', sort: 'text' },
  healthBoard: { label: 'Which health board', sort: 'text' },
  socialCareBody: { label: 'Who gave the social care', sort: 'text' },
  healthcareUnder: {
    label: 'Who answered for healthcare',
    sort: 'choice',
    items: [
      { value: 'operator', label: 'The operator, under its contract' },
      { value: 'pct', label: 'The Primary Care Trust' },
    ],
  },
  leakedBy: {
    label: 'Who let it out',
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
