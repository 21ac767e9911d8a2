import type { Rule, RuleVersion } from '../law/rule.ts'
import type { z } from '../wire/schema.ts'
import { Events, type EventAsked } from './contract.ts'

type Name = keyof Events
type Asked = z.input<typeof EventAsked>

const WORDS: Record<Name, string> = {
  on: 'First day',
  receivedOn: 'Received',
  idReceivedOn: 'Proof of identity received',
  feeReceivedOn: 'Fee received',
  clarificationAskedOn: 'Clarification requested',
  clarificationAnsweredOn: 'Clarification given',
  pauses: 'Further questions and their answers',
  extended: 'Notice of extension was given',
  extendedOn: 'Date of the notice of extension',
  allEntriesRecent: 'Everything in the record was made within the 40 days before',
  agreedUntil: 'Longer time agreed, until',
  madeOn: 'Made',
  noticeOn: 'Date the client first knew',
  knowledgeOn: 'Date of knowledge',
  acknowledgedOn: 'Acknowledged',
  stage: 'Stage of the complaint',
  aboutStaff: 'It concerns a member of staff',
}
const SORTS: Partial<Record<Name, Asked['answer']>> = {
  ...{ pauses: 'pauses', stage: 'number' },
  ...{ extended: 'yes-no', allEntriesRecent: 'yes-no', aboutStaff: 'yes-no' },
}
const isName = (name: string): name is Name => Object.hasOwn(Events.shape, name)

/** The events that a version understands, the one that it cannot do without first. */
export function eventsAsked(rule: Rule, version: RuleVersion): Asked[] {
  const { trigger, regimeBy } = rule
  const { startsAt, readings, variants, unlessSaid } = version
  const asks = version.pause || version.pauseByGuidance || version.restart
  const named = [
    ...regimeBy,
    ...startsAt,
    ...readings.flatMap((one) => one.startsAt ?? []),
    ...(asks ? ['clarificationAskedOn', 'clarificationAnsweredOn'] : []),
    ...(version.pause ? ['pauses'] : []),
    ...(version.extension ? ['extended', 'extendedOn'] : []),
    ...(version.agreed ? ['agreedUntil'] : []),
    ...variants.map(({ fact }) => fact),
    ...(unlessSaid ? [unlessSaid.fact] : []),
  ].filter(isName)
  const same = new Set<Name>(['on', trigger.event, ...trigger.also])
  const others = [...new Set(named)].filter((name) => !same.has(name))
  return [
    { name: trigger.event, words: trigger.text, answer: 'day', needed: true },
    ...others.map((name) => ({
      ...{ name, words: WORDS[name], needed: false },
      answer: SORTS[name] ?? 'day',
    })),
  ]
}
