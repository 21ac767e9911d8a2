import type { Log } from '../audit/log.ts'
import { lastCheckpointCode } from '../audit/last-checkpoint.ts'
import { tagOf } from '../clients/known-client.ts'
import type { Establishments } from '../establishments/establishments.ts'
import { readMatter } from '../matters/read-matter.ts'
import type { Desk } from '../platform/platform.ts'
import { londonDay } from '../dates/london-day.ts'
import { newId } from '../wire/new-id.ts'
import type { LawSource } from '../law/law-source.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { caseOf, casesOf, gateCase, type Case } from './letter-state.ts'
import type { LetterContent, letters as contract } from './contract.ts'
import { drafting } from './drafting.ts'
import { expectOpen, gate } from './gate.ts'
import { heldWords, holdsAny, printedCovered, uncover } from './held.ts'
import { leaving } from './sending.ts'
import { mayFollow, reached } from './lifecycle.ts'
import { letterModel, withLogo } from './model-of.ts'
import type { PdfWorker } from '../typesetting/pdf-worker.ts'
import type { Sensitive } from './sensitive.ts'
import { besides, letterRow, plainly, shownLetter, waitsFor, type ShowingOne } from './shown.ts'
import type { Templates } from './template.ts'

export interface LetterParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record' | 'checkpoint'>
  papers: ReturnType<typeof officePapers>
  press: PdfWorker
  desk: Desk
  templates: Templates
  sensitive: Sensitive
  establishments: Pick<Establishments, 'byId' | 'all'>
  law: LawSource
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** Letters from draft to sent and answered: each act an entry, the state derived, the gate asked at every step. */
export function letters(parts: LetterParts): Handlers<typeof contract> {
  const { vault, log, papers, press, templates, sensitive, law, clock, random } = parts
  const today = () => londonDay(clock())
  const showing = async (tx: Readable): Promise<ShowingOne> => ({
    today: today(),
    law: await law.book(tx),
    sensitive,
    rowsBehind,
    titleOf: (kind) => templates.get(kind)?.title ?? kind,
  })
  const { proposal, upToDate, settled, mergedFor, rowsBehind } = drafting(parts)
  /** A draft keeps up with the books: what the template says of them is filled in again. */
  const current = async (tx: Readable, letterId: string): Promise<Case> => {
    const one = await caseOf(tx, letterId, law)
    return reached(one.events) === 'draft' ? upToDate(tx, one) : one
  }
  const shown = async (tx: Readable, letterId: string) =>
    shownLetter(tx, await current(tx, letterId), await showing(tx))
  const write = (
    tx: Writable,
    by: { id: string },
    one: { letterId: string; clientId: string; tag: string },
    version: number,
    content: LetterContent,
  ) =>
    log.record(tx, by, {
      act: version === 1 ? 'letter-drafted' : 'letter-redrafted',
      subject: one.tag,
      detail: { letterId: one.letterId, clientId: one.clientId, version, content },
    })
  const expectVersion = ({ row }: Case, version: number) => {
    if (row.version !== version)
      throw new Refusal(
        'conflict',
        'Somebody changed this letter after you opened it. Look at the newer text first.',
      )
  }

  return {
    propose: (asked) => vault.read((tx) => proposal(tx, asked)),

    draft: (content, by) =>
      vault.write(async (tx) => {
        const matter = await readMatter(tx, content.matterId, { today: today(), law })
        if (matter.closed)
          throw new Refusal('conflict', 'This matter is closed. Open a new one for new work.')
        const tag = await tagOf(tx, matter.clientId)
        const letterId = newId(clock, random)
        const taken = await settled(tx, uncover(content, null), matter.clientId, null)
        await write(tx, by, { letterId, clientId: matter.clientId, tag }, 1, taken)
        return shown(tx, letterId)
      }),

    redraft: ({ letterId, version, content }, by) =>
      vault.write(async (tx) => {
        const one = await current(tx, letterId)
        expectVersion(one, version)
        expectDraft(one)
        if (content.matterId !== one.content.matterId || content.kind !== one.content.kind)
          throw new Refusal(
            'invalid-input',
            'A letter stays in its matter and of its kind. Draft another one.',
          )
        const typed = uncover(content, one.content)
        const taken = await settled(tx, typed, one.row.client_id, one.content)
        await write(
          tx,
          by,
          { letterId, clientId: one.row.client_id, tag: one.tag },
          version + 1,
          taken,
        )
        return shown(tx, letterId)
      }),

    get: ({ letterId }) => vault.read((tx) => shown(tx, letterId)),

    reveal: ({ letterId, reason }, by) =>
      vault.write(async (tx) => {
        const { tag, content } = await current(tx, letterId)
        if (!holdsAny(content))
          throw new Refusal('conflict', 'Nothing in this letter is held. Look at it as it stands.')
        await log.record(tx, by, {
          act: 'record-read',
          subject: tag,
          detail: { letterId, reason },
        })
        return heldWords(content)
      }),

    discard: ({ letterId, reason }, by) =>
      vault.write(async (tx) => {
        const { tag, events } = await caseOf(tx, letterId, law)
        if (!mayFollow(reached(events), 'letter-discarded'))
          throw new Refusal(
            'conflict',
            'Only a draft is put aside. A letter that was approved is recalled.',
          )
        await log.record(tx, by, {
          act: 'letter-discarded',
          subject: tag,
          detail: { letterId, reason },
        })
        return shown(tx, letterId)
      }),

    list: ({ discarded, ...asked }) =>
      vault.read(async (tx) => {
        const wanted = Object.fromEntries(
          Object.entries(asked).filter(([, value]) => value !== undefined),
        )
        const how = await showing(tx)
        const rows = []
        for (const one of await casesOf(tx, wanted, law)) {
          const step = reached(one.events)
          if ((step === 'discarded') !== discarded) continue
          const now = step === 'draft' ? await upToDate(tx, one) : one
          rows.push(letterRow(now, how, await waitsFor(tx, now, how)))
        }
        return rows.reverse()
      }),

    async preview({ letterId, paper, content }) {
      const { model, decided, frozen } = await vault.read(async (tx) => {
        const stored = await current(tx, letterId)
        const typed = reached(stored.events) === 'draft' ? content : null
        const one = typed
          ? {
              ...stored,
              content: await settled(
                tx,
                uncover(typed, stored.content),
                stored.row.client_id,
                stored.content,
              ),
            }
          : stored
        const decided = gate(
          gateCase(one, today(), sensitive),
          await besides(tx, one, await showing(tx)),
        )
        const approval = one.events.find(({ act }) => act === 'letter-approved')
        const asItIs = approval && paper === 'letterhead' && !holdsAny(one.content)
        const frozen = asItIs ? String(approval.said.paperId) : null
        const printed = { ...one, content: printedCovered(one.content, typed) }
        const code = approval ? String(approval.said.code) : null
        const merged = await mergedFor(tx, one.content, one.row.client_id)
        return {
          model: await letterModel(tx, printed, { paper, draft: !approval, code, merged }),
          decided,
          frozen,
          pages: approval?.said.pages,
        }
      })
      const rendered = await press.renderLetter(await withLogo(model, parts))
      const pdf = new Uint8Array(frozen ? await papers.get(frozen) : rendered.pdf)
      const { open, decisions, missing, toVouch } = decided
      return {
        pdf,
        pages: rendered.pages,
        gate: { open, decisions: decisions.map(plainly), missing, toVouch },
      }
    },

    async approve({ letterId, version }, by) {
      const check = async (tx: Readable) => {
        const one = await current(tx, letterId)
        expectVersion(one, version)
        expectDraft(one)
        const outcome = gate(
          gateCase(one, today(), sensitive),
          await besides(tx, one, await showing(tx)),
        )
        expectOpen(outcome, 'approved yet')
        return { one, outcome }
      }
      await vault.read(check)
      // The footer names a state of the log from before the approval: there must be one.
      if ((await vault.read(lastCheckpointCode)) === null)
        await vault.write((tx) => log.checkpoint(tx))
      const { model, code, text } = await vault.read(async (tx) => {
        const { one } = await check(tx)
        const code = (await lastCheckpointCode(tx))!
        const merged = await mergedFor(tx, one.content, one.row.client_id)
        const model = await letterModel(tx, one, {
          paper: 'letterhead',
          draft: false,
          code,
          merged,
        })
        return { model, code, text: JSON.stringify(one.content) }
      })
      const { pdf, pages } = await press.renderLetter(await withLogo(model, parts))
      const paper = papers.put(pdf)
      const frozen = vault.write(async (tx) => {
        const { one, outcome } = await check(tx)
        const book = await law.book(tx)
        const firm = await tx
          .selectFrom('firm_version')
          .select(({ fn }) => fn.max('version').as('version'))
          .executeTakeFirstOrThrow()
        if (JSON.stringify(one.content) !== text)
          throw new Refusal(
            'conflict',
            'The books changed while the letter was made. Look at it again, then approve it.',
          )
        const stored = await caseOf(tx, letterId, law)
        const changed = JSON.stringify(stored.content) !== text
        if (changed)
          await write(
            tx,
            by,
            { letterId, clientId: one.row.client_id, tag: one.tag },
            version + 1,
            one.content,
          )
        await papers.keep(tx, paper)
        await log.record(tx, by, {
          act: 'letter-approved',
          subject: one.tag,
          detail: {
            letterId,
            version: changed ? version + 1 : version,
            paperId: paper.id,
            sha256: Buffer.from(paper.sha256).toString('hex'),
            code,
            pages,
            firmVersion: Number(firm.version),
            edition: { id: book.identity.id, digest: book.digest },
            gateOpen: outcome.open,
            decisions: outcome.decisions.map((one) => ({ ...one })),
          },
        })
        await log.checkpoint(tx)
        return shown(tx, letterId)
      })
      return frozen.catch(async (error: unknown) => {
        await papers.discard(paper)
        throw error
      })
    },

    ...leaving({ ...parts, today, shown, mergedFor }),
  }
}

function expectDraft({ events }: Case): void {
  if (!mayFollow(reached(events), 'letter-approved'))
    throw new Refusal(
      'conflict',
      'This letter is approved, and its words stay as they are. Recall it and draft another.',
    )
}
