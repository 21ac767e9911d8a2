import { Worker } from 'node:worker_threads'
import type { Sheet, SheetPress } from './sheet-model.ts'
import { Refusal, type RefusalData } from '../wire/refusal.ts'
import type { EnvelopeModel, LetterModel, Rendered } from './model.ts'

/** What the worker is asked; its answer carries the same number. */
export type PressOrder = { number: number } & (
  { letter: LetterModel } | { envelope: EnvelopeModel } | { sheet: Sheet } | { warm: true }
)
/** What the worker answers. */
export type PressAnswer = { number: number } & ({ rendered: Rendered } | { refusal: RefusalData })

/** Makes the PDFs, in one worker that parses its fonts once and lives as long as the office. */
export interface Press extends SheetPress {
  /** Starts the worker and has it parse its fonts, so that the first letter does not wait for that. */
  warm(): Promise<void>
  /** Refused as `invalid-input`: a character the fonts lack, an address that does not fit, a letterhead without its words. */
  renderLetter(model: LetterModel): Promise<Rendered>
  renderEnvelope(model: EnvelopeModel): Promise<Rendered>
  close(): Promise<void>
}

interface Waiting {
  done(rendered: Rendered): void
  refuse(error: Error): void
}

/** The office's letter press; `resources` holds `fonts/`. A worker that died is started again by the next letter. */
export function openPress({ resources }: { resources: string }): Press {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let number = 0

  const settle = (which: number) => {
    const one = waiting.get(which)
    waiting.delete(which)
    // An idle press keeps no program from ending.
    if (waiting.size === 0) worker?.unref()
    return one
  }
  const stopped = () => {
    worker = null
    for (const which of [...waiting.keys()]) {
      const message = 'The letter could not be made: the letter press stopped. Try again.'
      settle(which)?.refuse(new Refusal('internal', message))
    }
  }
  const start = () => {
    const file = import.meta.url.endsWith('.ts') ? './press-worker.ts' : './press-worker.js'
    const started = new Worker(new URL(file, import.meta.url), { workerData: { resources } })
    started.on('message', (answer: PressAnswer) => {
      const one = settle(answer.number)
      if ('rendered' in answer) return one?.done(answer.rendered)
      const { code, message, fields } = answer.refusal
      one?.refuse(new Refusal(code, message, fields))
    })
    started.on('error', stopped)
    started.on('exit', stopped)
    return started
  }
  const order = (
    what: { letter: LetterModel } | { envelope: EnvelopeModel } | { sheet: Sheet } | { warm: true },
  ) =>
    new Promise<Rendered>((done, refuse) => {
      worker ??= start()
      worker.ref()
      waiting.set(++number, { done, refuse })
      worker.postMessage({ number, ...what })
    })

  return {
    warm: async () => void (await order({ warm: true })),
    renderLetter: (letter) => order({ letter }),
    renderEnvelope: (envelope) => order({ envelope }),
    renderSheet: (sheet) => order({ sheet }),
    close: async () => void (await worker?.terminate()),
  }
}
