/** Why a pack is refused: where, as in "entries.jsonl, line 3 (entry 17)", and what is wrong there. */
export class Fault extends Error {
  readonly where: string

  constructor(where: string, what: string) {
    super(what)
    this.name = 'Fault'
    this.where = where
  }
}
