import { expect, test } from 'vitest'
import type { ClientId } from '../../src-main/clients/contract.ts'
import type { MatterId, MatterKind } from '../../src-main/matters/contract.ts'
import { daysAfter } from '../../src-main/dates/days.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { drawn } from '../disclosures/generated-history.ts'
import { openTestOffice } from '../open-office.ts'
import { aClient, aMatter, day, decided, reason } from './some-file.ts'

const YEARS = { 'health-records': 1, treatment: 3, other: 2, none: 1 } as const
const KINDS = ['health-records', 'treatment', 'other'] as const

/** What the history knows of itself, by nothing that the program works out. */
interface Model {
  matters: Map<
    MatterId,
    { clientId: ClientId; kind: MatterKind; closedOn: string | null; live: boolean }
  >
  held: Set<ClientId>
  /** By record, until when it is kept and how many such decisions there were before. */
  until: Map<ClientId, { until: string; nth: number }>
  recorded: Map<ClientId, string>
  /** By record, the one it is joined with. */
  joined: Map<ClientId, ClientId>
}
const plus = (on: string, years: number) => {
  const later = `${Number(on.slice(0, 4)) + years}${on.slice(4)}`
  return later.endsWith('-02-29') && new Date(later).getUTCDate() !== 29
    ? later.replace('-02-29', '-03-01')
    : later
}

