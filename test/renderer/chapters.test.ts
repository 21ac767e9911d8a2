import { readFileSync } from 'node:fs'
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { expect, test } from 'vitest'
import { chaptersOf, chaptersWith, drawn } from '../../src-renderer/help/chapters.ts'

const handbook = readFileSync('docs/handbook.md', 'utf8')
const TEXT = `# Handbook

How it _goes_.

## A damaged log

1. See [the log](#the-log), **not** [the law](law.md).

| what | do |
| ---- | -- |
| \`code\` | <img src=x onerror=alert(1)> [away](https://example.com) |

### The log?

Ends.
`
const html = async (text: string) =>
  renderToString(
    createSSRApp({ render: () => h('div', drawn(chaptersOf(text).flatMap(({ body }) => body))) }),
  )

test('a text is shown by its headings, each with a name that a link can give', () => {
  expect(chaptersOf(TEXT).map(({ id, title, level }) => [id, title, level])).toEqual([
    ['handbook', 'Handbook', 1],
    ['a-damaged-log', 'A damaged log', 2],
    ['the-log', 'The log?', 3],
  ])
})

test('it is drawn as what it means, and markup in it and links out of it as words', async () => {
  const drawnText = await html(TEXT)
  expect(drawnText).toContain('<p>How it <em>goes</em>.</p>')
  expect(drawnText).toContain('See <a href="#the-log">the log</a>, <strong>not</strong> the law.')
  expect(drawnText).toContain('<td><code>code</code></td>')
  expect(drawnText).toContain('&lt;img src=x onerror=alert(1)&gt; away')
  expect(drawnText).not.toContain('example.com')
})

test('chapters are found by all of the words that are typed', () => {
  const titles = (words: string) => chaptersWith(chaptersOf(TEXT), words).map(({ title }) => title)
  expect(titles('CODE log')).toEqual(['A damaged log'])
  expect(titles('')).toHaveLength(3)
  expect(titles('nowhere')).toEqual([])
})

test('every place that the handbook leads to is there', () => {
  const chapters = chaptersOf(handbook)
  const ids = new Set(chapters.map(({ id }) => id))
  const led = [...handbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, id]) => id!)
  expect(led.length).toBeGreaterThan(0)
  expect(led.filter((id) => !ids.has(id))).toEqual([])
  expect(ids.size).toBe(chapters.length)
})
