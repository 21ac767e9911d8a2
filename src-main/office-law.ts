import type { Log } from './audit/log.ts'
import { deadlines } from './deadlines/deadlines.ts'
import { arrangements } from './establishments/arrangements.ts'
import type { Establishments } from './establishments/establishments.ts'
import { formsLeftUnaged } from './consents/grants.ts'
import { openComplaints, openRequests } from './letters/open-requests.ts'
import { openLimitation } from './matters/open-deadlines.ts'
import type { Platform } from './platform/platform.ts'
import { londonDay } from './dates/days.ts'
import type { EditionStore } from './law/edition-store.ts'
import { law as lawOf } from './law/law.ts'
import type { LawSource } from './law/law-book.ts'
import type { ListOpen } from './law/moved.ts'
import { readPublisher } from './law/publisher.ts'
import { rights } from './rights/rights.ts'
import type { PdfWorker } from './typesetting/pdf-worker.ts'
import { sheets } from './rights/sheets.ts'
import { authorityLine } from './law/provenance.ts'
import type { officePapers } from './vault/papers.ts'
import type { Vault } from './vault/vault.ts'

interface LawParts {
  vault: Vault
  log: Log
  papers: ReturnType<typeof officePapers>
  platform: Platform
  editionStore: EditionStore
  law: LawSource
  prisons: Establishments
  pdfWorker: Pick<PdfWorker, 'renderSheet'>
  titleOf(letterKind: string): string
  resources: string
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** What the office knows of prisons, over any vault, with what the edition in force says of them. */
export function arrangementsIn({
  law,
  ...parts
}: Pick<LawParts, 'log' | 'law' | 'prisons' | 'clock' | 'random'> & {
  vault: Pick<Vault, 'read' | 'write'>
}) {
  return arrangements({
    ...parts,
    async transferBounds(tx) {
      const { firstOn, lastOn, authority } = (await law.book(tx)).routing.transfer
      return { firstOn, lastOn, source: authorityLine(authority) }
    },
    shipped: async (tx) => (await law.book(tx)).places,
  })
}

/** The questions about the law, deadlines and prisons, joined to the letters and matters whose dates they move. */
export function officeLaw(parts: LawParts) {
  const { prisons, titleOf, resources, clock } = parts
  const listOpen: ListOpen = async (tx, book, touched) => {
    const today = londonDay(clock())
    const letters = await openRequests(tx, book, { today, titleOf, touched })
    const complaints = await openComplaints(tx, book, { today, touched })
    return [...letters, ...complaints, ...(await openLimitation(tx, book, touched))]
  }
  const whole = { ...parts, listOpen, formsLeftUnaged }
  const asked = lawOf({ ...whole, publisher: () => readPublisher(resources) })
  const answers = rights({ ...parts, establishments: prisons, letterTitle: titleOf })
  return {
    establishments: { list: prisons.list, ...arrangementsIn(parts) },
    law: asked,
    rights: {
      ...answers,
      ...sheets({ ...parts, topic: answers.topic, edition: asked.edition }),
    },
    deadlines: deadlines(whole),
  }
}
