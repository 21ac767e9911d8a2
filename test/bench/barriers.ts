import type { RemedyContract } from '../../src-main/contract.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import { questionsOf } from './day.ts'
import { largeOfficeOpen } from './large-office.ts'
import { PASSPHRASE } from './office-stories.ts'
import { measure, round, type Report } from './rounds.ts'

type Ask = Client<RemedyContract>
/** Left out: what writes, and what is worked out from the law alone. */
const READS = [
  ...['day.view', 'letters.list', 'client page', 'register by class', 'register by reader'],
  ...['finder, right', 'one letter', 'matters.list, first 50', 'matters.list, last page'],
]

/**
 * What the window asks of an ordinary day, by whoever is named for no restricted matter: in an office of `--clients 20000`
 * of which `--matters 20` are restricted, and in the same without any.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const [clients, restricted] = [option('--clients', 20_000), option('--matters', 20)]
  const offices = [await largeOfficeOpen(clients), await largeOfficeOpen(clients)] as const
  try {
    const [without, behind] = offices.map(({ ask }) => ask) as [Ask, Ask]
    const questions = await Promise.all([without, behind].map(readsOf))
    await handOver(without, 0)
    await handOver(behind, restricted)
    const cases = [...READS, 'log, first page'].flatMap((name) => [
      { name: `${name}, no matter restricted`, run: questions[0]![name]! },
      { name: `${name}, ${restricted} restricted`, run: questions[1]![name]! },
    ])
    const measured = await measure(cases)
    const ratios = [...READS, 'log, first page'].map((name, at) => {
      const [open, closed] = [measured[at * 2]!, measured[at * 2 + 1]!]
      return [`${name}, restricted/open`, round(closed.medianMs / open.medianMs)] as const
    })
    return {
      name: 'barriers',
      cases: measured,
      ratios: Object.fromEntries(ratios),
      notes: [
        `${clients} clients, ${restricted} restricted matters; whoever asks is named for none.`,
      ],
    }
  } finally {
    for (const { close } of offices) await close()
  }
}

async function readsOf(ask: Ask): Promise<Record<string, () => Promise<unknown>>> {
  const { questions } = await questionsOf(ask)
  return { ...questions, 'log, first page': () => ask.audit.list({ limit: 50 }) }
}

/** Restricts the newest matters to the first person, and signs a partner in who is named for none. */
async function handOver(ask: Ask, restricted: number): Promise<void> {
  const given = { passphrase: PASSPHRASE, passphraseAgain: PASSPHRASE }
  const colleague = await ask.people.add({ name: 'Owain Quill', role: 'partner', ...given })
  const { people } = await ask.signIn.state({})
  const first = people.find(({ id }) => id !== colleague.id)!
  if (restricted > 0)
    for (const { id: matterId } of (await ask.matters.list({ limit: restricted })).rows)
      await ask.matters.restrictAccess({ matterId, people: [first.id], reason: 'Made up' })
  await ask.signIn.lock({})
  const chosen = 'another four plain words'
  await ask.signIn.unlockChoosing({
    ...{ personId: colleague.id, current: PASSPHRASE },
    ...{ passphrase: chosen, passphraseAgain: chosen },
  })
}
