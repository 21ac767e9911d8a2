import type { Face, Faces } from './fonts.ts'
import { breakLines, type Line } from './lines.ts'

interface Room {
  width: number
  height: number
}
interface Type {
  /** The size that it has where there is room for it. */
  size: number
  /** From line to line, as a part of the size. */
  leading: number
  face?: Face
}
export interface Fitted {
  lines: Line[]
  size: number
  leading: number
}

/** What remains legible in print; below it lines that belong together are first set side by side. */
const LEGIBLE = 8
const STEP = 0.25
const LEAST = 3

/** How high lines stand from the top of the first to the foot of the last. */
const heightOf = (lines: number, { size, leading }: Pick<Fitted, 'size' | 'leading'>) =>
  (lines - 1) * leading + size * 1.2

/** Sets texts one under another in the room that there is: long ones are broken, and all of it set smaller, until everything stands there. Nothing is left out. */
export function fitLines(
  texts: readonly string[],
  { width, height }: Room,
  { size: usual, leading, face = 'regular' }: Type,
  faces: Faces,
): Fitted {
  const set = (size: number): Fitted => ({
    ...{ size, leading: size * leading },
    lines: texts.flatMap((text) =>
      breakLines([{ text: text.normalize('NFC'), face }], size, width, faces),
    ),
  })
  let fitted = set(usual)
  while (heightOf(fitted.lines.length, fitted) > height && fitted.size > LEAST)
    fitted = set(fitted.size - STEP)
  return fitted
}

/**
 * The same for an address: before it becomes too small to read, lines of the street are set side by side, so that name,
 * the line under it, town and postcode keep lines of their own.
 */
export function fitAddress(texts: readonly string[], room: Room, type: Type, faces: Faces): Fitted {
  let lines = [...texts]
  for (;;) {
    const fitted = fitLines(lines, room, type, faces)
    if (fitted.size >= LEGIBLE || lines.length <= 5) return fitted
    const at = lines.length - 4
    lines = [...lines.slice(0, at), `${lines[at]}, ${lines[at + 1]}`, ...lines.slice(at + 2)]
  }
}
