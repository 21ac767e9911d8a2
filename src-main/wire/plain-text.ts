const MOST_VALUES = 100_000
const DEEPEST = 32

interface Fault {
  path: string
  message: string
}

/**
 * Finds the first text in `input` that cannot be stored as it was typed (a lone surrogate or a NUL), or
 * an input too deep or too large to be a form; gives the field's path and a message, or undefined.
 */
export function plainTextFault(input: unknown): Fault | undefined {
  let values = 0
  const look = (value: unknown, path: string[]): Fault | undefined => {
    if (++values > MOST_VALUES || path.length > DEEPEST)
      return {
        path: path.slice(0, 3).join('.'),
        message: 'This is too large to be recorded at once.',
      }
    if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\0')))
      return {
        path: path.join('.'),
        message: 'This contains a character that cannot be stored. Type it again.',
      }
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined
    for (const [key, inner] of Object.entries(value)) {
      const fault = look(inner, [...path, key])
      if (fault) return fault
    }
    return undefined
  }
  return look(input, [])
}
