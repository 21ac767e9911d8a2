import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lintTemplates } from '../../src-main/letters/lint-command.ts'
import { SHARED, sharedPassages, withShared } from '../../src-main/letters/shared-passages.ts'
import { loadTemplates, templateText } from '../../src-main/letters/template.ts'
import { resources, temporaryFolder } from '../open-office.ts'

const folder = join(resources, 'letters')
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))

test('a passage of three templates stands in one place', () => {
  const passages = files.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split(/^(?=== )/m)
      .slice(1)
      .map((section) => section.slice(section.indexOf('\n')).trim())
      .filter((text) => text !== ''),
  )
  const often = [...Map.groupBy(passages, (text) => text)].filter(([, all]) => all.length > 2)
  expect(often.map(([text]) => text)).toEqual([])
})

test('it is read with its class, its editions and the name that the template gives it', () => {
  const templates = loadTemplates(resources)
  const passage = (kind: 'L03' | 'L13' | 'L15' | 'L27', id: string) =>
    templates
      .get(kind)!
      .passages.filter((one) => one.id === id)
      .map(({ class: about, editions }) => [about, ...editions])
  expect(passage('L15', 'whereabouts')).toEqual([['location']])
  expect(passage('L13', 'whereabouts')).toEqual([['location']])
  expect(passage('L27', 'contact')).toEqual([['none']])
  expect(passage('L03', 'time')).toEqual([
    ['none', 'dpa-1998'],
    ['none', 'uk-gdpr'],
  ])
  // Whoever makes a template of their own out of it has every word.
  for (const { written } of templates.values()) expect(written).not.toContain('== use')
})

test('each shared passage is used', () => {
  const uses = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/^== use ([a-z-]+)/gm)].map(
      ([, used]) => used,
    ),
  )
  expect(new Set(uses)).toEqual(new Set(sharedPassages(folder).keys()))
})

test('a fault is said in the line of its file, and a passage that nobody shares is refused', () => {
  const ours = join(temporaryFolder(), 'ours')
  mkdirSync(ours)
  const faulty = `${withShared('== use a\n\n== use b as c', new Map()).text}\n`
  expect(faulty).toBe('== use a\n\n== use b as c\n')
  const text = readFileSync(join(folder, 'L15.txt'), 'utf8')
  const put = `${text.trimEnd()}\n\n== own (identity)\n{{ client.height }}\n`
  writeFileSync(join(ours, SHARED), readFileSync(join(folder, SHARED)))
  writeFileSync(join(ours, 'L15.txt'), put)
  const found = () => lintTemplates(ours, { resources })[0]!.findings
  expect(found()).toMatchObject([
    { line: put.trimEnd().split('\n').length, what: expect.stringContaining('client.height') },
  ])
  writeFileSync(join(ours, 'L15.txt'), text.replace('use whereabouts', 'use somewhere'))
  expect(found()).toMatchObject([{ line: 10, what: expect.stringContaining('== use somewhere') }])
  expect(templateText(resources, 'L15')).toContain('== whereabouts (location)\n{% if')
})
