import type { Log } from '../audit/log.ts'
import type { Vault } from '../vault/vault.ts'

/** One office on disk: its folder, its encrypted file and its log. */
export interface OfficeFiles {
  readonly folder: string
  readonly vault: Vault
  readonly log: Log
  /** Removes papers that an act left behind and that nobody can open: of nobody, and so in no log. */
  readonly sweep: () => Promise<unknown>
  /** Why nothing may be recorded here although it can be read; null while all is well. */
  damage: string | null
}

/** Where the program stands: one office at a time, or none. */
export interface Offices {
  current(): OfficeFiles | undefined
  /** The office in `folder`, locked or not made yet; the very same when the program stands there already. */
  at(folder: string): OfficeFiles
  /** Makes `officeFiles` the office in use. */
  use(officeFiles: OfficeFiles): void
}
