import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../vault/durable-file.ts'

/** What desks know the office by, and by what it knows them: both stay with the office, and are in no backup. */
const OF_DESKS = ['remedy.desks', 'remedy.desk-keys']

/** Its desks find the office again in the other folder. */
export function bringOfDesks(from: string, to: string): void {
  for (const name of OF_DESKS)
    if (existsSync(join(from, name))) replaceFile(join(to, name), readFileSync(join(from, name)))
}
