import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTestOffice, PASSPHRASE, temporaryFolder } from '../open-office.ts'
import { command, inside } from './command.ts'

const typed = `${PASSPHRASE}\n`
const LIST = [
  'Surname;Forenames;Geboren;Prison number;Prison;Since',
  'Fen;Ada;24/04/1980;A7004KK;HMP Leeds;25/01/2020',
  'Ash;Bo;31/02/1980;A7005KK;HMP Leeds;26/01/2020',
].join('\r\n')

async function withList(list = LIST) {
  const { folder, office, ask, signIn, partner } = await openTestOffice()
  await office.lock()
  const above = temporaryFolder()
  writeFileSync(join(above, 'list.csv'), list)
  const run = (...words: string[]) =>
    command(['import', folder, 'list.csv', ...words, '--passphrase-stdin'], typed, above)
  return { above, run, ask, again: () => signIn(partner) }
}

test('a list is checked and imported by a command, and the rows left out are saved to be corrected', async () => {
  const { above, run, ask, again } = await withList()
  writeFileSync(join(above, 'mapping.json'), JSON.stringify({ columns: { Geboren: 'bornOn' } }))
  const how = ['--mapping', 'mapping.json']
  const checked = await run(...how, '--check')
  expect(checked).toMatchObject({ exit: 1, err: '' })
  expect(checked.out).toContain('Would be recorded: one new record')
  const made = await run(...how, '--report', 'left.csv')
  expect(made).toMatchObject({ exit: 1, err: '' })
  expect(made.out.split('\n').slice(0, 4)).toEqual([
    'CSV, UTF-8, divided by semicolons: two rows of clients.',
    'Recorded: one new record, no rows added to clients on file, no rows with nothing new, no rows left out, one row refused.',
    'Row 3: Date of birth: “31/02/1980” is not a date. Write it like 29/11/2026.',
    `Rows not recorded: ${join(above, 'left.csv')}`,
  ])
  expect(readFileSync(join(above, 'left.csv'), 'utf8')).toContain('"Ash","Bo","31/02/1980"')
  await again()
  expect((await ask.clients.find({ text: '' })).rows).toMatchObject([
    { surname: 'Fen', bornOn: '1980-04-24' },
  ])
})

test('what only a person can say is asked for in words, with the way to say it, and nothing is recorded', async () => {
  const list =
    'Surname,Prison number,DOB,Prison,Since\nFen,A7004KK,03/04/1980,HMP Leedz,25/01/2020\n'
  const { above, run, ask, again } = await withList(list)
  const asked = await run()
  expect(asked).toMatchObject({ exit: 2, out: '' })
  expect(asked.err).toContain('Date of birth: is “03/04/1980” 3 April 1980 or 4 March 1980?')
  expect(asked.err).toContain('“HMP Leedz” (one row) is no prison in the list')
  const answers = { days: { bornOn: 'day-first' }, prisons: { 'HMP Leedz': 'leeds' } }
  writeFileSync(join(above, 'answers.json'), JSON.stringify(answers))
  const made = await run('--mapping', 'answers.json', '--json')
  expect(JSON.parse(made.out)).toMatchObject({ recorded: 1, what: 'clients', check: false })
  await again()
  expect((await ask.clients.find({ text: '' })).rows).toMatchObject([{ bornOn: '1980-04-03' }])
})

test('a folder, a file that is not there and every wrong word are refused in words', async () => {
  const { above, run } = await withList()
  mkdirSync(join(above, 'folder'))
  const on = (file: string, ...more: string[]) =>
    command(['import', above, file, ...more, '--passphrase-stdin'], typed, above)
  expect((await on('folder')).err).toContain('is not a file')
  expect((await on('nothing.csv')).err).toContain('There is no file')
  expect((await run('--what', 'letters')).err).toContain('--what takes one of: clients, stays')
  expect((await run('--alike', 'all')).err).toContain('--alike takes one of: skip, add, new')
  writeFileSync(join(above, 'm.json'), '{"columns": {"Nobody": "surname"}}')
  expect((await run('--mapping', 'm.json')).err).toContain('no column “Nobody”')
  writeFileSync(join(above, 'm.json'), '{"columns": {"Geboren": "birthday"}}')
  expect((await run('--mapping', 'm.json')).err).toContain('no field “birthday”')
  writeFileSync(join(above, 'm.json'), 'not JSON')
  expect((await run('--mapping', 'm.json')).err).toContain('cannot be read as JSON')
  const help = await command(['import', '--help'])
  expect(help.out).toContain('--mapping FILE')
  for (const { err } of [await on('folder'), await run('--what', 'letters')])
    expect(err).not.toMatch(inside)
  expect(existsSync(join(above, 'left.csv'))).toBe(false)
})
