import { startCounted } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import { CANCELLED } from './one-at-a-time.ts'
import type { ExportErrand, Written } from './write-export.ts'

/** Writes an export in a thread of its own. */
export const startExport = (errand: ExportErrand) =>
  startCounted<Written>(
    import.meta.url,
    '../export-worker',
    errand,
    new Refusal('conflict', CANCELLED),
  )
