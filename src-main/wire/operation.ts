import type { z } from './schema.ts'

/** One question the window may ask: what it takes, what it gives, and the permission it needs. */
export interface Operation<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  May extends string = string,
> {
  readonly input: Input
  readonly output: Output
  readonly may: May
}

/** Declares an operation; `may: 'anyone'` needs nobody to be signed in. */
export const operation = <I extends z.ZodType, O extends z.ZodType, const May extends string>(
  input: I,
  output: O,
  { may }: { may: May },
): Operation<I, O, May> => ({ input, output, may })

/** A domain's questions by name. */
export type Operations = Record<string, Operation>

/** Every question, by domain. */
export type Contract = Record<string, Operations>

/** The person who asks: stands as the actor in the log. */
export interface Actor {
  readonly id: string
  readonly name: string
  readonly role: string
  /** The desk at which they ask; absent at the office's own window. */
  readonly desk?: string
}

type By<May extends string> = May extends 'anyone' ? Actor | undefined : Actor

/** What a domain must supply: one function per operation, given the parsed input and who asks. */
export type Handlers<O extends Operations> = {
  [Name in keyof O]: (
    input: z.output<O[Name]['input']>,
    by: By<O[Name]['may']>,
  ) => z.input<O[Name]['output']> | Promise<z.input<O[Name]['output']>>
}

/** What the window sees: one function per operation, which throws a `Refusal`. */
export type Client<C extends Contract> = {
  [Domain in keyof C]: {
    [Name in keyof C[Domain]]: (
      input: z.input<C[Domain][Name]['input']>,
    ) => Promise<z.output<C[Domain][Name]['output']>>
  }
}
