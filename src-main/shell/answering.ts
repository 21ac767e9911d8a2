import type { IpcMainInvokeEvent, WebContents } from 'electron'
import type { Answer, Dispatch } from '../wire/dispatch.ts'
import type { Home } from './address.ts'

/** The part of an invoke event that says who sent it. */
export type Sent = Pick<IpcMainInvokeEvent, 'senderFrame'>

/** Whether a question came from the main frame of `page` while that showed the program's own address. */
export function fromOwnWindow(page: WebContents, home: Home, { senderFrame }: Sent): boolean {
  if (page.isDestroyed() || !senderFrame) return false
  return senderFrame === page.mainFrame && home.owns(senderFrame.url)
}

const STRANGER: Answer = {
  ok: false,
  refusal: { code: 'not-allowed', message: 'Only the window of Remedy may ask the office.' },
}
const NOT_OPENED: Answer = {
  ok: false,
  refusal: {
    code: 'internal',
    message: 'The office could not be opened. Close Remedy and start it again.',
  },
}

interface Answering {
  /** Whether whoever sent the question may ask at all. */
  known: (sent: Sent) => boolean
  /** Gives the office's door, once it is there. */
  door: () => Promise<Dispatch>
  report: (name: string, error: unknown) => void
}

/** Answers what arrives on the channel: always a plain answer, never an error, and a refusal to a stranger. */
export function answering({ known, door, report }: Answering) {
  return async (sent: Sent, name: unknown, input: unknown): Promise<Answer> => {
    if (!known(sent)) return STRANGER
    try {
      const dispatch = await door()
      return await dispatch(typeof name === 'string' ? name : '', input)
    } catch (error) {
      report('open the office', error)
      return NOT_OPENED
    }
  }
}
