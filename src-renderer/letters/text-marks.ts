/** What is put in the place of part of a text, and what is selected then. */
export interface TextEdit {
  from: number
  to: number
  text: string
  select: [from: number, to: number]
}
export type TextMark = 'bold' | 'italic' | 'list' | 'numbered' | 'heading' | 'table'
type Mark = (text: string, from: number, to: number) => TextEdit

const LIST = /^(?:- |\d+\. )/
const LEADS = /^(?:- |\d+\. |#+ )?/

/** The edit by which a mark is set on what is selected, or taken off where it stands already. Pure. */
export const MARKS: Record<TextMark, Mark> = {
  bold: (text, from, to) => around(text, from, to, '**'),
  italic: (text, from, to) => around(text, from, to, '_'),
  list: (text, from, to) => lines(text, from, to, () => '- '),
  numbered: (text, from, to) => lines(text, from, to, (place) => `${place + 1}. `),
  heading: (text, from, to) => lines(text, from, to, () => '## '),
  table: (text, _, to) => {
    const at = endOfLine(text, to)
    const before = text.slice(0, at)
    const gap = before.trim() === '' ? '' : before.endsWith('\n\n') ? '' : '\n\n'
    const after = text.slice(at).startsWith('\n\n') ? '' : '\n'
    const put = `${gap}| Date | What |\n| --- | --- |\n|  |  |${after}`
    const first = at + gap.length + 2
    return { from: at, to: at, text: put, select: [first, first + 'Date'.length] }
  },
}

/** Signs around what is selected; over several lines around each, behind its bullet. */
function around(text: string, from: number, to: number, sign: string): TextEdit {
  const [start, end] = withoutSpaces(text, from, to)
  const size = sign.length
  const outside =
    text.slice(start - size, start) === sign &&
    text.slice(end, end + size) === sign &&
    (size > 1 || text[start - 2] !== '*')
  const chosen = text.slice(start, end)
  if (outside)
    return {
      ...{ from: start - size, to: end + size, text: chosen },
      select: [start - size, end - size],
    }
  const all = chosen.split('\n')
  const isMarked = (said: string) =>
    said.length > 2 * size && said.startsWith(sign) && said.endsWith(sign)
  const parts = all.map((line, place) => {
    const lead = place > 0 || start === startOfLine(text, start) ? LEADS.exec(line)![0] : ''
    return { lead, said: line.slice(lead.length) }
  })
  const marked = parts.every(({ said }) => said.trim() === '' || isMarked(said))
  const off = marked && chosen !== ''
  const put = parts
    .map(({ lead, said }) => {
      if (said.trim() === '' && all.length > 1) return lead + said
      return lead + (off ? said.slice(size, -size) : `${sign}${said}${sign}`)
    })
    .join('\n')
  // Within one line the words stay selected, so that the next mark is set on them too.
  const lead = parts[0]!.lead.length
  const inner: [number, number] = off
    ? [start + lead, start + put.length]
    : [start + lead + size, start + put.length - size]
  const select: [number, number] = all.length > 1 ? [start, start + put.length] : inner
  return { from: start, to: end, text: put, select }
}

/** Something before each of the lines that are selected, with an empty line above and below them. */
function lines(
  text: string,
  from: number,
  to: number,
  markOf: (place: number) => string,
): TextEdit {
  const start = startOfLine(text, from)
  const end = endOfLine(text, to > from && text[to - 1] === '\n' ? to - 1 : to)
  const all = text.slice(start, end).split('\n')
  const filled = all.filter((line) => line.trim() !== '')
  const off = filled.length > 0 && filled.every((line, place) => line.startsWith(markOf(place)))
  let place = 0
  const put = all
    .map((line) => {
      if (line.trim() === '' && all.length > 1) return line
      const said = line.replace(LEADS, '')
      return off ? said : `${markOf(place++)}${said}`
    })
    .join('\n')
  const isList = LIST.test(markOf(0))
  const above = text.slice(0, start)
  const below = text.slice(end)
  const goesOn = (line: string) => line.trim() === '' || (isList && LIST.test(line))
  const gap = off || goesOn(above.slice(0, -1).split('\n').at(-1) ?? '') ? '' : '\n'
  const under = off || goesOn(below.slice(1).split('\n')[0] ?? '') ? '' : '\n'
  const at = start + gap.length
  return { from: start, to: end, text: gap + put + under, select: [at, at + put.length] }
}

const startOfLine = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1
function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
/** A mark does not count beside a space within it. */
function withoutSpaces(text: string, from: number, to: number): [number, number] {
  const chosen = text.slice(from, to)
  if (chosen.trim() === '') return [from, from]
  const start = from + chosen.length - chosen.trimStart().length
  return [start, start + chosen.trim().length]
}

/** Puts a text where the selection is as if it were typed: only so is it taken back by Ctrl Z. */
export function write(area: HTMLTextAreaElement, text: string): void {
  area.focus()
  document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
}
