import MarkdownIt from 'markdown-it'
import { h, type VNode } from 'vue'

/** A heading of a text with what stands under it, up to the next heading. */
export interface Chapter {
  id: string
  title: string
  /** 1 for the title of the text, 2 for a chapter, 3 for a part of one. */
  level: number
  /** What stands under the heading. */
  body: Token[]
  /** The heading and what stands under it, in small letters. */
  words: string
}
type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number]

const markdown = new MarkdownIt({ html: false, linkify: false })
// Only places of the same text are led to: nothing else of the project lies in the program.
markdown.validateLink = (href) => href.startsWith('#')

/** As links in Markdown name a heading: `A damaged log` is `a-damaged-log`. */
const idOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')

/** A text in Markdown by its headings, in their order; each begins a line. */
export const chaptersOf = (text: string): Chapter[] =>
  text
    .split(/^(?=#{1,3} )/m)
    .filter((part) => part.startsWith('#'))
    .map((part) => {
      const [, marks, title] = /^(#+) (.*)$/m.exec(part)!
      const body = part.slice(part.indexOf('\n') + 1)
      return {
        ...{ id: idOf(title!), title: title!, level: marks!.length },
        ...{ body: markdown.parse(withoutOtherLinks(body), {}), words: part.toLowerCase() },
      }
    })

/** A link to another document is its words alone. */
const withoutOtherLinks = (body: string): string =>
  body.replaceAll(/\[([^\]]+)\]\((?!#)[^)]+\)/g, '$1')

/** The chapters that hold every word, wherever it stands in them. */
export function chaptersWith(chapters: readonly Chapter[], words: string): Chapter[] {
  const sought = words.toLowerCase().split(/\s+/).filter(Boolean)
  return chapters.filter(({ words: all }) => sought.every((word) => all.includes(word)))
}

/** What is drawn of a text: its elements by the parser’s own nesting, and no markup that stands in the text itself. */
export function drawn(tokens: readonly Token[]): (VNode | string)[] {
  const open: { tag: string; attrs: Record<string, unknown>; inside: (VNode | string)[] }[] = []
  const all: (VNode | string)[] = []
  const put = (...nodes: (VNode | string)[]) => (open.at(-1)?.inside ?? all).push(...nodes)
  for (const { type, tag, nesting, hidden, attrs, children, content } of tokens) {
    if (hidden) continue
    if (nesting === 1) open.push({ tag, attrs: Object.fromEntries(attrs ?? []), inside: [] })
    else if (nesting === -1) {
      const { tag: made, attrs: its, inside } = open.pop()!
      put(h(made, its, inside))
    } else if (type === 'inline') put(...drawn(children ?? []))
    else if (type === 'text') put(content)
    else if (type === 'softbreak') put(' ')
    else if (type === 'fence') put(h('pre', content))
    else put(tag === '' ? content : h(tag, content))
  }
  return all
}
