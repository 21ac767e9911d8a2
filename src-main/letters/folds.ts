import type { Change, Entry, Folds } from '../audit/entry.ts'
import { DocumentCorrected } from '../documents/logged.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { registered } from '../disclosures/disclosed.ts'
import type { Tables } from '../vault/schema.ts'
import type { z } from '../wire/schema.ts'
import { KINDS } from './kinds.ts'
import { stepOf, type LetterAct } from './lifecycle.ts'
import {
  ClientCopyDecided,
  LetterActed,
  LetterCopied,
  LetterApproved,
  LetterDiscarded,
  LetterRecalled,
  LetterReplaced,
  LetterReturned,
  LetterSent,
  LetterWritten,
  ParagraphSaved,
  ParagraphStopped,
  PostBookPrinted,
  ReplyCorrected,
  ReplyDecided,
  ReplyRecorded,
  SensitiveWordLogged,
  TemplateSaved,
  TemplateStopped,
  SendingCorrected,
  SendingUndone,
  StepUndone,
} from './logged.ts'
import { restrictedBy } from './told-by.ts'

/** Draws the letters, what happened to each, where each stands, and the register of what was told. */
export const letterFolds: Folds = {
  'letter-drafted': (entry) => drafted(entry),
  'letter-redrafted': (entry) => redrafted(entry),
  'letter-approved': (entry) => {
    const said = LetterApproved.parse(entry.detail)
    const restricted = said.decisions.some((decided) => decided.class === RESTRICTED_CLASS)
    return [
      ...happened(entry, said),
      ...(restricted
        ? [{ table: 'letter_index' as const, set: { restricted: 1 }, where: { id: said.letterId } }]
        : []),
    ]
  },
  'letter-printed': (entry) => happened(entry, LetterActed.parse(entry.detail)),
  'letter-signed': (entry) => happened(entry, LetterActed.parse(entry.detail)),
  'letter-copied': (entry) => happened(entry, LetterCopied.parse(entry.detail)),
  'letter-recalled': (entry) => happened(entry, LetterRecalled.parse(entry.detail)),
  'letter-discarded': (entry) => happened(entry, LetterDiscarded.parse(entry.detail)),
  'letter-replaced': (entry) => happened(entry, LetterReplaced.parse(entry.detail)),
  'client-copy-decided': (entry) => happened(entry, ClientCopyDecided.parse(entry.detail)),
  'letter-returned': (entry) => happened(entry, LetterReturned.parse(entry.detail)),
  'reply-recorded': (entry) => {
    const { state, ...said } = ReplyRecorded.parse(entry.detail)
    if (state) return standsBy(entry, { ...said, state })
    return happened(entry, said, said.toDecide ? {} : { reply: said.kind })
  },
  'post-book-printed': ({ seq, at, actor, detail }) => {
    const { on, lines } = PostBookPrinted.parse(detail)
    const put = { seq, at, by: actor, on_day: on, lines: JSON.stringify(lines) }
    return [{ table: 'post_book', put }]
  },
  'template-saved': ({ seq, at, actor, detail }) => {
    const { basedOn, easyRead, ...said } = TemplateSaved.parse(detail)
    const of = { ...said, easy_read: easyRead ? 1 : 0 }
    return [
      stopsStanding(of),
      {
        table: 'office_template',
        put: { ...of, seq, at, by: actor, based_on: basedOn, stands: 1 },
      },
    ]
  },
  'template-stopped': ({ seq, at, actor, detail }) => {
    const { easyRead, ...said } = TemplateStopped.parse(detail)
    const of = { ...said, easy_read: easyRead ? 1 : 0 }
    const none = { text: null, sha256: null, based_on: null, stands: 0 }
    return [
      stopsStanding(of),
      { table: 'office_template', put: { ...of, ...none, seq, at, by: actor } },
    ]
  },
  'paragraph-saved': ({ seq, at, actor, detail }) => {
    const { basedOn, ...said } = ParagraphSaved.parse(detail)
    const put = { ...said, seq, at, by: actor, based_on: basedOn, stands: 1 }
    return [noLongerStands(said), { table: 'house_paragraph', put }]
  },
  'paragraph-stopped': ({ seq, at, actor, detail }) => {
    const said = ParagraphStopped.parse(detail)
    const put = { ...said, seq, at, by: actor, text: null, based_on: null, stands: 0 }
    return [noLongerStands(said), { table: 'house_paragraph', put }]
  },
  'sensitive-word-added': ({ seq, at, actor, detail }) => {
    const { word, class: about, reason } = SensitiveWordLogged.parse(detail)
    return [{ table: 'sensitive_word', put: { seq, word, class: about, at, by: actor, reason } }]
  },
  'sensitive-word-removed': ({ detail }) => {
    const { word, class: about } = SensitiveWordLogged.parse(detail)
    return [{ table: 'sensitive_word', remove: { word, class: about } }]
  },
  'sending-corrected': (entry) => {
    const { letterId, ...said } = SendingCorrected.parse(entry.detail)
    const { replaces: seq, on, route, disclosed, clientId } = said
    return [
      eventRow(entry, letterId, said),
      { table: 'letter_index', set: { sent_on: on, route }, where: { id: letterId } },
      { table: 'disclosure', set: { on_day: on, route }, where: { seq, letter_id: letterId } },
      ...(disclosed && clientId
        ? registeredAnew({ seq, letterId, clientId, on, route, disclosed })
        : []),
    ]
  },
  'step-undone': (entry) => {
    const { letterId, ...said } = StepUndone.parse(entry.detail)
    const where = { id: letterId, state: said.from }
    return [
      eventRow(entry, letterId, said),
      { table: 'letter_index', set: { state: said.state }, where },
    ]
  },
  'sending-undone': (entry) => {
    const said = SendingUndone.parse(entry.detail)
    const { letterId, replaces: seq, readers } = said
    return [
      ...happened(entry, said, { sent: { sent_on: null, route: null } }),
      { table: 'disclosure', remove: { seq, letter_id: letterId } },
      ...classesGone(seq, readers),
    ]
  },
  'reply-corrected': (entry) => standsBy(entry, ReplyCorrected.parse(entry.detail)),
  'reply-decided': (entry) => standsBy(entry, ReplyDecided.parse(entry.detail)),
  'letter-sent': (entry) => {
    const said = LetterSent.parse(entry.detail)
    const { on, route } = said
    return [...happened(entry, said, { sent: { sent_on: on, route } }), ...register(entry, said)]
  },
}

