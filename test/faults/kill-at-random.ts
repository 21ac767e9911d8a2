import type { ChildProcessWithoutNullStreams } from 'node:child_process'

interface Kill {
  /** It is killed in one of so many of its first acts. */
  acts: number
  /** How long an act may take before the first has shown how long it takes here. */
  firstMs: number
}

/**
 * Tells a child that is ready to begin, kills it at a random moment of its work, so that a slow disk is hit as often as
 * a quick one, and gives the lines by which it told of what it had done; its first line says that it begins.
 */
export function killAtRandom(
  child: ChildProcessWithoutNullStreams,
  { acts, firstMs }: Kill,
): Promise<string[]> {
  const target = Math.floor(Math.random() * acts)
  let [said, wrong, began] = ['', '', 0]
  child.stderr.on('data', (text) => (wrong += text))
  child.stdout.on('data', (text) => {
    said += text
    const done = said.split('\n').length - 2
    if (done >= 0) began ||= performance.now()
    if (done < target || child.killed) return
    const oneAct = target > 0 ? (performance.now() - began) / target : firstMs
    setTimeout(() => child.kill('SIGKILL'), Math.random() * oneAct * 1.5)
  })
  child.stdin.write('begin\n')
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') return fail(new Error(`The child ended by itself: ${wrong}`))
      // A last line without its end may be half a line.
      done(said.slice(0, said.lastIndexOf('\n')).split('\n').slice(1))
    })
  })
}
