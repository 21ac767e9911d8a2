import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A network between a desk and its office, which can be cut. */
export interface Relay {
  port: number
  /** Ends what is connected, and connects nothing any more. */
  cut(): void
  mend(): void
  /** What is connected hears of nobody any more, and is not told: as where a computer sleeps, or its network changes. */
  sleep(): void
  /** From now on the desk is brought so many bytes a second. */
  slow(bytesASecond: number): void
  /** Bytes that came from the office, whether the desk took them or not. */
  fromOffice(): number
}

export async function relayTo(port: number): Promise<Relay> {
  const sockets = new Set<Socket>()
  const pairs = new Set<{ asleep: boolean }>()
  let whole = true
  let came = 0
  let pace = Infinity
  const server = createServer((desk) => {
    if (!whole) return void desk.destroy()
    const office = connect(port, '127.0.0.1')
    const pair = { asleep: false }
    pairs.add(pair)
    for (const [one, other] of [
      [desk, office],
      [office, desk],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        sockets.delete(one)
        if (!pair.asleep) other.destroy()
      })
    }
    desk.on('data', (piece) => void (pair.asleep || office.write(piece)))
    office.on('data', (piece) => {
      if (pair.asleep) return
      came += piece.length
      desk.write(piece)
      if (pace === Infinity) return
      office.pause()
      setTimeout(() => office.resume(), (1_000 * piece.length) / pace)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const cut = () => {
    whole = false
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(() => {
    cut()
    server.close()
  })
  return {
    port: (server.address() as AddressInfo).port,
    ...{ cut, mend: () => void (whole = true), fromOffice: () => came },
    sleep() {
      for (const pair of pairs) pair.asleep = true
    },
    slow: (bytesASecond) => void (pace = bytesASecond),
  }
}
