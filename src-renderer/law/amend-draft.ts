import type { Amendable, Change } from '../../src-main/law/contract.ts'

export interface NameTyped {
  name: string
  from: string | null
  to: string | null
}

/** An entry as it is typed; only the fields of its sort are shown and sent. */
export interface AmendTyped {
  text: string
  name: string
  from: string | null
  to: string | null
  count: string
  unit: string
  names: NameTyped[]
  successor: string
  workingDaysAfter: string
  weekends: boolean
  listedHolidays: boolean
  fixedDays: string
  uncertain: string
  source: string
  note: string
  checkedOn: string
}

/** The form filled with what holds now. */
export function amendTyped(now: Change | null, today: string): AmendTyped {
  const held: Partial<Record<string, unknown>> = now ?? {}
  const text = (field: string) => (typeof held[field] === 'string' ? held[field] : '')
  const day = (field: string) => text(field) || null
  const period = now?.sort === 'rule' ? now.period : undefined
  return {
    text: text('text'),
    name: text('name'),
    from: day('from'),
    to: day('to'),
    count: period ? String(period.count) : '',
    unit: period?.unit ?? '',
    names: now?.sort === 'body' ? (now.names ?? []).map((one) => ({ ...one })) : [],
    successor: text('successor'),
    workingDaysAfter: String(held['workingDaysAfter'] ?? ''),
    weekends: held['weekends'] === true,
    listedHolidays: held['listedHolidays'] === true,
    fixedDays: (now?.sort === 'days' ? (now.fixedDays ?? []) : []).join('\n'),
    uncertain: text('uncertain'),
    source: '',
    note: '',
    checkedOn: today,
  }
}

const number = (typed: string) => (/^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN)
const lines = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Every field of the sort as it is typed. */
function whole(sort: Change['sort'], typed: AmendTyped): Record<string, unknown> {
  const open = { uncertain: typed.uncertain.trim() || null }
  const span = { from: typed.from || null, to: typed.to || null }
  switch (sort) {
    case 'topic':
      return { text: typed.text, ...span, ...open }
    case 'rule':
      return {
        period: { unit: typed.unit, count: number(typed.count) },
        name: typed.name,
        ...span,
        ...open,
      }
    case 'body':
      return {
        names: typed.names.map(({ name, from, to }) => ({
          name,
          from: from || null,
          to: to || null,
        })),
        successor: typed.successor || null,
        ...open,
      }
    case 'receipt':
      return { workingDaysAfter: number(typed.workingDaysAfter), ...open }
    case 'days':
      return {
        weekends: typed.weekends,
        listedHolidays: typed.listedHolidays,
        fixedDays: lines(typed.fixedDays),
        ...open,
      }
  }
}

/** Only what differs from the edition is sent, so that the rest follows a newer one; null where nothing does. */
export function changeSent({ shipped }: Amendable, typed: AmendTyped): Change | null {
  const edition: Readonly<Record<string, unknown>> = shipped
  const differing = Object.entries(whole(shipped.sort, typed)).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(edition[field] ?? null),
  )
  return differing.length === 0
    ? null
    : ({ sort: shipped.sort, ...Object.fromEntries(differing) } as Change)
}

const FIELD_OF: Record<string, string> = { 'period.count': 'count', 'period.unit': 'unit' }

/** The office's faults by the names of the fields here. */
export const amendFaults = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([path, message]) => {
      const name = path.replace(/^change\./, '').replace(/^fixedDays\.\d+$/, 'fixedDays')
      return [FIELD_OF[name] ?? name, message]
    }),
  )
