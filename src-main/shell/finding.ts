import type { WebContents } from 'electron'
import type { FoundOnPage } from '../people/contract.ts'
import type { WindowSide } from '../platform/platform.ts'

/** Finds words on the page by Chromium's own search, which passes over whatever is not shown. */
export function findingOn(page: WebContents): Pick<WindowSide, 'findOnPage' | 'stopFinding'> {
  let asked: { request: number; answer: (found: FoundOnPage) => void } | null = null
  /** A search that another one, or a fresh page, took the place of is told of nothing. */
  function end(found: FoundOnPage = { matches: 0, at: 0 }): void {
    asked?.answer(found)
    asked = null
  }
  page.on('found-in-page', (_, { requestId, finalUpdate, matches, activeMatchOrdinal: at }) => {
    if (finalUpdate && requestId === asked?.request) end({ matches, at })
  })
  page.on('did-navigate', () => end())
  return {
    findOnPage({ text, again, backwards }) {
      end()
      return new Promise((answer) => {
        const request = page.findInPage(text, { forward: !backwards, findNext: !again })
        asked = { request, answer }
      })
    },
    stopFinding() {
      end()
      page.stopFindInPage('clearSelection')
    },
  }
}
