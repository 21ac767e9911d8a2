import { createHash } from 'node:crypto'
import { updateHead, type UpdateTold } from '../../src-main/updates/update-file.ts'
import type { somePublisher } from '../law/some-edition.ts'

/** What is signed of an installer for Debian, but for the changes. */
export const toldOf = (installer: Uint8Array, changes: Partial<UpdateTold> = {}): UpdateTold => ({
  ...{ version: '0.2.0', built: '2026-12-01', platform: 'linux-x64' },
  ...{ name: 'remedy_0.2.0_amd64.deb', size: installer.length },
  sha256: createHash('sha256').update(installer).digest('hex'),
  ...changes,
})

/** An update as the file that the publisher gives out. */
export const updateBy = (
  { name, key }: Pick<ReturnType<typeof somePublisher>, 'name' | 'key'>,
  installer: Uint8Array,
  changes: Partial<UpdateTold> = {},
): Uint8Array =>
  Buffer.concat([Buffer.from(updateHead(toldOf(installer, changes), name, key)), installer])
