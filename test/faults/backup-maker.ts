import { writeSync } from 'node:fs'
import { once } from 'node:events'
import { makeBackup } from '../../src-main/backups/make-backup.ts'
import { beside, bringBack, swapIn } from '../../src-main/backups/restore-backup.ts'
import { markRestored } from '../../src-main/backups/restored-mark.ts'

/** Makes backups of an office and restores the newest over another folder, until it is killed; tells its parent of each. */
const [file = '', keyHex = '', place = '', target = ''] = process.argv.slice(2)
const steps = { begin: () => {}, tick: () => {} }
const say = (words: string) => writeSync(1, `${words}\n`)

say('ready')
await once(process.stdin, 'data')
process.stdin.destroy()
say('begun')
for (let at = Date.now(); ; at += 1000) {
  const key = Buffer.from(keyHex, 'hex')
  const made = makeBackup(
    { file, key, place, at: new Date(at), keep: { daily: 1, weekly: 1, monthly: 1 } },
    steps,
  )
  say(made.folder)
  const back = bringBack(
    { backup: made.folder, into: beside(target, 'restoring'), folder: target },
    steps,
  )
  markRestored(back, null)
  swapIn(back, target, new Date(at))
  say(`restored ${made.madeAt}`)
}
