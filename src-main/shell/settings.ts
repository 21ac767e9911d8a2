import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { HiddenColumns, WindowSettings } from '../people/contract.ts'
import { UNSAID } from '../platform/without-window.ts'
import { z } from '../wire/schema.ts'

const said = WindowSettings.shape

const Bounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(200).max(20_000),
  height: z.int().min(200).max(20_000),
})

const Root = z.string().regex(/^[0-9a-f]{64}$/)
/** How many offices' logs are remembered. */
export const MOST_SEEN = 20
/** How many lists with columns left out are remembered, of everybody together. */
export const MOST_LISTS = 200

/** What this computer remembers between two starts: nothing about anybody, and of who works here a random id at most. */
const Settings = z.object({
  /** The folder of the office to open first. */
  office: z.string().max(4096).nullable().catch(null),
  /** How far the log of each office went when it was last open here. */
  seen: z
    .array(
      z.object({ folder: z.string().max(4096), office: Root, size: z.int().min(0), root: Root }),
    )
    .max(MOST_SEEN)
    .catch([]),
  /** The folder of the office that other desks are let into; null where none is. */
  takesDesks: z.string().max(4096).nullable().catch(null),
  bounds: Bounds.nullable().catch(null),
  maximised: z.boolean().catch(false),
  zoom: z.number().min(-3).max(5).catch(0),
  theme: said.theme.catch(UNSAID.theme),
  lockAfterMinutes: said.lockAfterMinutes.catch(UNSAID.lockAfterMinutes),
  hideFromCapture: said.hideFromCapture.catch(UNSAID.hideFromCapture),
  singleKeys: said.singleKeys.catch(UNSAID.singleKeys),
  reminders: said.reminders.catch(UNSAID.reminders),
  printing: said.printing.catch(UNSAID.printing),
  /** By the id of who left them out. */
  hidden: z
    .array(HiddenColumns.extend({ person: z.string().max(64) }))
    .max(MOST_LISTS)
    .catch([]),
})
export type Settings = z.output<typeof Settings>

export interface SettingsFile {
  read(): Settings
  change(part: Partial<Settings>): void
}

/** The settings in one small file; whatever in it cannot be understood counts as never said. */
export function settingsIn(file: string): SettingsFile {
  let known = Settings.parse(stored(file))
  return {
    read: () => known,
    change: (part) => {
      const next = Settings.parse({ ...known, ...part })
      writeFileSync(`${file}.new`, JSON.stringify(next, null, 2))
      renameSync(`${file}.new`, file)
      known = next
    },
  }
}

function stored(file: string): object {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {}
  } catch {
    return {}
  }
}
