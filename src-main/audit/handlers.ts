import type { Handlers } from '../wire/operation.ts'
import type { audit } from './contract.ts'
import type { Log } from './log.ts'

/** Answers the window's questions about the log. */
export const auditHandlers = (log: Log): Handlers<typeof audit> => ({
  health: () => log.health(),
  list: (page) => log.list(page),
  entry: ({ seq }) => log.entry(seq),
  verify: ({ codes }) => log.verify(codes),
  progress: () => log.progress(),
})
