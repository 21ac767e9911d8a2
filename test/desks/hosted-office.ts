import { randomBytes } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { noDesks, type DeskHost } from '../../src-main/desks/host.ts'
import { hostDesks } from '../../src-main/far/host.ts'
import { joinBy, type JoinedDesk } from '../../src-main/far/joining.ts'
import { farDesk } from './far-desk.ts'
import { sharedOffice, type TestPlace } from './shared-office.ts'

const HERE = '127.0.0.1'

/** An office of three people that takes desks, as its own window has it; a partner is signed in there. */
export async function hostedOffice() {
  const hosted: { by?: Partial<DeskHost> } = {}
  const host: DeskHost = new Proxy(noDesks, {
    get: (none, name: keyof DeskHost) => hosted.by?.[name] ?? none[name],
  })
  const office = await sharedOffice('', host)
  const { folder, shared, clock } = office
  /** Everything that desks sent. */
  const received: string[] = []
  const heard: Parameters<typeof hostDesks>[0]['office'] = {
    at(place) {
      const here = shared.at(place)
      return {
        ...here,
        answerOnce(...asked) {
          received.push(JSON.stringify(asked))
          return here.answerOnce(...asked)
        },
      }
    },
  }
  const hosting = (hosted.by = await hostDesks({
    ...{ office: heard, contract, folder, clock, random: randomBytes, name: 'RECEPTION' },
    ...{ port: 0, host: HERE, through: 'serve' as const },
    report(name, error) {
      throw new Error(`Nobody foresaw this in ${name}.`, { cause: error })
    },
  }))
  const { port, officeKey } = hosting
  onTestFinished(() => hosting.close())
  const own: TestPlace = office.at('')
  await own.signIn(office.imogen)
  const join = (code: string, at = port) =>
    joinBy({ code, host: HERE, port: at, random: randomBytes, timeoutMs: 2_000 })
  return {
    ...{ ...office, own, hosting, port, officeKey, join, received },
    /** A desk of this name that joined. */
    async joined(name: string): Promise<JoinedDesk> {
      return join((await own.ask.desks.invite({ name })).code)
    },
    /** The desk’s program, connected. */
    async ask({ identity }: Pick<JoinedDesk, 'identity'>) {
      const far = await farDesk({ port, identity, office: officeKey })
      onTestFinished(() => far.close())
      return far
    },
  }
}
