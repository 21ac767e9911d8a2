/** One field of a group of case details: its label, how it is typed, and how long it may be. */
export interface DetailField {
  label: string
  input: 'words' | 'prose' | 'day' | 'time' | 'choice' | 'class'
  /** A letter that prints the group cannot do without it. */
  required?: true
  /** Of a choice: what is kept, and its words. */
  options?: Readonly<Record<string, string>>
  /** Printed in no letter, so that none is to be recalled for it. */
  aside?: true
  /** Of a day: it may lie ahead. */
  ahead?: true
  /** It counts only where another field of its row says one of these; what was said stays in the record all the same. */
  when?: { field: string; is: readonly string[] }
}

/** What is recorded of a case besides its title and days: asked once, on the matter, and printed by every letter that needs it. */
export interface DetailGroup {
  name: string
  /** What is to be written here, and what is not. */
  hint: string
  /** It has several rows; otherwise one. */
  many: boolean
  fields: Readonly<Record<string, DetailField>>
}

export const words = (label: string): DetailField => ({ label, input: 'words' })
export const prose = (label: string): DetailField => ({ label, input: 'prose' })
export const day = (label: string): DetailField => ({ label, input: 'day' })
export const ahead = (label: string): DetailField => ({ label, input: 'day', ahead: true })
export const time = (label: string): DetailField => ({ label, input: 'time' })
export const choice = (label: string, options: Record<string, string>): DetailField => ({
  ...{ label, input: 'choice', options },
})
export const about: DetailField = { label: 'About', input: 'class', required: true }
export const needed = (field: DetailField): DetailField => ({ ...field, required: true })
export const when = (field: string, is: readonly string[], of: DetailField): DetailField => ({
  ...{ ...of, when: { field, is } },
})

/** Whether a field counts in a row, by what the row says besides. */
export const counts = ({ when: on }: DetailField, row: Readonly<Record<string, string>>): boolean =>
  on === undefined || on.is.includes(row[on.field] ?? '')

/** The row with nothing in the fields that do not count: what letters and readers are told. */
export const counting = (
  { fields }: Pick<DetailGroup, 'fields'>,
  row: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).map(([id, said]) => [
      id,
      fields[id] === undefined || counts(fields[id], row) ? said : '',
    ]),
  )

/** Where a body or person outside is written to. */
export const postal = {
  address: needed(prose('Address, a line each')),
  postcode: words('Postcode'),
  email: { ...words('Email or CJSM address'), aside: true as const },
}
