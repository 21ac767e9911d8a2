/** The threads of the main process: the name each has where the program is built, and its source. */
export const threads = {
  'verify-worker': 'src-main/verify-worker.ts',
  'backup-worker': 'src-main/backup-worker.ts',
  'mend-worker': 'src-main/mend-worker.ts',
  'export-worker': 'src-main/export-worker.ts',
  'pdf-thread': 'src-main/typesetting/pdf-thread.ts',
  'together-thread': 'src-main/typesetting/together-thread.ts',
  'bundle-thread': 'src-main/typesetting/bundle-thread.ts',
  'table-thread': 'src-main/platform/table-thread.ts',
  'reading-thread': 'src-main/imports/reading-thread.ts',
  'scour-thread': 'src-main/vault/scour-thread.ts',
  'rekey-thread': 'src-main/vault/rekey-thread.ts',
}
