import { someConsent } from '../consents/some-consent.ts'
import { letterOffice } from '../letters/letter-office.ts'
import { temporaryFolder } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'

/** An office whose client has so many scans that writing them takes a while. */
export async function manyScans() {
  const office = await letterOffice()
  const { ask, platform, clientId } = office
  platform.file = { name: 'form.pdf', bytes: Buffer.concat([somePdf(), Buffer.alloc(4_000_000)]) }
  for (let nth = 0; nth < 6; nth++) {
    const recipient = { name: `Trust ${nth}`, role: 'family' } as const
    const { id: consentId } = await ask.consents.record(someConsent(clientId, { recipient }))
    await ask.consents.attachScan({ consentId })
  }
  platform.choose = temporaryFolder()
  return office
}