const stopsStanding = ({ kind, easy_read }: { kind: string; easy_read: number }): Change => ({
  ...{ table: 'office_template', set: { stands: 0 }, where: { kind, easy_read, stands: 1 } },
})

const noLongerStands = ({ id }: { id: string }): Change => ({
  ...{ table: 'house_paragraph', set: { stands: 0 }, where: { id, stands: 1 } },
})

type Written = z.output<typeof LetterWritten>

function drafted(entry: Entry): Change[] {
  const said = LetterWritten.parse(entry.detail)
  const { kind, matterId } = said.content
  const put: Tables['letter_index'] = {
    ...{ id: said.letterId, client_id: said.clientId, matter_id: matterId, kind },
    ...{ ...named(said), state: 'draft', awaits: KINDS[kind].awaits ? 1 : 0 },
    ...{ sent_on: null, route: null, first_seq: entry.seq, restricted: restrictedBy(said) },
  }
  return [
    written(entry, said),
    eventRow(entry, said.letterId, writtenAs(said)),
    { table: 'letter_index', put },
  ]
}

function redrafted(entry: Entry): Change[] {
  const said = LetterWritten.parse(entry.detail)
  const { letterId } = said
  return [
    written(entry, said),
    eventRow(entry, letterId, writtenAs(said)),
    {
      table: 'letter_index',
      set: { ...named(said), restricted: restrictedBy(said) },
      where: { id: letterId },
    },
  ]
}

const writtenAs = ({ version, states, replaces }: Written) => ({
  version,
  ...(states ? { states } : {}),
  ...(replaces ? { replaces } : {}),
})

/** What a list names a letter by, as it was last written. */
const named = ({ content: { addressee, datedOn, answers } }: Written) => ({
  ...{ answers, to_name: addressee.name, to_role: addressee.role, dated_on: datedOn },
})

function written(entry: Entry, { letterId, clientId, version, content }: Written): Change {
  const { matterId, kind, datedOn, answers } = content
  return {
    table: 'letter',
    put: {
      id: letterId,
      client_id: clientId,
      matter_id: matterId,
      kind,
      dated_on: datedOn,
      answers,
      version,
      seq: entry.seq,
      content: JSON.stringify(content),
    },
  }
}

/** The act in the letter's history, and where it carries the letter: one that was not possible then changes nothing. */
function happened(
  entry: Entry,
  { letterId, ...said }: { letterId: string; [more: string]: unknown },
  { reply = '', sent = {} }: { reply?: string; sent?: Partial<Tables['letter_index']> } = {},
): Change[] {
  const step = stepOf({ act: entry.act as LetterAct, reply })
  const event = eventRow(entry, letterId, said)
  if (!step) return [event]
  const where = { id: letterId, state: step.from }
  return [event, { table: 'letter_index', set: { state: step.to, ...sent }, where }]
}

/** Where a letter that has left stands by its replies, as the entry says. */
function standsBy(
  entry: Entry,
  { letterId, ...said }: { letterId: string; state: 'sent' | 'returned' | 'replied' },
): Change[] {
  const where = { id: letterId, state: ['sent', 'returned', 'replied'] }
  return [
    eventRow(entry, letterId, said),
    { table: 'letter_index', set: { state: said.state }, where },
  ]
}

const eventRow = ({ seq, at, actor, act }: Entry, letterId: string, said: object): Change => ({
  table: 'letter_event',
  put: { seq, letter_id: letterId, at, by: actor, act, said: JSON.stringify(said) },
})

/** What a sending disclosed, with the basis that its corrected day gives. */
const registeredAnew = (said: Parameters<typeof register>[1] & { seq: number }): Change[] => [
  ...classesGone(said.seq, said.disclosed.length),
  ...register(said, said),
]

const classesGone = (seq: number, readers: number): Change[] =>
  Array.from({ length: readers }, (_, place) => ({
    table: 'disclosure_class',
    remove: { id: seq * 100 + place },
  }))

const register = (
  { seq }: Pick<Entry, 'seq'>,
  {
    letterId,
    clientId,
    on,
    route,
    disclosed,
  }: Pick<z.output<typeof LetterSent>, 'letterId' | 'clientId' | 'on' | 'route' | 'disclosed'>,
): Change[] =>
  disclosed.flatMap(({ reader, role, purpose, told }, place) =>
    registered(
      {
        ...{ id: seq * 100 + place, seq, client_id: clientId, letter_id: letterId },
        ...{ on_day: on, route, reader, role, purpose },
      },
      told,
    ),
  )

/** A document that is restricted takes the letters that enclose it with it. */
export const enclosersHidden = ({ detail }: Entry): Change[] =>
  (DocumentCorrected.parse(detail).enclosedBy ?? []).map((id) => ({
    ...{ table: 'letter_index' as const, set: { restricted: 1 }, where: { id } },
  }))
