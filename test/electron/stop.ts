/** An end whose message is written for the person at the terminal, so that no stack is printed with it. */
export class Stop extends Error {}

/** Runs a command's work and turns its result, or the way it failed, into the exit code. */
export async function run(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}
