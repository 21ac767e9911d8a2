import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'

/** Turns a schema's complaint about facts into a refusal whose message says which fact to correct, and why. */
export function wrongFacts(error: z.ZodError): Refusal {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        fields[[...issue.path, key].join('.')] ??= 'No such fact is known.'
      continue
    }
    const missing = issue.code === 'invalid_type' && issue.message.endsWith('undefined')
    fields[issue.path.join('.')] ??= missing ? 'This fact is missing.' : issue.message
  }
  const message = Object.entries(fields).map(([field, why]) => (field ? `${field}: ${why}` : why))
  return new Refusal('invalid-input', `${message.join(' ')} Correct it and ask again.`, fields)
}
