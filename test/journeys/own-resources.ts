import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { publicKeyLine } from '../../src-main/audit/key-line.ts'
import { laterEdition, packed, somePublisher } from '../law/some-edition.ts'
import { program } from './harness.ts'

const older = { id: '2026-01-05', title: 'The law of January 2026', publishedOn: '2026-01-05' }
const newer = '2026-03-02'

/** The built program with an older edition and a publisher whose key a test holds, and a newer edition signed with it. */
export function programWithPublisher(): {
  folder: string
  edition: string
  publisher: ReturnType<typeof somePublisher>
} {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'remedy-program-'))
  for (const part of ['out', 'node_modules', 'package.json'])
    symlinkSync(path.join(program, part), path.join(folder, part))
  const resources = path.join(folder, 'resources')
  mkdirSync(resources)
  cpSync(path.join(program, 'resources'), resources, { recursive: true, dereference: true })
  const publisher = somePublisher()
  const rights = path.join(resources, 'rights')
  writeFileSync(
    path.join(rights, 'publisher.pub'),
    `${publicKeyLine(publisher.name, publisher.publisher.publicKey)}\n`,
  )
  writeFileSync(path.join(rights, 'edition.json'), JSON.stringify(older))
  const texts = laterEdition(
    {
      'rights/rules.json': ({ rules }) => {
        const version = (rule: string) =>
          rules.find(({ id }: { id: string }) => id === rule).versions[0]
        version('R23').period.count = 2
        // The office has checked this one, so it needs checking again.
        version('R29').period.count = 11
      },
    },
    newer,
  )
  const edition = path.join(folder, 'newer.edition')
  writeFileSync(edition, packed(texts, publisher))
  return { folder, edition, publisher }
}
