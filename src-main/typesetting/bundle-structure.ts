import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFDocument,
  type PDFObject,
  type PDFPage,
} from '@cantoo/pdf-lib'

const name = (word: string) => PDFName.of(word)
/** Deeper than any tree that a program writes; a file that points back at itself ends there. */
const DEEPEST = 40

/** The tree by which a page is read aloud: the letter’s own, to which that of each enclosure is added. */
export interface Structure {
  /** Begins a part of the tree for one enclosure. */
  part(): PDFRef
  /** Adds what a file says of its own pages, once they and it were copied; false where it says nothing that can be used. */
  take(copied: PDFDict | undefined, part: PDFRef, since: number): boolean
  /** One element for a whole page that came without any; gives the tag that its content is put between. */
  whole(page: PDFPage, part: PDFRef, about: { reads: boolean; says: string }): string
}

/** The structure of a document that has one, as a letter has; a document without gets an empty one. */
export function structureOf(document: PDFDocument): Structure {
  const { context, catalog } = document
  const root = catalog.lookupMaybe(name('StructTreeRoot'), PDFDict) ?? emptyRoot(document)
  const numbers = numbersIn(root.lookupMaybe(name('ParentTree'), PDFDict))
  const kids = listOf(root.get(name('K')), context)
  const top = kids.at(0) instanceof PDFRef ? (kids[0] as PDFRef) : null
  const above = top && context.lookupMaybe(top, PDFDict)
  let next = Math.max(-1, ...numbers.keys()) + 1

  const parents = context.obj([])
  for (const [key, value] of sorted(numbers)) add(key, value)
  root.set(name('ParentTree'), context.register(context.obj({ Nums: parents })))
  function add(key: number, value: PDFObject): void {
    parents.push(PDFNumber.of(key))
    parents.push(value)
    root.set(name('ParentTreeNextKey'), PDFNumber.of(key + 1))
  }

  return {
    part() {
      const one = context.obj({ Type: 'StructElem', S: 'Part', K: [] })
      one.set(name('P'), above && top ? top : catalog.get(name('StructTreeRoot'))!)
      const ref = context.register(one)
      const holder = above ?? root
      holder.set(name('K'), context.obj([...listOf(holder.get(name('K')), context), ref]))
      return ref
    },
    take(copied, part, since) {
      const theirs = numbersIn(copied?.lookupMaybe(name('ParentTree'), PDFDict))
      const elements = listOf(copied?.get(name('K')), context).filter(
        (one) => context.lookup(one) instanceof PDFDict,
      )
      if (!copied || theirs.size === 0 || elements.length === 0) {
        pointing(context, since, (from, key) => from.delete(key))
        return false
      }
      const from = next
      for (const [key, value] of sorted(theirs)) {
        add(from + key, value)
        next = from + key + 1
      }
      for (const one of elements) context.lookup(one, PDFDict).set(name('P'), part)
      context.lookup(part, PDFDict).set(name('K'), context.obj(elements))
      pointing(context, since, (one, key, number) => one.set(key, PDFNumber.of(number + from)))
      roles(root, copied)
      return true
    },
    whole(page, part, { reads, says }) {
      const tag = reads ? 'P' : 'Figure'
      const element = context.obj({ Type: 'StructElem', S: tag, P: part, Pg: page.ref, K: 0 })
      if (!reads) element.set(name('Alt'), PDFHexString.fromText(says))
      const ref = context.register(element)
      context.lookup(part, PDFDict).lookup(name('K'), PDFArray).push(ref)
      page.node.set(name('StructParents'), PDFNumber.of(next))
      add(next, context.obj([ref]))
      next += 1
      return tag
    },
  }
}

function emptyRoot({ context, catalog }: PDFDocument): PDFDict {
  const root = context.obj({ Type: 'StructTreeRoot', K: [] })
  catalog.set(name('StructTreeRoot'), context.register(root))
  catalog.set(name('MarkInfo'), context.obj({ Marked: true }))
  return root
}

const sorted = (numbers: ReadonlyMap<number, PDFObject>) =>
  [...numbers].toSorted(([one], [other]) => one - other)

/** The kids of an element, which stand alone or in a list. */
function listOf(kids: PDFObject | undefined, context: PDFContext): PDFObject[] {
  if (kids === undefined) return []
  const there = context.lookup(kids)
  return there instanceof PDFArray ? there.asArray() : [kids]
}

/** A tree of numbers as one list. */
function numbersIn(tree: PDFDict | undefined, depth = 0): Map<number, PDFObject> {
  const found = new Map<number, PDFObject>()
  if (!tree || depth > DEEPEST) return found
  const leaves = tree.lookupMaybe(name('Nums'), PDFArray)?.asArray() ?? []
  for (let at = 0; at + 1 < leaves.length; at += 2) {
    const key = leaves[at]
    if (key instanceof PDFNumber) found.set(key.asNumber(), leaves[at + 1]!)
  }
  for (const kid of tree.lookupMaybe(name('Kids'), PDFArray)?.asArray() ?? [])
    for (const [key, value] of numbersIn(tree.context.lookupMaybe(kid, PDFDict), depth + 1))
      found.set(key, value)
  return found
}

/** Whatever was copied since and points into a tree by the numbers of its own file. */
function pointing(
  context: PDFContext,
  since: number,
  change: (one: PDFDict, key: PDFName, number: number) => void,
): void {
  const look = (one: PDFObject, depth: number): void => {
    if (depth > DEEPEST) return
    if (one instanceof PDFStream) look(one.dict, depth)
    else if (one instanceof PDFArray) for (const each of one.asArray()) look(each, depth + 1)
    else if (one instanceof PDFDict)
      for (const [key, value] of one.entries())
        if (value instanceof PDFNumber && POINTS.has(key.decodeText()))
          change(one, key, value.asNumber())
        else look(value, depth + 1)
  }
  for (const [ref, one] of context.enumerateIndirectObjects())
    if (ref.objectNumber > since) look(one, 0)
}
const POINTS = new Set(['StructParents', 'StructParent'])

/** What a file calls its elements, in the names that every reader knows; a name that means two things keeps the first. */
function roles(root: PDFDict, copied: PDFDict): void {
  const theirs = copied.lookupMaybe(name('RoleMap'), PDFDict)
  if (!theirs) return
  const own = root.lookupMaybe(name('RoleMap'), PDFDict) ?? root.context.obj({})
  for (const [key, value] of theirs.entries()) if (!own.has(key)) own.set(key, value)
  root.set(name('RoleMap'), own)
}
