import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

// Around its notes the kit keeps two signposts that only the Tab key meets, and that pass it on at once.
const SIGNPOSTS = '[role="region"] > span[aria-hidden="true"]'
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What stands in the way of somebody who works without a mouse or without seeing well: one line per fault. */
export async function obstaclesOn(page: Page): Promise<string[]> {
  // A fade that is still running would be taken for weak contrast; what turns while something goes on never ends.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (one) =>
          one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity,
      ),
  )
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    // What passed is not read: to describe it takes a third of the time.
    .options({ resultTypes: ['violations'] })
    .withTags(STANDARDS)
    .exclude(SIGNPOSTS)
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  )
}
