import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'

const MUST_BE: Record<string, string> = {
  string: 'This must be text; a date is written as 2026-11-22.',
  boolean: 'Give true or false.',
  number: 'Give a number.',
  int: 'Give a whole number.',
  array: 'Give a list.',
  object: 'Give the facts by their names.',
}

function why(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    if (issue.message.endsWith('undefined')) return 'This fact is missing.'
    return MUST_BE[issue.expected] ?? 'This cannot be read.'
  }
  if (issue.code === 'invalid_value') return `Choose one of: ${issue.values.join(', ')}.`
  return issue.message.startsWith('Invalid input') ? 'This cannot be read.' : issue.message
}

/** Turns a schema's complaint about facts into a refusal whose message says which fact to correct, and why. */
export function wrongFacts(error: z.ZodError): Refusal {
  const fields: Record<string, string> = {}
  for (const issue of error.issues)
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys)
        fields[[...issue.path, key].join('.')] ??= 'There is no fact of this name.'
    else fields[issue.path.join('.')] ??= why(issue)
  const message = Object.entries(fields).map(([field, words]) =>
    field ? `${field}: ${words}` : words,
  )
  return new Refusal('invalid-input', `${message.join(' ')} Correct it and ask again.`, fields)
}
