import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { publicKeyLine } from '../../src-main/audit/key-line.ts'
import type { EditionTexts } from '../../src-main/law/edition-pack.ts'
import { letterOffice } from '../letters/letter-office.ts'
import { resources, temporaryFolder } from '../open-office.ts'
import { packed, somePublisher } from './some-edition.ts'

/** An office whose program takes editions of a publisher made for the test, on 1 February 2027. */
export async function editionOffice(
  tidy: (clean: () => Promise<void> | void) => void = onTestFinished,
) {
  const shipped = join(temporaryFolder(tidy), 'resources')
  cpSync(resources, shipped, { recursive: true })
  const publisher = somePublisher()
  const line = publicKeyLine(publisher.name, publisher.publisher.publicKey)
  writeFileSync(join(shipped, 'rights', 'publisher.pub'), `${line}\n`)
  const office = await letterOffice({}, { shipped, tidy })
  office.clock.set('2027-02-01T09:00:00.000Z')
  return Object.assign(office, {
    publisher,
    /** Puts another edition in place of the one that ships, as a later program would. */
    shipAnew(texts: EditionTexts) {
      for (const [name, text] of texts) writeFileSync(join(shipped, name), text)
    },
    /** Lets the person choose this edition, signed by the publisher. */
    offer: (texts: EditionTexts) => void (office.platform.file = asFile(packed(texts, publisher))),
    async bringIn(texts: EditionTexts) {
      office.platform.file = asFile(packed(texts, publisher))
      const news = await office.ask.law.previewEdition({})
      return office.ask.law.importEdition({ token: news!.token })
    },
  })
}

export const asFile = (bytes: Uint8Array) => ({ name: 'new.edition', bytes })
