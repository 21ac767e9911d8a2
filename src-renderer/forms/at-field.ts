import { Refusal } from '../../src-main/wire/refusal.ts'

/** Lays a refused key (a wrong passphrase or code) at the field where it was typed; everything else passes. */
export async function atField<Answer>(name: string, asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not-allowed' || error.fields) throw error
    throw new Refusal(error.code, 'The office could not be opened.', { [name]: error.message })
  }
}
