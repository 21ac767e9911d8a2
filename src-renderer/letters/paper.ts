import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker&url'

/** One page of a letter, ready to be drawn. */
export interface Page {
  number: number
  /** Points; 72 to the inch. */
  width: number
  height: number
  /** What it says, for those who listen instead of looking. */
  text: string
  draw: (canvas: HTMLCanvasElement, pixels: number) => Promise<void>
}

interface ScriptPolicy {
  createScriptURL: (address: string) => string
}
interface TrustedTypes {
  createPolicy: (name: string, rules: ScriptPolicy) => ScriptPolicy
}

let worker: Worker | undefined

/** The window's policy lets only this one address be made a worker, and only under this name. */
function paperWorker(): Worker {
  if (worker) return worker
  const { trustedTypes } = window as Window & { trustedTypes?: TrustedTypes }
  const same: ScriptPolicy = {
    createScriptURL: (address) => {
      if (address !== workerAddress) throw new TypeError('Only the paper has a worker.')
      return address
    },
  }
  const policy = trustedTypes?.createPolicy('paper', same) ?? same
  return (worker = new Worker(policy.createScriptURL(workerAddress), { type: 'module' }))
}

/** Reads a PDF into its pages; `close` gives back what it took. */
export async function openPaper(
  pdf: Uint8Array,
): Promise<{ pages: Page[]; close: () => Promise<void> }> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  GlobalWorkerOptions.workerPort ??= paperWorker()
  // A copy, because the worker takes the bytes away with it; nothing is fetched and no code is made from strings.
  const task = getDocument({
    data: pdf.slice(),
    isEvalSupported: false,
    disableFontFace: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
  } as Parameters<typeof getDocument>[0])
  const paper = await task.promise
  const pages = await Promise.all(
    Array.from({ length: paper.numPages }, (_, at) => readPage(paper, at + 1)),
  )
  return { pages, close: () => task.destroy() }
}

async function readPage(paper: PDFDocumentProxy, number: number): Promise<Page> {
  const page = await paper.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent()
  const text = items
    .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
    .join('')
  return {
    number,
    width,
    height,
    text,
    draw: async (canvas, pixels) => {
      const viewport = page.getViewport({ scale: pixels / width })
      const sheet = document.createElement('canvas')
      sheet.width = Math.floor(viewport.width)
      sheet.height = Math.floor(viewport.height)
      await page.render({ canvas: sheet, viewport }).promise
      // Put in place when it is whole, so that the page never flickers while one types.
      canvas.width = sheet.width
      canvas.height = sheet.height
      canvas.getContext('2d')?.drawImage(sheet, 0, 0)
    },
  }
}
