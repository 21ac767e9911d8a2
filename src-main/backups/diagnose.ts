import { openConnection } from '../vault/connection.ts'

export interface DiagnoseErrand {
  file: string
  key: Uint8Array
}

/** What is to be known of an office's file without a word of what is in it. */
export interface Diagnosis {
  /** The newest migration that it has. */
  migration: number
  pages: number
  pageSize: number
  /** How many faults SQLite finds in its structure. */
  faults: number
  tables: { name: string; rows: number }[]
}

export function diagnose({ file, key }: DiagnoseErrand): Diagnosis {
  const db = openConnection({ file, key, readonly: true })
  const figure = (of: string) => Number(db.pragma(of, { simple: true }))
  try {
    const names = db
      .prepare(`select name from sqlite_master where type = 'table' order by name`)
      .pluck()
      .all() as string[]
    const checked = db.pragma('quick_check') as { quick_check: string }[]
    return {
      migration: figure('user_version'),
      ...{ pages: figure('page_count'), pageSize: figure('page_size') },
      faults: checked.filter(({ quick_check: found }) => found !== 'ok').length,
      tables: names
        .filter((name) => /^[a-z][a-z_0-9]*$/.test(name))
        .map((name) => ({
          name,
          rows: db.prepare(`select count(*) from "${name}"`).pluck().get() as number,
        })),
    }
  } finally {
    db.close()
  }
}
