import { parse } from 'vue/compiler-sfc'
import ts from 'typescript'
import type { Source } from './house.ts'

/** What a file says to people: each text of it, whose holes read `…`. */
export function textsOf({ path, text }: Pick<Source, 'path' | 'text'>): string[] {
  if (!path.endsWith('.vue')) return literals(text)
  const { descriptor } = parse(text)
  const scripts = [descriptor.script?.content ?? '', descriptor.scriptSetup?.content ?? '']
  return [...scripts.flatMap(literals), ...ofTemplate(descriptor.template?.content ?? '')]
}

/** The sentences of a text: from a capital letter to the end of the sentence or of a clause before a semicolon. */
export const sentencesOf = (text: string): string[] =>
  text
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=[.!?:;])\s+/)
    .map((one) => one.trim())
    .filter((one) => one.includes(' '))

/** What stands on the controls and headings of the window: labels, titles, headings, the names of places. */
export function labelsOf(file: Pick<Source, 'path' | 'text'>): string[] {
  const named = [
    ...file.text.matchAll(
      /\b(?:label|title|heading|here|name|word|act|button|section)(?::|=|\s*\?)\s*["'`]([^"'`$]+)["'`]/g,
    ),
    ...file.text.matchAll(/<(?:h\d|legend|RouterLink|button)\b[^>]*>\s*([^<{]+?)\s*</g),
  ]
  return named.map(([, label]) => label!.replace(/…$/, '').trim())
}

function literals(code: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text)
    if (ts.isTemplateExpression(node))
      found.push(
        [node.head, ...node.templateSpans.map(({ literal }) => literal)]
          .map(({ text }) => text)
          .join('…'),
      )
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('texts.ts', code, ts.ScriptTarget.Latest))
  return found
}

function ofTemplate(template: string): string[] {
  const shown = [...template.replaceAll(/\{\{[\s\S]*?\}\}/g, '…').matchAll(/>([^<>]+)</g)]
  const plain = [...template.matchAll(/\s[a-z-]+="([^"]*)"/g)]
  const bound = [...template.matchAll(/\s[:#@][\w-]+="([^"]*)"|\{\{([\s\S]*?)\}\}/g)]
  return [
    ...[...shown, ...plain].map(([, text]) => text!),
    ...bound.flatMap(([, value, hole]) => literals(value ?? hole ?? '')),
  ]
}
