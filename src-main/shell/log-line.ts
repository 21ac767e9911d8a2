/**
 * What the log file may hold of an error: its class, its code and where it was thrown. Never its message,
 * which may quote what somebody typed, and no folder outside the program, which may hold a person's name.
 */
export function logLine(name: string, error: unknown, program: string): string {
  if (!(error instanceof Error)) return `${name}: ${typeof error}`
  const code = 'code' in error && /^\w{1,60}$/.test(String(error.code)) ? ` ${error.code}` : ''
  const places = (error.stack ?? '').split('\n').flatMap((line) => placeIn(line, program))
  return [`${name}: ${error.constructor.name}${code}`, ...places].join('\n')
}

function placeIn(line: string, program: string): string[] {
  const place = /^ {4}at (?:.* \(|async )?(.*?:\d+:\d+)\)?$/.exec(line)?.[1]
  if (!place) return []
  const plain = decodeURI(place.replace(/^file:\/\/\/?(?=[A-Za-z]:|\/)/, '')).replaceAll('\\', '/')
  const root = `${program.replaceAll('\\', '/')}/`
  if (plain.startsWith('node:')) return [`    at ${plain}`]
  return plain.startsWith(root) ? [`    at ${plain.slice(root.length)}`] : []
}
