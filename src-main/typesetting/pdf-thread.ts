import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../wire/refusal.ts'
import { envelopePdf } from './envelope.ts'
import { loadFonts } from './fonts.ts'
import { sheetPdf } from './information-sheet.ts'
import { labelsPdf } from './labels.ts'
import type { Rendered } from './model.ts'
import { letterPdf } from './pdf.ts'
import type { PdfAnswer, PdfOrder } from './pdf-worker.ts'

interface Numbered {
  number: number
  order: PdfOrder
}

const { resources } = workerData as { resources: string }
const fonts = loadFonts(resources)

async function render(order: PdfOrder): Promise<Rendered> {
  if ('word' in order) {
    // Read only where a copy in Word is asked for.
    const { letterInWord } = await import('./word.ts')
    return { pdf: await letterInWord(order.word), pages: 0 }
  }
  if ('letter' in order) return letterPdf(order.letter, fonts)
  if ('envelope' in order) return envelopePdf(order.envelope, fonts)
  if ('labels' in order) return labelsPdf(order.labels, fonts)
  return sheetPdf(order.sheet, fonts)
}

async function answer({ number, order }: Numbered): Promise<PdfAnswer> {
  try {
    return { number, rendered: await render(order) }
  } catch (error) {
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal(
            'internal',
            'The PDF could not be made. This is a fault in Remedy; report it to whoever looks after your computers.',
          )
    return { number, refusal: refusal.toData() }
  }
}

// One after the other: the order of the answers is the order of the questions.
let last: Promise<unknown> = Promise.resolve()
parentPort?.on('message', (asked: Numbered) => {
  last = last.then(async () => {
    const answered = await answer(asked)
    const bytes = 'rendered' in answered ? [answered.rendered.pdf.buffer as ArrayBuffer] : []
    parentPort?.postMessage(answered, bytes)
  })
})
