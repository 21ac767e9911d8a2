import { writeSync } from 'node:fs'
import { openConnection } from '../../src-main/vault/connection.ts'
import { migrate } from '../../src-main/vault/migrate.ts'

/** Migrates a file until it is killed; `loose` is the control, each step on its own. */
const [file = '', keyHex = '', way = '', ...steps] = process.argv.slice(2)

const db = openConnection({ file, key: Buffer.from(keyHex, 'hex'), readonly: false })
writeSync(1, 'ready\n')
if (way === 'loose') {
  for (const step of steps.slice(1)) db.exec(step)
  db.pragma(`user_version = ${steps.length}`)
} else migrate(db, file, steps)
db.close()
