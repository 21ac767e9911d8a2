import type { Worker } from 'node:worker_threads'
import { startThread } from '../vault/thread.ts'
import { Refusal, type RefusalData } from '../wire/refusal.ts'
import type {
  EnvelopeModel,
  InformationSheet,
  LabelsModel,
  LetterModel,
  Rendered,
} from './model.ts'

/** What a PDF is made of. */
export type PdfOrder =
  | { letter: LetterModel }
  | { word: LetterModel }
  | { envelope: EnvelopeModel }
  | { labels: LabelsModel }
  | { sheet: InformationSheet }
/** What the worker answers, under the number of the order. */
export type PdfAnswer = { number: number } & ({ rendered: Rendered } | { refusal: RefusalData })

/** Makes the PDFs, in one worker that parses its fonts once and lives as long as the office. */
export interface PdfWorker {
  /** Refused as `invalid-input`: a character the fonts lack, an address that does not fit, a letterhead without its words. */
  renderLetter(model: LetterModel): Promise<Rendered>
  renderEnvelope(model: EnvelopeModel): Promise<Rendered>
  renderLabels(model: LabelsModel): Promise<Rendered>
  renderSheet(sheet: InformationSheet): Promise<Rendered>
  /** A letter as a Word document, from the same model. */
  writeWord(model: LetterModel): Promise<Uint8Array>
  close(): Promise<void>
}

interface Waiting {
  done(rendered: Rendered): void
  refuse(error: Error): void
}

/** Opens the worker; `resources` holds `fonts/`. One that died is started again by the next order. */
export function openPdfWorker({ resources }: { resources: string }): PdfWorker {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let number = 0

  const settle = (which: number) => {
    const one = waiting.get(which)
    waiting.delete(which)
    // An idle worker keeps no program from ending.
    if (waiting.size === 0) worker?.unref()
    return one
  }
  const stopped = () => {
    worker = null
    for (const which of [...waiting.keys()]) {
      const message = 'The PDF could not be made: the part that makes PDFs stopped. Try again.'
      settle(which)?.refuse(new Refusal('internal', message))
    }
  }
  const start = () => {
    const started = startThread(import.meta.url, './pdf-thread', { resources })
    started.on('message', (answer: PdfAnswer) => {
      const one = settle(answer.number)
      if ('rendered' in answer) return one?.done(answer.rendered)
      const { code, message, fields } = answer.refusal
      one?.refuse(new Refusal(code, message, fields))
    })
    started.on('error', stopped)
    started.on('exit', stopped)
    return started
  }
  const render = (order: PdfOrder) =>
    new Promise<Rendered>((done, refuse) => {
      worker ??= start()
      worker.ref()
      waiting.set(++number, { done, refuse })
      worker.postMessage({ number, order })
    })

  return {
    renderLetter: (letter) => render({ letter }),
    renderEnvelope: (envelope) => render({ envelope }),
    renderLabels: (labels) => render({ labels }),
    renderSheet: (sheet) => render({ sheet }),
    writeWord: async (word) => (await render({ word })).pdf,
    close: async () => void (await worker?.terminate()),
  }
}
