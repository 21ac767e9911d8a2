import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { someBasis } from '../bases/some-basis.ts'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import { keepDocument } from '../documents/some-document.ts'
import { day, filledIn, letterOffice, type LetterOffice } from '../letters/letter-office.ts'
import { closeMatter } from '../matters/close-matter.ts'
import { checkedBy, PASSPHRASE, someClient } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { someRepresentative } from '../representatives/some-representative.ts'

/** The file key, as a thief who has it would use it. */
export async function keyOf({ folder, clock, partner }: LetterOffice): Promise<Uint8Array> {
  const random = (bytes: number) => randomBytes(bytes)
  const vault = createVault({ folder, clock, random, cost: 2 ** 4 })
  await vault.unlock(partner, PASSPHRASE)
  const key = Uint8Array.from(vault.lend().key)
  await vault.lock()
  return key
}

/** An office with a client of whom everything is recorded that can be, each in words found nowhere else; and one who stays. */
export async function plantedOffice() {
  const office = await letterOffice()
  const { ask, partner, hire, signIn, office: program } = office
  const caseworker = await hire('Ivo Tarn', 'caseworker')
  await program.lock()
  const key = await keyOf(office)
  await signIn(partner)
  const words: string[] = []
  const plant = () => {
    const word = `Zq${String(words.length).padStart(2, '0')}xwkvjplant`
    words.push(word)
    return word
  }
  const { id: clientId } = await ask.clients.register(
    someClient({
      ...{ surname: plant(), forenames: plant(), bornOn: '1975-02-03' },
      aliases: [{ surname: plant(), forenames: plant() }],
      prisonNumber: { number: '', exception: plant() },
      stay: { establishmentId: 'wakefield', from: '2026-03-02', source: plant() },
    }),
  )
  await ask.clients.recordMove({
    clientId,
    stay: { establishmentId: 'leeds', from: day('2026-04-02'), source: plant() },
  })
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: plant(), responsible: partner },
    ...{
      opponents: [{ name: plant(), role: 'Governor' }],
      eventOn: day('2026-06-14'),
      knownOn: null,
      noEventReason: '',
    },
  })
  // As a desk asks it: what it was answered is kept for a day.
  const noted = { matterId, text: `A note on ${plant()}` }
  const asked = { id: '0'.repeat(32), again: false }
  expect(await program.answerOnce(asked, 'matters.note', noted)).toMatchObject({ ok: true })
  const here: LetterOffice = Object.assign(Object.create(office) as LetterOffice, {
    clientId,
    matterId,
  })
  const recorded = await ask.consents.record(
    someAuthority(clientId, { wording: plant(), note: plant() }),
  )
  const family = { name: `${plant()} ${plant()}`, role: 'family' as const }
  const consent = await ask.consents.record(
    someConsent(clientId, { recipient: family, wording: plant() }),
  )
  office.platform.file = { name: 'form.pdf', bytes: somePdf('the signed form') }
  await ask.consents.attachScan({ consentId: consent.id })
  await keepDocument(
    office,
    clientId,
    { sender: plant(), title: plant(), matterId },
    { name: `${plant()}.pdf`, bytes: somePdf('what came') },
  )
  await checkedBy(office, caseworker)
  await ask.representatives.record(
    someRepresentative(clientId, { surname: plant(), forenames: plant(), source: plant() }),
  )
  await ask.bases.record(someBasis(clientId, { authority: plant(), reasons: plant() }))
  await ask.disclosures.recordCall({
    ...{ clientId, caller: family, purpose: 'inform', asked: plant(), told: ['location'] },
  })
  const content = await filledIn(here)
  const own = { id: 'own', class: 'identity' as const, origin: 'written' as const }
  const typed = { ...content, passages: [...content.passages, { ...own, text: plant() }] }
  const { id: letterId, version } = await ask.letters.draft(typed)
  await ask.letters.approve({ letterId, version })
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  await ask.letters.send({ letterId, route: 'first-class', on: day('2026-11-23') })
  await ask.letters.recordReply({
    ...{ letterId, kind: 'answered-in-full', on: day('2026-11-23'), note: plant() },
  })
  await ask.consents.withdraw({
    ...{ consentId: consent.id, classes: ['location', 'health'], how: 'telephone', note: plant() },
    receivedOn: day('2026-11-23'),
  })
  const discarded = await ask.letters.draft({ ...typed, yourRef: plant() })
  await ask.letters.discard({ letterId: discarded.id, reason: plant() })
  const closed = async () => {
    await closeMatter(ask, matterId, plant())
    const until = day('2099-01-01')
    await ask.retention.keepLonger({ clientId, until, reason: plant() })
  }
  return {
    ...office,
    office,
    caseworker,
    key,
    words,
    plant,
    erasing: clientId,
    matterId,
    recorded,
    closed,
  }
}
export type PlantedOffice = Awaited<ReturnType<typeof plantedOffice>>

/** Proposed by the partner and confirmed by somebody else. */
export async function erased(
  { office, erasing: clientId, caseworker }: PlantedOffice,
  reason = 'Six years have passed',
) {
  const { ask, signIn } = office
  const { proposal } = await ask.erasure.propose({ clientId, ground: 'asked-by-client', reason })
  await signIn(caseworker)
  return ask.erasure.confirm({ clientId, proposed: proposal!.seq })
}
