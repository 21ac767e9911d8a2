import type { Change, Entry, Folds } from '../audit/entry.ts'
import { fold } from '../search/fold.ts'
import {
  AccessLifted,
  AccessRestricted,
  LimitationSettled,
  LoggedMatter,
  MatterClosed,
  MatterCorrected,
  MatterNoted,
  MatterOpened,
  MatterReopened,
} from './logged.ts'
import type { z } from '../wire/schema.ts'

/** Draws the matters, their versions, notes and closings from the log. */
export const matterFolds: Folds = {
  'matter-opened': (entry) => versionRows(entry, MatterOpened.parse(entry.detail), 1, ''),
  'matter-corrected': (entry) => {
    const said = MatterCorrected.parse(entry.detail)
    return versionRows(entry, said, said.version, said.reason)
  },
  'matter-noted': ({ seq, at, actor, detail }) => {
    const { matterId, text } = MatterNoted.parse(detail)
    return [{ table: 'matter_note', put: { seq, matter_id: matterId, at, by: actor, text } }]
  },
  'matter-closed': ({ seq, detail }) => {
    const { matterId, closedOn, reason, stays = [] } = MatterClosed.parse(detail)
    const limits = stays
      .filter(({ what, ended }) => what === 'limitation' && !ended)
      .map(({ id }) => id)
    const put = { matter_id: matterId, closed_on: closedOn, reason, seq }
    return [
      { table: 'matter_closing', put: { ...put, limits: JSON.stringify(limits) } },
      // A date that stays in the diary moves with the law as those of open matters do.
      ...(limits.length > 0
        ? []
        : [{ table: 'matter_open' as const, remove: { matter_id: matterId } }]),
    ]
  },
  'limitation-settled': ({ detail }) => {
    const { matterId, limits, eventOn, knownOn, closing } = LimitationSettled.parse(detail)
    const { on: closed_on, reason, seq } = closing
    const open = { matter_id: matterId, event_on: eventOn, known_on: knownOn }
    return [
      {
        table: 'matter_closing',
        put: { matter_id: matterId, closed_on, reason, seq, limits: JSON.stringify(limits) },
      },
      limits.length > 0
        ? { table: 'matter_open', put: open }
        : { table: 'matter_open', remove: { matter_id: matterId } },
    ]
  },
  'matter-access-restricted': accessRows,
  'matter-access-taken': accessRows,
  'matter-access-lifted': ({ detail }) => {
    const { matterId: matter_id } = AccessLifted.parse(detail)
    return [
      { table: 'matter_access', remove: { matter_id } },
      { table: 'matter_access_person', remove: { matter_id } },
    ]
  },
  'matter-reopened': ({ seq, at, actor, detail }) => {
    const { matterId, reason, eventOn, knownOn, closing } = MatterReopened.parse(detail)
    return [
      { table: 'matter_closing', remove: { matter_id: matterId } },
      {
        table: 'matter_open',
        put: { matter_id: matterId, event_on: eventOn, known_on: knownOn },
      },
      {
        table: 'matter_reopening',
        put: {
          ...{ seq, matter_id: matterId, at, by: actor, reason, closed_seq: closing.seq },
          ...{ closed_at: closing.at, closed_by: closing.by },
          ...{ closed_on: closing.on, closed_reason: closing.reason },
        },
      },
    ]
  },
}

function accessRows({ seq, at, actor, detail }: Entry): Change[] {
  const { matterId: matter_id, people, reason } = AccessRestricted.parse(detail)
  return [
    { table: 'matter_access', put: { matter_id, seq, at, by: actor, reason } },
    { table: 'matter_access_person', remove: { matter_id } },
    ...people.map((person_id): Change => ({
      ...{ table: 'matter_access_person', put: { matter_id, person_id } },
    })),
  ]
}

function versionRows(
  { seq, at, actor }: Entry,
  said: z.output<typeof MatterOpened>,
  version: number,
  reason: string,
): Change[] {
  const { matterId, clientId, kind, title, responsible, eventOn, knownOn } = said
  return [
    {
      table: 'matter',
      put: {
        id: matterId,
        client_id: clientId,
        client_number: said.clientNumber,
        matter_number: said.matterNumber,
        our_ref: said.ourRef,
        opened_on: said.openedOn,
        version,
        kind,
        title,
        folded: fold(`${title} ${said.opponents.map(({ name }) => name).join(' ')}`),
        responsible,
        event_on: eventOn,
        known_on: knownOn,
      },
    },
    // A closed one is never corrected, so that this is open.
    { table: 'matter_open', put: { matter_id: matterId, event_on: eventOn, known_on: knownOn } },
    {
      table: 'matter_version',
      put: {
        matter_id: matterId,
        version,
        seq,
        recorded_at: at,
        recorded_by: actor,
        reason,
        particulars: JSON.stringify(LoggedMatter.parse(said)),
      },
    },
  ]
}
