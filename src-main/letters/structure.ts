import type { PdfFile } from './pdf-file.ts'
import type { Element } from '../typesetting/page.ts'

/** The document's structure while its pages are drawn: who has it read to him hears the elements in this order. */
export interface Structure {
  /** Begins content of an element on a page; gives what marks it. */
  mark(element: number, page: number): string
  /** Writes the tree; gives the number of its root. `pages` are the objects of the pages. */
  write(pages: readonly number[]): number
}

interface Node {
  tag: string
  parent: Node | null
  kids: ({ node: Node } | { page: number; mark: number })[]
  number: number
}

/** A tree under one `Document`; an element takes its place among the others when it is first drawn. */
export function structure(file: PdfFile, elements: readonly Element[]): Structure {
  const root: Node = { tag: 'Document', parent: null, kids: [], number: file.reserve() }
  const nodes: Node[] = [root]
  const known = new Map<number, Node>()
  const marked: Node[][] = []
  const nodeOf = (place: number): Node => {
    const made = known.get(place)
    if (made) return made
    const { tag, parent } = elements[place]!
    const above = parent === null ? root : nodeOf(parent)
    const node: Node = { tag, parent: above, kids: [], number: file.reserve() }
    above.kids.push({ node })
    nodes.push(node)
    known.set(place, node)
    return node
  }
  return {
    mark(element, page) {
      const node = nodeOf(element)
      const mark = (marked[page] ??= []).push(node) - 1
      node.kids.push({ page, mark })
      return `/${node.tag}<</MCID ${mark}>>BDC\n`
    },
    write(pages) {
      const top = file.reserve()
      for (const node of nodes) file.add(bodyOf(node, top, pages), node.number)
      const places = pages.map((_, page) => `${page}[${references(marked[page] ?? [])}]`)
      return file.add(
        `<</Type/StructTreeRoot/K[${root.number} 0 R]` +
          `/ParentTree<</Nums[${places.join(' ')}]>>/ParentTreeNextKey ${pages.length}>>`,
        top,
      )
    },
  }
}

const references = (nodes: readonly Node[]) => nodes.map(({ number }) => `${number} 0 R`).join(' ')

function bodyOf({ tag, parent, kids }: Node, top: number, pages: readonly number[]): string {
  const first = kids.find((kid) => 'page' in kid)?.page
  const listed = kids.map((kid) => {
    if ('node' in kid) return `${kid.node.number} 0 R`
    if (kid.page === first) return kid.mark
    return `<</Type/MCR/Pg ${pages[kid.page]} 0 R/MCID ${kid.mark}>>`
  })
  const page = first === undefined ? '' : `/Pg ${pages[first]} 0 R`
  return `<</S/${tag}/P ${parent?.number ?? top} 0 R${page}/K[${listed.join(' ')}]>>`
}
