import { existsSync } from 'node:fs'
import { contract } from '../contract.ts'
import { openOffice } from '../office.ts'
import { askThrough } from '../wire/ask.ts'
import { Refusal } from '../wire/refusal.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { personOf } from './enter.ts'
import { askHidden, commandPlatform, lines, type Reply, type Terminal, pathIn } from './terminal.ts'

export const usage: Usage = {
  name: 'recover',
  takes: ['<office folder>'],
  words: {
    person: { shown: 'NAME', says: 'who you are; without it, those who work there are named' },
  },
  flags: {
    'words-stdin':
      'take the words from the first line of standard input, and the new passphrase from the second',
  },
  says: 'opens an office by the words of its recovery sheet, from remedy.db alone too, and sets a passphrase',
}

/** Opens an office by its recovery sheet and gives the person named a new passphrase. */
export async function recover(given: Given, terminal: Terminal): Promise<Reply> {
  const folder = pathIn(terminal, given.operands[0] ?? '')
  if (!existsSync(folder)) throw new WrongUse('There is no such folder.')
  const { resources, clock, random } = terminal
  const platform = commandPlatform(folder)
  const office = await openOffice({ folder, resources, clock, random, platform })
  const ask = askThrough(contract, office.dispatch)
  try {
    if ((await ask.signIn.state({})).phase === 'none')
      throw new WrongUse('There is no office in that folder.')
    const piped = given.flag('words-stdin') ? await lines(terminal, 2) : null
    const sheetWords = piped ? (piped[0] ?? '') : await askHidden(terminal, 'Words of the sheet: ')
    const people = await ask.signIn.peopleBySheet({ sheetWords })
    const name = given.word('person')
    const person = name === undefined ? undefined : personOf(people, name)
    if (!person) {
      const names = people.map((one) => one.name).join(', ')
      throw new Refusal(
        'not-found',
        `Say who you are with --person. Those who work here: ${names}.`,
      )
    }
    const passphrase = piped
      ? (piped[1] ?? '')
      : await askHidden(terminal, `New passphrase of ${person.name}: `)
    const again = piped ? passphrase : await askHidden(terminal, 'The same again: ')
    await ask.signIn.recover({
      ...{ personId: person.id, sheetWords, passphrase, passphraseAgain: again },
    })
    return {
      exit: 0,
      text: `${person.name} opens the office with the new passphrase. The log says that the sheet was used. Verify it with: verify ${folder}`,
      json: { folder, person: person.name },
    }
  } finally {
    await office.close()
  }
}
