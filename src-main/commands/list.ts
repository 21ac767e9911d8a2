import { extname } from 'node:path'
import { countOf } from '../dates/words.ts'
import { ListName } from '../lists/contract.ts'
import { Refusal } from '../wire/refusal.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { clientNamed, expectNew, writeRecorded } from './chosen.ts'
import { signInFlags, signInWords, workIn } from './enter.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

const WHICH = ['open', 'all', 'discarded'] as const

export const usage: Usage = {
  name: 'list',
  takes: ['<office folder>', '<list>', '<file.csv or file.xlsx>'],
  words: {
    text: { shown: 'T', says: 'only what the search of that screen finds by it' },
    client: { shown: 'NAME', says: 'of forms: only those of this client' },
    which: { shown: 'W', says: `of letters: ${WHICH.join(', ')}` },
    ...signInWords,
  },
  flags: signInFlags,
  says: `saves a list as a table, by the ending of the file: ${ListName.options.join(', ')}`,
}

/** Saves a list of an office as a new file, as the window does: what whoever signs in may see of it, each time an entry of its log. */
export async function list(given: Given, terminal: Terminal): Promise<Reply> {
  const [office, named, to] = given.operands
  const which = given.word('which') ?? 'all'
  const read = ListName.safeParse(named)
  if (read.error) throw new WrongUse(`The list is one of these: ${ListName.options.join(', ')}.`)
  if (!(WHICH as readonly string[]).includes(which))
    throw new WrongUse(`--which takes one of these: ${WHICH.join(', ')}.`)
  const file = pathIn(terminal, to!)
  const kind = extname(file).slice(1).toLowerCase()
  if (kind !== 'csv' && kind !== 'xlsx')
    throw new WrongUse('The name of the file ends in .csv or .xlsx.')
  expectNew(file)
  const { saved, rows } = await workIn(
    pathIn(terminal, office!),
    given,
    terminal,
    async (ask) =>
      ask.lists.save({
        ...{ list: read.data, kind },
        filter: {
          ...{ text: given.word('text') ?? '', which: which as (typeof WHICH)[number] },
          clientId: await clientNamed(given.word('client'), ask),
        },
      }),
    {
      saveReport: (_name, _kind, bytes, recorded) =>
        writeRecorded({ file, bytes, what: 'The list' }, terminal.random, recorded),
    },
  )
  if (!saved) throw new Refusal('conflict', 'Nothing was saved.')
  return {
    exit: 0,
    text: `The list of ${read.data}, ${countOf(rows, 'row', 'rows')}: ${file}\nIt is not encrypted. That it was saved is an entry of the log.`,
    json: { file, list: read.data, kind, rows },
  }
}
