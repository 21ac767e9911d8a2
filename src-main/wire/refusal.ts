import { z } from './schema.ts'

/** The advice wherever something is damaged: nothing may make it worse, and the office's people can do no more. */
export const COPY_FIRST =
  'Copy the office’s folder before anything else, and ask whoever looks after your computers.'

/** The way to a backup from an office that is open. */
export const RESTORE_BACKUP =
  'Lock the office, and on the sign-in screen choose “Another office”, then “Restore from a backup”.'

/** The closed list of reasons for which the office refuses. */
export const RefusalCode = z.enum([
  'invalid-input',
  'not-found',
  'conflict',
  'not-allowed',
  'locked',
  'damaged',
  'busy',
  'internal',
])
export type RefusalCode = z.output<typeof RefusalCode>

/** What crosses to the window instead of an error: `fields` maps a field's path (`stay.from`) to its message. */
export interface RefusalData {
  code: RefusalCode
  message: string
  fields?: Record<string, string>
}

/** The only error a domain throws on purpose; the message says what is wrong and what to do, in the office's words. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly fields: Record<string, string> | undefined

  constructor(code: RefusalCode, message: string, fields?: Record<string, string>) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.fields = fields
  }

  toData(): RefusalData {
    const { code, message, fields } = this
    return fields ? { code, message, fields } : { code, message }
  }
}

/** Turns a schema's complaint into a refusal that names each field once, with its first message. */
export function invalidInput(error: z.ZodError): Refusal {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return new Refusal(
    'invalid-input',
    'Something needs correcting before this can be recorded.',
    fields,
  )
}

/** What a field says where its schema has no words of its own, so that nobody reads the library's. */
export const fieldWords: z.core.$ZodErrorMap = ({ code, input }) =>
  input === undefined || input === null || input === ''
    ? code === 'invalid_type'
      ? 'Fill this in.'
      : 'Choose one from the list.'
    : 'This is not valid here. Check it.'
