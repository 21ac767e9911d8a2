/** One thing to be measured; `run` is called once per round, and once before to warm up. */
export interface Case {
  name: string
  run(): unknown
}

export interface Measured {
  name: string
  medianMs: number
  minMs: number
  maxMs: number
  /** Of all threads together; steadier than the clock on a machine with other work. */
  cpuMs: number
  peakMB: number
}

/** What a benchmark prints with `--json`; ratios above 1 mean that the first named took longer. */
export interface Report {
  name: string
  cases: Measured[]
  ratios: Record<string, number>
  notes: string[]
}

/** Runs all cases in turn, round after round, so that what else the machine does falls on all of them alike. */
export async function measure(cases: readonly Case[], rounds = 7): Promise<Measured[]> {
  const taken = cases.map(() => [] as number[])
  const busy = cases.map(() => [] as number[])
  const peaks = cases.map(() => 0)
  for (let round = -1; round < rounds; round++)
    for (const [index, { run }] of cases.entries()) {
      const [began, cpu] = [performance.now(), process.cpuUsage()]
      await run()
      const { user, system } = process.cpuUsage(cpu)
      if (round >= 0) {
        taken[index]!.push(performance.now() - began)
        busy[index]!.push((user + system) / 1000)
      }
      peaks[index] = Math.max(peaks[index]!, process.memoryUsage().rss / 2 ** 20)
    }
  return cases.map(({ name }, index) => {
    const sorted = taken[index]!.sort((one, other) => one - other)
    return {
      name,
      medianMs: round(sorted[sorted.length >> 1]!),
      minMs: round(sorted[0]!),
      maxMs: round(sorted.at(-1)!),
      cpuMs: round(busy[index]!.sort((one, other) => one - other)[busy[index]!.length >> 1]!),
      peakMB: Math.round(peaks[index]!),
    }
  })
}

/** Three figures are all that repeats. */
export const round = (value: number): number => Number(value.toPrecision(3))
