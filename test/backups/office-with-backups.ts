import { dirname, join } from 'node:path'
import { openTestOffice, someClient } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { somePng } from '../practice/some-picture.ts'

const keep = { daily: 14, weekly: 8, monthly: 12 }

/** A real office with one client, whose backups go to a folder beside it. */
export async function officeWithBackups({ anew = false } = {}) {
  const office = await openTestOffice({ anew })
  const place = join(dirname(office.folder), 'stick', 'Remedy backups')
  await recordFirm(office.ask)
  const { id: clientId } = await office.ask.clients.register(someClient())
  office.platform.choose = place
  await office.ask.backups.choosePlace({ keep })
  return Object.assign(Object.create(office) as typeof office, {
    ...{ place, clientId, keep },
    /** Stores one document more. */
    async storePaper() {
      office.platform.file = { name: 'logo.png', bytes: somePng() }
      await office.ask.practice.chooseLogo({})
    },
  })
}
