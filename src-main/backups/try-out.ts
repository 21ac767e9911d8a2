import { join } from 'node:path'
import { startVerification } from '../audit/verification.ts'
import { readHead } from '../vault/head-file.ts'
import { isOpenedBy } from '../vault/connection.ts'
import { digestOf } from '../vault/key-file.ts'
import { expectKeys } from '../vault/keys.ts'
import { startBringingBack } from './backup-thread.ts'
import type { Tried } from './backups.ts'
import { beside, giveUp } from './restore-backup.ts'

/** Brings a backup back into a folder beside the office's, verifies it as a whole, and removes it again. */
export const tryOut =
  ({ folder, resources }: { folder: string; resources: string }) =>
  async (backup: string, keys: Uint8Array[]): Promise<Tried> => {
    const into = beside(folder, 'trying')
    try {
      const { backup: manifest, missing } = await startBringingBack({ backup, into, folder }).answer
      const file = join(into, 'remedy.db')
      const key = keys.find((one) => isOpenedBy(file, one)) ?? keys[0]!
      const keyFile = expectKeys(join(into, 'remedy.keys'))
      const { office, people } = keyFile
      const { outcome } = startVerification({
        ...{ file, key, codes: [], resources },
        head: readHead(join(into, 'remedy.head')),
        holders: {
          officeName: office.name,
          sample: office.sample,
          people: people.map(({ personId, name }) => ({ personId, name })),
          keys: digestOf(keyFile),
        },
      })
      const { verdict, entries, findings } = await outcome
      const found = findings.length + missing.length
      return {
        verdict: missing.length > 0 ? 'finding' : verdict,
        ...{ entries, papers: manifest.papers, findings: found },
      }
    } finally {
      for (const key of keys) key.fill(0)
      giveUp({ folder: into })
    }
  }
