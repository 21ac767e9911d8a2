/** What reports are called besides the questions of the contract, each of which is reported under its own name. */
const REPORTED = [
  ...['change', 'session', 'sign-in', 'backup', 'move', 'open the office', 'close the office'],
  ...['lock the office', 'take the papers away', 'start the installer', 'show the window again'],
  ...['the window had left its page', 'unhandled rejection', 'uncaught exception'],
  ...['count time limits', 'leave a desk', 'a desk', 'let desks in'],
  ...['ask the office', 'leave the office'],
]
const HEAD = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\] \[(?:error|warn|info)\] +/
const GONE = /^window gone: [a-z-]{1,30} -?\d{1,12}$/
/** What was thrown: the class of an error with its code, or the kind of another value. */
const THROWN =
  /^(?:(?:[A-Z][A-Za-z]{0,30})?Error|Refusal|undefined|object|string)(?: [A-Z][A-Z0-9_]{1,60})?$/
const PLACE =
  /^ {4}at (?:node:[a-z_]+(?:\/[a-z_]+)*|(?:out|src-main|node_modules)(?:\/[\w.@+-]+)+):\d{1,7}:\d{1,7}$/

/** The lines of the program's log that have one of its known shapes, and how many have none: those are left out. */
export function plainLines(
  text: string,
  questions: readonly string[],
): { lines: string[]; left: number } {
  const names = new Set([...REPORTED, ...questions])
  const isPlain = (line: string): boolean => {
    if (PLACE.test(line)) return true
    const head = HEAD.exec(line)?.[0]
    if (head === undefined) return false
    const said = line.slice(head.length)
    const at = said.lastIndexOf(': ')
    const [name, thrown] = [said.slice(0, at), said.slice(at + 2)]
    return at > 0 && (names.has(name) || GONE.test(name)) && THROWN.test(thrown)
  }
  const all = text.split(/\r?\n/).filter((line) => line !== '')
  const lines = all.filter(isPlain)
  return { lines, left: all.length - lines.length }
}
