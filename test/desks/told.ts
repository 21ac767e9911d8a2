import type { TestPlace } from './shared-office.ts'

/** What the log says of whether the office can be reached, oldest first. */
export async function told({ ask }: Pick<TestPlace, 'ask'>): Promise<string[]> {
  const { entries } = await ask.audit.list({ limit: 100 })
  const said = entries.filter(({ act }) => act.startsWith('desks-')).toReversed()
  return Promise.all(
    said.map(async ({ seq, who, act }) => {
      const { fields } = await ask.audit.entry({ seq })
      const values = ['on', 'since', 'through'].flatMap((name) =>
        fields!.flatMap((one) => (one.name === name ? [one.value] : [])),
      )
      return [act, who, ...values].join(' ')
    }),
  )
}
