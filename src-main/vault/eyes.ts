import type { Eyes } from './barriers.ts'
import type { Readable, Vault } from './vault.ts'

/** What gives a handle of the same turn by other eyes. */
export const by: unique symbol = Symbol('by')

const as = <Handle extends Readable>(tx: Handle, eyes: Eyes): Handle =>
  (tx as Handle & { [by](eyes: Eyes): Handle })[by](eyes)

/** The same handle as somebody sees the office: without the matters that are closed to them. */
export const seenBy = <Handle extends Readable>(tx: Handle, personId: string): Handle =>
  as(tx, personId)

/** The same handle with everything: for what is of the whole office, whoever asks; nothing that is read by it is shown. */
export const whole = <Handle extends Readable>(tx: Handle): Handle => as(tx, null)

type Asked = Pick<Vault, 'read' | 'write' | 'writeInSteps'>

/** The same office as whoever is signed in sees it; nobody sees no closed matter. */
export const vaultSeenBy = <V extends Asked>(
  vault: V,
  who: () => { id: string } | undefined,
): V => {
  const eyes = () => who()?.id ?? ''
  return {
    ...vault,
    read: (ask: Parameters<V['read']>[0]) => vault.read((tx) => ask(seenBy(tx, eyes()))),
    write: (act: Parameters<V['write']>[0]) => vault.write((tx) => act(seenBy(tx, eyes()))),
    writeInSteps: (work: Parameters<V['writeInSteps']>[0]) =>
      vault.writeInSteps((step) => work((act) => step((tx) => act(seenBy(tx, eyes()))))),
  }
}
