import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A network between a desk and its office, which can be cut. */
export interface Relay {
  port: number
  /** Ends what is connected, and connects nothing any more. */
  cut(): void
  mend(): void
  /** Bytes that came from the office, whether the desk took them or not. */
  fromOffice(): number
}

export async function relayTo(port: number): Promise<Relay> {
  const sockets = new Set<Socket>()
  let whole = true
  let came = 0
  const server = createServer((desk) => {
    if (!whole) return void desk.destroy()
    const office = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [desk, office],
      [office, desk],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
    office.on('data', (piece) => (came += piece.length))
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
  }
}
