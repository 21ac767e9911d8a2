import type { Matter } from '../../src-main/matters/contract.ts'

/** What a form about a matter holds while it is typed. */
export interface MatterTyped {
  kind: string
  title: string
  responsible: string
  opponents: { name: string; role: string }[]
  eventOn: string | null
  knownOn: string | null
  noEventReason: string
}

/** An empty form; `responsible` is whoever is offered first. */
export const noMatter = (responsible: string): MatterTyped => ({
  kind: '',
  title: '',
  responsible,
  opponents: [],
  eventOn: null,
  knownOn: null,
  noEventReason: '',
})

/** A form filled with what is recorded. */
export function matterTyped(matter: Matter): MatterTyped {
  const { kind, title, responsible, opponents, eventOn, knownOn, noEventReason } = matter
  return structuredClone({
    kind,
    title,
    responsible: responsible as string,
    opponents,
    eventOn: eventOn as string | null,
    knownOn: knownOn as string | null,
    noEventReason,
  })
}

/** What is sent: a reason for a missing day goes along only while the day is missing. */
export const matterSent = (typed: MatterTyped) => ({
  ...typed,
  kind: typed.kind as Matter['kind'],
  noEventReason: typed.eventOn === null ? typed.noEventReason : '',
})
