import type { Change, Folds } from '../audit/entry.ts'
import { DeskAdded, DeskRemoved, DeskRenamed, DesksFound, StrayDeskDropped } from './logged.ts'

const letIn = (on: boolean, at: string): Change[] => [
  on
    ? { table: 'desks_let_in', put: { only: 1, at } }
    : { table: 'desks_let_in', remove: { only: 1 } },
]

/** Draws the desks that belong to the office from the log. */
export const deskFolds: Folds = {
  'desk-added': ({ at, actor, detail }) => {
    const { deskId: id, name, key } = DeskAdded.parse(detail)
    return [{ table: 'desk', put: { id, name, key, at, by: actor } }]
  },
  'desk-renamed': ({ detail }) => {
    const { deskId: id, name } = DeskRenamed.parse(detail)
    return [{ table: 'desk', set: { name }, where: { id } }]
  },
  'desk-removed': ({ detail }) => [
    { table: 'desk', remove: { id: DeskRemoved.parse(detail).deskId } },
  ],
  'desks-let-in': ({ at }) => letIn(true, at),
  'desks-shut-out': ({ at }) => letIn(false, at),
  'desks-found': ({ at, detail }) => letIn(DesksFound.parse(detail).on, at),
  // It was in no table.
  'stray-desk-dropped': ({ detail }) => {
    StrayDeskDropped.parse(detail)
    return []
  },
}
