import type { Change, Folds } from '../audit/entry.ts'
import { BackupMade, BackupPlanned, BackupTried, OfficeRestored } from './logged.ts'

/** Draws where backups go, which were made and which were tried from the log. */
export const backupFolds: Folds = {
  'backup-planned': ({ detail }) => {
    const { folder, daily, weekly, monthly } = BackupPlanned.parse(detail)
    return [{ table: 'backup_plan', put: { only: 1, folder, daily, weekly, monthly } }]
  },
  'backup-made': ({ seq, at, actor, detail }) => {
    const { madeAt, folder, byItself, size, papers, lacking, bytes } = BackupMade.parse(detail)
    const put = {
      ...{ seq, at, by: actor, made_at: madeAt, folder, by_itself: byItself ? 1 : 0 },
      ...{ size, papers, lacking, bytes },
    }
    return [{ table: 'backup', put }]
  },
  'backup-tried': ({ seq, at, detail }) => {
    const { madeAt, verdict, entries } = BackupTried.parse(detail)
    return [{ table: 'backup_trial', put: { seq, at, made_at: madeAt, verdict, entries } }]
  },
  'office-restored': ({ seq, at, actor, detail }) => {
    const { madeAt, size, replacedSize } = OfficeRestored.parse(detail)
    const put = { seq, at, by: actor, made_at: madeAt, size, replaced_size: replacedSize }
    // An office in a folder of its own may be a second one: its backups must not come among those of the first.
    const alone: Change[] =
      replacedSize === null ? [{ table: 'backup_plan', remove: { only: 1 } }] : []
    return [{ table: 'restoration', put }, ...alone]
  },
}
