import type { InformationClass } from '../../src-main/consents/contract.ts'

/** The longest name that a passage of a template has. */
const LONGEST = 26

/** Where a passage goes that is put in behind the one at this place: before the next one, and before what is to be signed. */
export function placeForPassage(text: string, cursor: number): number {
  const heads = [...text.matchAll(/^== (.+)$/gm)]
  const form = heads.find(([, head]) => /^form x\d$/.test(head!))?.index
  const next = heads.find(({ index }) => index > cursor)?.index ?? text.length
  return form === undefined ? next : Math.min(form, next)
}

/** A paragraph as a passage of a template in which that is not a name yet. */
export function asPassage(
  { name, class: about, text }: { name: string; class: InformationClass; text: string },
  within: string,
): string {
  const taken = new Set([...within.matchAll(/^== ([a-z0-9-]+)/gm)].map(([, id]) => id))
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST - 3)
    .replaceAll(/^-+|-+$/g, '')
  const id = plain === '' || plain === 'form' || plain === 'use' ? 'ours' : plain
  const all = [id, ...Array.from({ length: 99 }, (_, at) => `${id}-${at + 2}`)]
  const free = all.find((one) => !taken.has(one))!
  return `${within.endsWith('\n') ? '' : '\n'}\n== ${free} (${about})\n${text.trim()}\n\n`
}
