import { extname } from 'node:path'
import type { contract } from '../contract.ts'
import { DisclosureLine, OpenClass } from '../disclosures/contract.ts'
import { countOf } from '../dates/words.ts'
import type { z } from '../wire/schema.ts'
import { Refusal } from '../wire/refusal.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { clientNamed, expectNew, writeRecorded, yearIn } from './chosen.ts'
import { signInFlags, signInWords, workIn } from './enter.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

type Input = z.input<typeof contract.disclosures.export.input>
const classes = OpenClass.options.flatMap((one) => ('options' in one ? one.options : [one.value]))
const bases = DisclosureLine.shape.basis.options

export const usage: Usage = {
  name: 'register',
  takes: ['<office folder>', '<file.csv, file.xlsx or file.pdf>'],
  words: {
    client: { shown: 'NAME', says: 'only what was disclosed about this client' },
    recipient: { shown: 'NAME', says: 'only what was disclosed to recipients of this name' },
    class: { shown: 'C', says: `only this information: ${classes.join(', ')}` },
    year: { shown: 'YYYY', says: 'only disclosures of this year' },
    basis: { shown: 'B', says: `only disclosures on this basis: ${bases.join(', ')}` },
    reason: { shown: 'R', says: 'why restricted information is named; needed with --restricted' },
    ...signInWords,
  },
  flags: {
    restricted: 'name restricted information, for whoever may open it',
    ...signInFlags,
  },
  says: 'saves the register of disclosures, as a table or a report by the ending of the file',
}

/** Saves the register of an office as a new file, each time an entry of its log. */
export async function register(given: Given, terminal: Terminal): Promise<Reply> {
  const [folder, file] = given.operands.map((path) => pathIn(terminal, path))
  const kind = extname(file!).slice(1).toLowerCase()
  if (kind !== 'csv' && kind !== 'xlsx' && kind !== 'pdf')
    throw new WrongUse(
      'The name of the file ends in .csv or .xlsx for a table, or in .pdf for a report.',
    )
  for (const [name, known] of [['class', classes] as const, ['basis', bases] as const]) {
    const said = given.word(name)
    if (said !== undefined && !(known as readonly string[]).includes(said))
      throw new WrongUse(`--${name} takes one of these: ${known.join(', ')}.`)
  }
  expectNew(file!)
  const year = yearIn(given)
  const { saved, lines } = await workIn(
    folder!,
    given,
    terminal,
    async (ask) =>
      ask.disclosures.export({
        ...{ kind, year, restricted: given.flag('restricted'), reason: given.word('reason') ?? '' },
        clientId: await clientNamed(given.word('client'), ask),
        reader: given.word('recipient') ?? '',
        ...({ class: given.word('class') ?? null, basis: given.word('basis') ?? null } as Pick<
          Input,
          'class' | 'basis'
        >),
      }),
    {
      saveReport: (_name, _kind, bytes, recorded) =>
        writeRecorded({ file: file!, bytes, what: 'The register' }, terminal.random, recorded),
    },
  )
  if (!saved) throw new Refusal('conflict', 'Nothing was saved.')
  return {
    exit: 0,
    text: `The register, ${countOf(lines, 'disclosure', 'disclosures')}: ${file}\nIt is for use in the office. That it was saved is an entry of the log.`,
    json: { file, kind, lines },
  }
}
