import type { Log } from '../audit/log.ts'
import { keptRecord, tagOf } from '../clients/known-client.ts'
import { londonDay } from '../dates/days.ts'
import type { LawSource } from '../law/law-book.ts'
import { namesIn } from '../people/names.ts'
import { samePersonIn } from '../people/same-person.ts'
import type { FileKind } from '../platform/file-kind.ts'
import type { Platform } from '../platform/platform.ts'
import { attachScan } from '../platform/attach-scan.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import { newId } from '../wire/new-id.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { checkBasis, checkBasisEnd, expectNotTakenBack, secondPersonNow } from './basis-rules.ts'
import type { bases as contract } from './contract.ts'
import { basisOf, LoggedBasis, type BasisAct } from './logged.ts'
import { basesOf, basisLaw, basisRecord, shownBasis } from './read-basis.ts'
import { basisStanding, type BasisStanding } from './standing.ts'

interface BasisParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  papers: ReturnType<typeof officePapers>
  platform: Pick<Platform, 'chooseFile' | 'open'>
  law: LawSource
  clock: () => Date
  random: (bytes: number) => Uint8Array
}
const conflict = (message: string) => new Refusal('conflict', message)

/**
 * What allows a disclosure without the client's consent: a partner decides it by its paper, somebody else confirms it where
 * somebody else works here, and every act is one entry; what it replaces stays visible.
 */
export function bases(parts: BasisParts): Handlers<typeof contract> {
  const { vault, log, papers, platform, law, clock, random } = parts
  const today = () => londonDay(clock())

  const shown = async (tx: Readable, id: string) =>
    shownBasis(await basisRecord(tx, id), { today: today(), nameOf: await namesIn(tx) })
  const standing = async (tx: Readable, id: string): Promise<BasisStanding> => {
    const found = basisStanding(await basisRecord(tx, id))
    if (found) return found
    throw new Refusal('damaged', 'This basis has no recorded version. Verify the log.')
  }
  const act = async (
    tx: Writable,
    by: { id: string },
    { id, clientId }: Pick<BasisStanding, 'id' | 'clientId'>,
    name: BasisAct,
    said: Parameters<Log['record']>[2]['detail'],
  ) => {
    const subject = await tagOf(tx, clientId)
    await log.record(tx, by, { act: name, subject, detail: { basisId: id, clientId, ...said } })
    return shown(tx, id)
  }
  const seen = async (by: { id: string }, one: BasisStanding, reason: string) =>
    vault.write(async (tx) => {
      const detail = { basisId: one.id, reason }
      const subject = await tagOf(tx, one.clientId)
      await log.record(tx, by, { act: 'record-read', subject, detail })
    })
  const checked = (typed: Parameters<typeof basisOf>[0]) => {
    const basis = basisOf(typed)
    checkBasis(basis, today())
    return basis
  }

  return {
    record: ({ clientId: asked, ...typed }, by) =>
      vault.write(async (tx) => {
        const { id: clientId } = await keptRecord(tx, asked)
        const basis = checked(typed)
        const secondPerson = await secondPersonNow(tx, by)
        const id = newId(clock, random)
        return act(tx, by, { id, clientId }, 'basis-recorded', { ...basis, secondPerson })
      }),

    correct: ({ basisId, version, reason, ...typed }, by) =>
      vault.write(async (tx) => {
        const one = await standing(tx, basisId)
        expectNotTakenBack(one)
        if (one.basis.version !== version)
          throw conflict(
            'Somebody corrected this basis after you opened the page. Read the newer version first.',
          )
        const basis = checked(typed)
        if (one.ended && (one.ended.on < basis.from || basis.until < one.ended.on))
          throw conflict(
            'With these dates it would not hold on the day on which it was ended. Restore it first, or correct the dates.',
          )
        if (JSON.stringify(LoggedBasis.parse(one.basis)) === JSON.stringify(basis))
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to correct.')
        const secondPerson = await secondPersonNow(tx, by)
        const said = { ...basis, secondPerson, version: version + 1, reason }
        return act(tx, by, one, 'basis-corrected', said)
      }),

    restore: ({ basisId, reason }, by) =>
      vault.write(async (tx) => {
        const one = await standing(tx, basisId)
        if (!one.takenBack && !one.ended)
          throw conflict('Nothing is to be restored: this basis was neither ended nor taken back.')
        const secondPerson = await secondPersonNow(tx, by)
        return act(tx, by, one, 'basis-restored', { secondPerson, reason })
      }),

    confirm: ({ basisId, version }, by) =>
      vault.write(async (tx) => {
        const one = await standing(tx, basisId)
        expectNotTakenBack(one)
        if (one.basis.version !== version)
          throw conflict(
            'Somebody corrected this basis after you opened the page. Read the newer version first.',
          )
        if (!one.paper)
          throw conflict('Its paper is not on record. Attach the scan first, then confirm.')
        if (!one.decided.second || one.confirmed)
          throw conflict(
            'This basis is not awaiting anybody’s confirmation. Open the client again.',
          )
        const same = await samePersonIn(tx)
        if (same(one.decided.by, by.id))
          throw conflict('Somebody other than who decided it must confirm it. Ask a colleague.')
        return act(tx, by, one, 'basis-confirmed', { version })
      }),

    end: ({ basisId, on, reason }, by) =>
      vault.write(async (tx) => {
        const one = await standing(tx, basisId)
        expectNotTakenBack(one)
        checkBasisEnd(one, on, today())
        return act(tx, by, one, 'basis-ended', { on, reason })
      }),

    takeBack: ({ basisId, reason }, by) =>
      vault.write(async (tx) => {
        const one = await standing(tx, basisId)
        expectNotTakenBack(one)
        return act(tx, by, one, 'basis-taken-back', { reason })
      }),

    attachPaper: ({ basisId }, by) =>
      attachScan(parts, {
        title: 'Choose the scan of the order or decision',
        async shown(tx) {
          expectNotTakenBack(await standing(tx, basisId))
          return shown(tx, basisId)
        },
        async record(tx, scan) {
          const one = await standing(tx, basisId)
          expectNotTakenBack(one)
          if (one.paper?.sha256 === scan.sha256)
            throw conflict('This file is already attached as its paper.')
          return act(tx, by, one, 'basis-paper-attached', { ...scan })
        },
      }),

    async openPaper({ basisId }, by) {
      const one = await vault.read((tx) => standing(tx, basisId))
      if (!one.paper)
        throw new Refusal('not-found', 'No scan of its paper is attached yet. Attach it first.')
      const bytes = await papers.get(one.paper.paperId)
      await seen(by, one, 'The paper was opened.')
      await platform.open(bytes, 'other basis', one.paper.kind satisfies FileKind)
      return {}
    },

    async open({ basisId, reason }, by) {
      const one = await vault.read((tx) => standing(tx, basisId))
      await seen(by, one, reason)
      const { classes, reasons, whyNot } = one.basis
      return { classes, reasons, whyNot }
    },

    list: ({ clientId }) =>
      vault.read(async (tx) => {
        await tagOf(tx, clientId)
        const how = { today: today(), nameOf: await namesIn(tx) }
        return {
          rows: (await basesOf(tx, clientId)).map((one) => shownBasis(one, how)),
          law: basisLaw(await law.book(tx), how.today),
        }
      }),
  }
}