test.each([1, 2, 3])(
  'In generated histories no client with an open matter, a hold or a live limitation date is free to go, all others whose time has run are, and reopening makes nothing due earlier (%i)',
  async (seed) => {
    const office = await openTestOffice()
    const { ask, clock, partner } = office
    const draw = drawn(seed)
    const any = <T>(all: readonly T[]) => all[draw(all.length)]!
    await decided(office, YEARS)
    let today: string = '2026-11-23'
    const on = async (next: string) => {
      today = next
      clock.set(`${next}T09:00:00.000Z`)
      await office.signIn(partner)
    }
    const model: Model = {
      ...{ matters: new Map(), held: new Set(), until: new Map() },
      ...{ recorded: new Map(), joined: new Map() },
    }
    const personOf = (id: ClientId): ClientId => model.joined.get(id) ?? id
    const persons = () => [...model.recorded.keys()].filter((id) => personOf(id) === id)
    const recordsOf = (person: ClientId) =>
      [...model.recorded.keys()].filter((id) => personOf(id) === person)
    const mattersOf = (person: ClientId) =>
      [...model.matters.values()].filter(({ clientId }) => personOf(clientId) === person)
    const dueOf = (person: ClientId): string => {
      const matters = mattersOf(person)
      if (matters.some(({ closedOn }) => closedOn === null)) return '9999'
      const days =
        matters.length > 0
          ? matters.map(({ closedOn, kind }) => plus(closedOn!, YEARS[kind as 'other']))
          : recordsOf(person).map((id) => plus(model.recorded.get(id)!, YEARS.none))
      const longer = recordsOf(person).flatMap((id) => model.until.get(id) ?? [])
      const [newest] = longer.toSorted((one, other) => other.nth - one.nth)
      return [...days, ...(newest ? [newest.until] : [])].toSorted().at(-1)!
    }
    const isStopped = (person: ClientId) =>
      recordsOf(person).some((id) => model.held.has(id)) ||
      mattersOf(person).some(({ closedOn, live }) => closedOn === null || live)
    const dueNow = async (person: ClientId) =>
      (await ask.retention.ofClient({ clientId: person })).due ?? '9999'

    const tableNow = async (person: ClientId) =>
      (await ask.retention.ofClient({ clientId: person })).byTable ?? '9999'
    let nth = 0

    const acts: Record<string, () => Promise<unknown>> = {
      async register() {
        model.recorded.set(await aClient(office, { bornOn: '1981-04-17' }), today)
      },
      async open() {
        const person = any(persons())
        const kind = any(KINDS)
        const eventOn = draw(2) === 0 ? day(daysAfter(today, -draw(300))) : null
        const id = await aMatter(office, person, kind, eventOn)
        model.matters.set(id, { clientId: person, kind, closedOn: null, live: false })
      },
      async close() {
        const [id, matter] = any([...model.matters])
        if (matter.closedOn !== null) return
        const ended = draw(3) > 0
        const ends = await ask.matters.looseEnds({ matterId: id })
        const stays = ends.map((end) => ({ what: end.what, id: end.id, reason, ended }))
        const { closed } = await ask.matters.close({ matterId: id, reason, stays })
        model.matters.set(id, { ...matter, closedOn: today, live: closed!.limits.length > 0 })
      },
      async reopen() {
        const [id, matter] = any([...model.matters])
        if (matter.closedOn === null) return
        const person = personOf(matter.clientId)
        const before = await dueNow(person)
        await ask.matters.reopen({ matterId: id, reason })
        model.matters.set(id, { ...matter, closedOn: null, live: false })
        expect((await dueNow(person)) >= before).toBe(true)
      },
      async settle() {
        const [id, matter] = any([...model.matters])
        if (!matter.live) return
        const { closed } = await ask.matters.get({ matterId: id })
        for (const rule of closed!.limits)
          await ask.matters.settleLimitation({ matterId: id, rule, ended: true, reason })
        model.matters.set(id, { ...matter, live: false })
      },
      async hold() {
        const person = any(persons())
        if (recordsOf(person).some((id) => model.held.has(id))) return
        await ask.erasure.hold({ clientId: person, askedBy: 'Police', reason, reviewOn: null })
        model.held.add(person)
      },
      async lift() {
        const person = any(persons())
        const held = recordsOf(person).filter((id) => model.held.has(id))
        if (held.length === 0) return
        await ask.erasure.lift({ clientId: person, reason })
        for (const id of held) model.held.delete(id)
      },
      async longer() {
        const person = any(persons())
        const until = day(daysAfter(today, 100 + draw(1500)))
        await ask.retention.keepLonger({ clientId: person, until, reason }).then(
          () => model.until.set(person, { until, nth: (nth += 1) }),
          (error) => expect(error).toBeInstanceOf(Refusal),
        )
      },
      async join() {
        const [keptId, otherId] = [any(persons()), any(persons())]
        if (keptId === otherId || recordsOf(otherId).length > 1) return
        const before = await tableNow(keptId)
        await ask.clients.join({ keptId, otherId, confirmed: true, reason })
        model.joined.set(otherId, keptId)
        if (mattersOf(keptId).length > 0 && mattersOf(otherId).length > 0)
          expect((await tableNow(keptId)) >= before).toBe(true)
      },
      async part() {
        const joined = [...model.joined.keys()]
        if (joined.length === 0) return
        const clientId = any(joined)
        await ask.clients.part({ clientId, reason })
        model.joined.delete(clientId)
      },
    }
    const names =
      'register open open close close close close close close reopen settle hold lift longer join part'
    const met = { free: 0, stopped: 0, longer: 0 }
    for (let step = 0; step < 4; step++) await acts['register']!()
    await acts['open']!()
    for (let step = 0; step < 60; step++) {
      await acts[any(names.split(' '))]!()
      if (draw(2) === 0) await on(daysAfter(today, draw(300)))
      if (step % 5 !== 0) continue
      const rows = (await ask.retention.review({ limit: 200 })).rows
      met.free += rows.filter((row) => row.free).length
      met.stopped += rows.filter((row) => !row.free).length
      met.longer += model.until.size
      const shown = new Map(rows.map((row) => [row.client.id, row]))
      for (const person of persons()) {
        const due = dueOf(person)
        const row = shown.get(person)
        expect(await dueNow(person), person).toBe(due)
        expect([row?.due ?? null, row?.free ?? false], `${person} on ${today}`).toEqual(
          due <= today ? [due, !isStopped(person)] : [null, false],
        )
      }
      expect(rows.length).toBe(persons().filter((person) => dueOf(person) <= today).length)
      expect(rows.map(({ due }) => due)).toEqual(rows.map(({ due }) => due).toSorted())
    }
    for (const many of Object.values(met)) expect(many).toBeGreaterThan(0)
    // Whoever is free is proposed, and the log proves that the time had run.
    await on(daysAfter(today, 500))
    const free = (await ask.retention.review({ limit: 200 })).rows.filter((row) => row.free)
    for (const { client } of free)
      await ask.erasure.propose({ clientId: client.id, ground: 'retention-ended', reason })
    const { notices } = await ask.day.view({})
    const { rows } = await ask.retention.review({ limit: 200 })
    expect(notices.find(({ kind }) => kind === 'files-to-review')?.count ?? 0).toBe(
      rows.filter(({ held, proposed }) => !held && !proposed).length,
    )
    expect((await ask.audit.verify({})).findings).toEqual([])
  },
  300_000,
)
