import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../wire/refusal.ts'
import { envelopePdf } from './envelope.ts'
import { loadFonts } from './fonts.ts'
import { sheetPdf } from './information-sheet.ts'
import { letterPdf } from './pdf.ts'
import type { PressAnswer, PressOrder } from './press.ts'

const { resources } = workerData as { resources: string }
const fonts = loadFonts(resources)

async function carryOut(order: PressOrder): Promise<PressAnswer> {
  const { number } = order
  try {
    if ('letter' in order) return { number, rendered: await letterPdf(order.letter, fonts) }
    if ('envelope' in order) return { number, rendered: await envelopePdf(order.envelope, fonts) }
    if ('sheet' in order) return { number, rendered: await sheetPdf(order.sheet, fonts) }
    return { number, rendered: { pdf: new Uint8Array(), pages: 0 } }
  } catch (error) {
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal('internal', 'The letter could not be made. Tell whoever looks after Remedy.')
    return { number, refusal: refusal.toData() }
  }
}

// One after the other: the order of the answers is the order of the questions.
let last: Promise<unknown> = Promise.resolve()
parentPort?.on('message', (order: PressOrder) => {
  last = last.then(async () => {
    const answer = await carryOut(order)
    const bytes = 'rendered' in answer ? [answer.rendered.pdf.buffer as ArrayBuffer] : []
    parentPort?.postMessage(answer, bytes)
  })
})
