/** One field of a group of case details: its label, how it is typed, and how long it may be. */
export interface DetailField {
  label: string
  input: 'words' | 'prose' | 'day' | 'time' | 'choice' | 'class'
  /** A letter that prints the group cannot do without it. */
  required?: true
  /** Of a choice: what is kept, and its words. */
  options?: Readonly<Record<string, string>>
  /** Of a day: it may lie ahead. */
  ahead?: true
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

/** Where a body or person outside is written to. */
export const postal = {
  address: needed(prose('Address, a line each')),
  postcode: words('Postcode'),
}
