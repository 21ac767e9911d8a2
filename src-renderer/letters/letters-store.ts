import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { z } from 'zod'
import { ClientId } from '../../src-main/clients/contract.ts'
import type { Letter } from '../../src-main/letters/contract.ts'
import type { letters as questions } from '../../src-main/letters/contract.ts'
import { newestOnly } from '../newest.ts'
import { isGone, office } from '../office.ts'
import { useProgress } from '../parts/progress.ts'

/** The post of a day. */
export type PostBook = z.output<typeof questions.postBook.output>
/** What a client’s newest move touches. */
export type TouchedByMove = z.output<typeof questions.touchedByMove.output>
/** How a copy of a letter is saved. */
export type CopyAs = NonNullable<z.input<typeof questions.saveCopy.input>['as']>
type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** The letter on the screen; each act puts the office's answer in its place. */
export const useLetters = defineStore('letters', () => {
  const shown = shallowRef<Letter | null>(null)
  /** What another desk made of the draft that is shown; it waits until whoever types lets go of theirs. */
  const newer = shallowRef<Letter | null>(null)
  const ask = newestOnly()
  const { progress, watched } = useProgress(() => office.letters.togetherProgress({}))
  function take(letter: Letter): Letter {
    ask()
    newer.value = null
    return (shown.value = letter)
  }
  const gone = async (asked: Promise<Letter>): Promise<Letter> =>
    asked.catch((error: unknown) => {
      if (isGone(error)) [shown.value, newer.value] = [null, null]
      throw error
    })

  return {
    ...{ shown, newer },
    shownTitle: computed(() =>
      shown.value ? `${shown.value.content.kind} ${shown.value.title}` : 'Letter',
    ),
    open: async (letterId: string) => {
      if (shown.value?.id !== letterId) shown.value = null
      const isNewest = ask()
      const letter = await gone(office.letters.get({ letterId }))
      if (isNewest()) take(letter)
      return letter
    },
    // What another desk recorded does not replace the draft that is being typed.
    refresh: async (letterId: string) => {
      const before = shown.value
      const isNewest = ask()
      const now = await gone(office.letters.get({ letterId }))
      if (!isNewest()) return
      const isSame = before?.version === now.version && now.state === 'draft'
      if (before?.state !== 'draft' || isSame) take(now)
      else newer.value = now
    },
    takeNewer: () => take(newer.value!),
    /** One letter, which does not come on the screen. */
    read: (letterId: string) => office.letters.get({ letterId }),
    /** Letters for a list, which keeps them itself. */
    list: (wanted: Input<'list'>) => office.letters.list(wanted),
    /** The bodies known to hold a client’s records today. */
    holders: (clientId: string) => office.letters.holders({ clientId: ClientId.parse(clientId) }),
    /** Earlier letters that one about a client can enclose. */
    enclosable: (clientId: string) =>
      office.letters.enclosable({ clientId: ClientId.parse(clientId) }),
    touchedByMove: (clientId: string) =>
      office.letters.touchedByMove({ clientId: ClientId.parse(clientId) }),
    /** What follows from a refusal, by the answers so far. */
    refusal: (wanted: Input<'refusal'>) => office.letters.refusal(wanted),
    /** The complaints of a matter, each as it stands. */
    complaints: (matterId: Input<'complaints'>['matterId']) =>
      office.letters.complaints({ matterId }),
    decideCopy: (typed: Input<'decideCopy'>) => office.letters.decideCopy(typed),
    /** The letters that left on a day. */
    postBook: (on: string) => office.letters.postBook({ on }),
    makePostBook: (wanted: Input<'makePostBook'>) => office.letters.makePostBook(wanted),
    propose: (wanted: Input<'propose'>) => office.letters.propose(wanted),
    preview: (wanted: Input<'preview'>) => office.letters.preview(wanted),
    printers: () => office.letters.printers({}),
    emailLetter: (letterId: string, how: { reader?: number; withEnclosures?: boolean } = {}) =>
      office.letters.emailLetter({ letterId, ...how }),
    together: progress,
    printTogether: (wanted: Input<'printTogether'>) =>
      watched(office.letters.printTogether(wanted)),
    stopTogether: () => office.letters.stopTogether({}),
    papers: (letterId: string) => office.letters.papers({ letterId }),
    print: (wanted: Input<'print'>) => office.letters.print(wanted),
    saveCopy: (letterId: string, as: CopyAs) => office.letters.saveCopy({ letterId, as }),
    openInReader: (letterId: string, withEnclosures = false) =>
      office.letters.openInReader({ letterId, withEnclosures }),
    sensitiveWords: () => office.letters.sensitiveWords({}),
    addSensitiveWord: (typed: Input<'addSensitiveWord'>) => office.letters.addSensitiveWord(typed),
    removeSensitiveWord: (typed: Input<'removeSensitiveWord'>) =>
      office.letters.removeSensitiveWord(typed),
    /** The words that are restricted, for the eye alone; they are never kept here. */
    reveal: (letterId: string, reason: string) => office.letters.reveal({ letterId, reason }),
    draft: async (content: Input<'draft'>) => take(await office.letters.draft(content)),
    redraft: async (typed: Input<'redraft'>) => take(await office.letters.redraft(typed)),
    settleAddressee: async (typed: Input<'settleAddressee'>) =>
      take(await office.letters.settleAddressee(typed)),
    // The draft stays on the screen until its form has let go of it.
    discard: async (typed: Input<'discard'>) => void (await office.letters.discard(typed)),
    approve: async (typed: Input<'approve'>) => take(await office.letters.approve(typed)),
    printed: async (letterId: string) => take(await office.letters.printed({ letterId })),
    signed: async (letterId: string) => take(await office.letters.signed({ letterId })),
    send: async (typed: Input<'send'>) => take(await office.letters.send(typed)),
    recall: async (typed: Input<'recall'>) => take(await office.letters.recall(typed)),
    returned: async (typed: Input<'returned'>) => take(await office.letters.returned(typed)),
    correctReply: async (typed: Input<'correctReply'>) =>
      take(await office.letters.correctReply(typed)),
    decideReply: async (typed: Input<'decideReply'>) =>
      take(await office.letters.decideReply(typed)),
    correctSending: async (typed: Input<'correctSending'>) =>
      take(await office.letters.correctSending(typed)),
    undoStep: async (typed: Input<'undoStep'>) => take(await office.letters.undoStep(typed)),
    draftAgain: async (typed: Input<'draftAgain'>) => take(await office.letters.draftAgain(typed)),
    reply: async (typed: Input<'recordReply'>) => take(await office.letters.recordReply(typed)),
  }
})
