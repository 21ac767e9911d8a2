import { rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { DeskId } from '../../src-main/desks/contract.ts'
import { DESK_KEYS, deskKeysIn, writeDeskKeys } from '../../src-main/desks/desk-keys.ts'
import { openTestOffice, refusalOf } from '../open-office.ts'
import { deskAt } from './desk-at.ts'

const newest = async (ask: Awaited<ReturnType<typeof openTestOffice>>['ask']) =>
  (await ask.audit.list({ limit: 3 })).entries.map(({ act }) => act)

test('a desk joins, has a name, and belongs until it is removed; the list beside the file says the same', async () => {
  const office = await openTestOffice()
  const { ask, folder } = office
  const { deskId } = await deskAt(office, 'Front desk')
  const [desk] = (await ask.desks.list({})).desks
  expect(desk).toMatchObject({ id: deskId, name: 'Front desk', addedBy: 'Imogen Tark', who: null })
  expect(deskKeysIn(folder).map(({ name }) => name)).toEqual(['Front desk'])
  expect(statSync(path.join(folder, DESK_KEYS)).mode & 0o777).toBe(0o600)
  const { desks } = await ask.desks.rename({ deskId: deskId as DeskId, name: 'Reception' })
  expect(desks.map(({ name }) => name)).toEqual(['Reception'])
  expect(deskKeysIn(folder).map(({ name }) => name)).toEqual(['Reception'])
  await ask.desks.remove({ deskId: deskId as DeskId })
  expect([(await ask.desks.list({})).desks, deskKeysIn(folder)]).toEqual([[], []])
  expect(office.platform.desks.settled.at(-1)).toBe(folder)
  expect(await newest(ask)).toEqual(['desk-removed', 'desk-renamed', 'desk-added'])
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('two desks have two names, and a desk that is gone cannot be changed', async () => {
  const office = await openTestOffice()
  const { ask } = office
  const { deskId } = await deskAt(office, 'Front desk')
  expect((await refusalOf(ask.desks.invite({ name: 'FRONT desk' }))).fields).toHaveProperty('name')
  const back = await deskAt(office, 'Back room')
  const rename = (id: string, name: string) => ask.desks.rename({ deskId: id as DeskId, name })
  expect((await refusalOf(rename(back.deskId, 'Front desk'))).fields).toHaveProperty('name')
  await refusalOf(rename(back.deskId, 'Back room'), 'invalid-input')
  await ask.desks.remove({ deskId: deskId as DeskId })
  await refusalOf(rename(deskId, 'Attic'), 'not-found')
  await refusalOf(ask.desks.remove({ deskId: deskId as DeskId }), 'not-found')
})

test('only a partner changes which desks there are', async () => {
  const { ask, hire, signIn } = await openTestOffice()
  const hester = await hire('Hester Vane', 'caseworker')
  await signIn(hester)
  await refusalOf(ask.desks.invite({ name: 'Front desk' }), 'not-allowed')
  await refusalOf(ask.desks.takeDesks({ on: true }), 'not-allowed')
  expect((await ask.desks.list({})).desks).toEqual([])
})

test('a code joins nobody once its partner has signed out', async () => {
  const { ask, hire, signIn, platform } = await openTestOffice()
  const ada = await hire('Ada Quill', 'partner')
  await ask.desks.invite({ name: 'Front desk' })
  await signIn(ada)
  await refusalOf(platform.desks.comes('a'.repeat(64)), 'locked')
  expect((await ask.desks.list({})).desks).toEqual([])
})

test('no code is made while the office takes no desks', async () => {
  const { ask } = await openTestOffice()
  const off = await ask.desks.takeDesks({ on: false })
  expect(off.found).toBeNull()
  await refusalOf(ask.desks.invite({ name: 'Front desk' }), 'conflict')
  expect((await ask.desks.takeDesks({ on: true })).found).toEqual(['RECEPTION'])
  await ask.desks.invite({ name: 'Front desk' })
})

test('a key that the log does not know is dropped as the office is opened, and told of; one that is missing is put back', async () => {
  const office = await openTestOffice()
  const { ask, folder } = office
  await deskAt(office, 'Front desk')
  const [front] = deskKeysIn(folder)
  await ask.signIn.lock({})
  const stray = { id: 'x', name: 'Nobody’s', key: 'f'.repeat(64) }
  writeDeskKeys(folder, [{ ...front!, key: 'e'.repeat(64) }, stray])
  await office.signIn(office.partner)
  expect(deskKeysIn(folder)).toEqual([front])
  expect(await newest(ask)).toEqual(['stray-desk-dropped', 'stray-desk-dropped', 'signed-in'])
  await ask.signIn.lock({})
  rmSync(path.join(folder, DESK_KEYS))
  await office.signIn(office.partner)
  expect(deskKeysIn(folder)).toEqual([front])
  expect((await newest(ask))[0]).toBe('signed-in')
  expect((await ask.audit.verify({})).findings).toEqual([])
})
