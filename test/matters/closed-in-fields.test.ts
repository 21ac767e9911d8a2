import { expect, test, vi } from 'vitest'
import type { PersonId } from '../../src-main/people/contract.ts'
import { day } from '../letters/letter-office.ts'
import { refusalOf, temporaryFolder } from '../open-office.ts'
import { closeTo, MARKER, markedMatter, officeWithStaff, openAgain } from './closed-office.ts'

vi.setConfig({ testTimeout: 120_000 })
const reason = 'To look.'

async function officeWithClosed() {
  const office = await officeWithStaff()
  const { ask, signIn } = office
  const closed = await markedMatter(office)
  const { entries } = await ask.audit.list({ limit: 500 })
  const newest = async (act: string) =>
    (await ask.audit.list({ limit: 50 })).entries.find((one) => one.act === act)!.seq
  /** What somebody reads in an entry, opened for a reason where they may. */
  const readBy = async (who: PersonId, seq: number) => {
    await signIn(who)
    const shown = await ask.audit.entry({ seq })
    const opened = await ask.audit.reveal({ seq, reason }).catch(() => ({ fields: [] }))
    return new Map([...(shown.fields ?? []), ...opened.fields].map((one) => [one.name, one.value]))
  }
  office.platform.choose = temporaryFolder()
  const noted = entries.find(({ act }) => act === 'matter-noted')!.seq
  return { office, ask, closed, newest, readBy, noted }
}

test.each(['before', 'after'])(
  'the entry of a copy for the client, written %s the matter was restricted, tells nothing of what was decided there',
  async (when) => {
    const { office, ask, closed, newest, readBy, noted } = await officeWithClosed()
    const { clientId, partner, staff } = office
    const close = () => closeTo(office, closed.matterId, [partner])
    if (when === 'after') await close()
    await ask.accessRequests.record({ clientId, way: 'letter', receivedOn: day('2026-11-20') })
    const { items, newest: last } = await ask.exports.gatherAccess({ clientId, reason })
    const words = {
      ...{ words: [`${MARKER} telephoned`], ground: 'other-person' as const },
      reason: `${MARKER} was not asked`,
    }
    const decisions = items
      .filter(({ toDecide }) => toDecide)
      .map(({ seq }) =>
        seq === noted
          ? { seq, decision: 'redact' as const, ...words }
          : { seq, decision: 'include' as const },
      )
    await ask.exports.writeAccess({ clientId, newest: last, decisions })
    const seq = await newest('access-written')
    if (when === 'before') await close()
    for (const who of [staff.owain, staff.ivo, staff.hester, staff.ada]) {
      const read = await readBy(who, seq)
      expect([...read.keys()]).not.toContain('decisions')
      expect(JSON.stringify([...read])).not.toContain(MARKER)
    }
    expect((await readBy(partner, seq)).get('decisions')).toContain(`${MARKER} was not asked`)
  },
)

test('how much was counted is told to nobody who is shut out of anything, but to whoever counted', async () => {
  const { office, ask, closed, newest, readBy } = await officeWithClosed()
  const { clientId, partner, staff, signIn } = office
  await closeTo(office, closed.matterId, [partner, staff.ivo])
  await ask.exports.clientFile({ clientId })
  const file = await newest('client-file-exported')
  await ask.people.passOn({ personId: partner, passTo: staff.ivo })
  const passed = await newest('work-passed')
  const others = [staff.owain, staff.hester, staff.ada]
  for (const who of others) {
    expect([...(await readBy(who, passed)).keys()]).toEqual(['from', 'to'])
    const read = await readBy(who, file)
    for (const field of ['documents', 'lacking']) expect(read.has(field)).toBe(false)
  }
  await signIn(staff.owain)
  const { message } = await refusalOf(ask.audit.reveal({ seq: passed, reason }), 'not-allowed')
  expect(message).toBe('What is left out here is not for everybody to see.')
  expect((await readBy(staff.ivo, passed)).get('matters')).toBe('2')
  // Their own count is of what they see.
  await signIn(staff.owain)
  await ask.exports.clientFile({ clientId })
  const own = await newest('client-file-exported')
  expect((await readBy(staff.owain, own)).has('documents')).toBe(true)
  await signIn(partner)
  await openAgain({ ask }, closed.matterId, reason)
  for (const who of others) expect((await readBy(who, passed)).get('matters')).toBe('2')
})

test('which entry or line an auditor looked at is left out once it is closed', async () => {
  const { office, ask, closed, newest, readBy, noted } = await officeWithClosed()
  const { partner, staff, signIn } = office
  await signIn(staff.ada)
  // The list is a screen of its own, once in each sitting.
  await newest('signed-in')
  await ask.audit.entry({ seq: noted })
  const entry = await newest('screen-read')
  await ask.disclosures.get({ id: closed.disclosureId })
  const line = await newest('screen-read')
  for (const seq of [entry, line])
    expect([...(await readBy(staff.owain, seq)).keys()]).toEqual(['id', 'screen'])
  await signIn(partner)
  await closeTo(office, closed.matterId, [partner])
  for (const seq of [entry, line])
    expect([...(await readBy(staff.owain, seq)).keys()]).toEqual(['screen'])
  expect([...(await readBy(partner, line)).keys()]).toEqual(['id', 'screen'])
})
