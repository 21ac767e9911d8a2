import type { Folds } from '../audit/entry.ts'
import { DeskAdded, DeskRemoved, DeskRenamed, StrayDeskDropped } from './logged.ts'

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
  // It was in no table.
  'stray-desk-dropped': ({ detail }) => {
    StrayDeskDropped.parse(detail)
    return []
  },
}
