import type { Paper } from '../platform/platform.ts'
import { printersHere } from './printers.ts'
import type { Listed } from './printers-windows.ts'
import { printing, type Printers } from './printing.ts'
import { privatePapers } from './private-papers.ts'
import { reading } from './reading.ts'
import { saving } from './saving.ts'

interface Surroundings {
  /** This computer's folder for temporary files. */
  temporary: string
  /** The folder of this person's settings. */
  profile: string
  documents: string
  pickFile: (proposed: string) => Promise<string | null>
  openFile: (file: string) => Promise<string>
  /** The printers that the window lists. */
  listed?: Listed
  printers?: () => Promise<Printers>
}

/** How a letter leaves this computer, and how its temporary files are removed. */
export interface PaperSide extends Paper {
  /** Takes away what readers were given. */
  clearReading(): Promise<void>
  /** Takes away everything, also what a program that broke off left lying. */
  clearAll(): Promise<void>
}

/** Printing, saving and opening on this computer; `clearAll` belongs to its start and its end, `clearReading` to every lock. */
export function paperAt(parts: Surroundings): PaperSide {
  const { temporary, profile, listed = async () => [] } = parts
  const { printers = () => printersHere(listed) } = parts
  const printed = privatePapers({ temporary, profile, use: 'print' })
  const read = privatePapers({ temporary, profile, use: 'read' })
  return {
    ...printing(printed, printers),
    ...saving(parts),
    ...reading(read, parts.openFile),
    clearReading: () => read.empty(),
    clearAll: async () => void (await Promise.all([printed.empty(), read.empty()])),
  }
}
