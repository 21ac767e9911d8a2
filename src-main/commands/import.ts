import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { countOf, CountOf } from '../dates/words.ts'
import {
  Choice,
  Mapping,
  What,
  type Checked,
  type ChosenFile,
  type Counts,
} from '../imports/contract.ts'
import { LIMITS } from '../imports/table.ts'
import { tooLarge } from '../platform/file-kind.ts'
import { writeNewFile } from '../vault/durable-file.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { expectNew } from './chosen.ts'
import { signInFlags, signInWords, workIn } from './enter.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'import',
  takes: ['<office folder>', '<file>'],
  words: {
    ...signInWords,
    what: {
      shown: What.options.join('|'),
      says: 'what the list is of; without it, by its headings',
    },
    sheet: { shown: 'NAME', says: 'the sheet of a workbook; without it, the first' },
    mapping: {
      shown: 'FILE',
      says: 'JSON: {"what", "columns": {heading: field}, "always", "days", "prisons"}',
    },
    alike: {
      shown: Choice.options.join('|'),
      says: 'what is done with rows like somebody on file; skip unless said',
    },
    report: { shown: 'FILE', says: 'where the rows that are not recorded are saved as CSV' },
  },
  flags: { ...signInFlags, check: 'only say what would be recorded' },
  says: 'imports a list (CSV, Excel workbook or vCard): all rows that can be recorded, in one act',
}

/** A mapping as a person writes it: by the headings of the file. */
const Written = z.strictObject({
  what: What.optional(),
  columns: z.record(z.string(), z.string()).optional(),
  always: Mapping.shape.always.optional(),
  days: Mapping.shape.days.optional(),
  prisons: Mapping.shape.prisons.optional(),
})

/** Imports a list as the window does, with the answers given beforehand. */
export async function importList(given: Given, terminal: Terminal): Promise<Reply> {
  const [office = '', list = ''] = given.operands.map((one) => pathIn(terminal, one))
  const at = (name: string) => {
    const word = given.word(name)
    return word === undefined ? undefined : pathIn(terminal, word)
  }
  const what = optionOf('what', given.word('what'), What)
  const otherwise = optionOf('alike', given.word('alike'), Choice) ?? 'skip'
  const written = mappingIn(at('mapping'))
  const report = at('report')
  if (report !== undefined) expectNew(report)
  const bytes = bytesOf(list)
  return workIn(
    office,
    given,
    terminal,
    async (ask) => {
      const first = (await ask.imports.choose({}))!
      const sheet = given.word('sheet')
      const chosen =
        sheet === undefined ? first : await ask.imports.chooseSheet({ token: first.token, sheet })
      const { token } = chosen
      const meant = what ?? written.what ?? chosen.mapping.what
      const proposed =
        meant === chosen.mapping.what
          ? chosen.mapping
          : await ask.imports.propose({ token, what: meant })
      const mapping = withWritten(chosen, proposed, written)
      const asked = { token, mapping, choices: { otherwise, rows: {} } }
      const checked = await ask.imports.check(asked)
      expectAnswered(checked, mapping)
      const onlyCheck = given.flag('check')
      const { counts } = onlyCheck ? checked : await ask.imports.run(asked)
      const left = counts.refused + counts.skipped
      if (report !== undefined && left > 0) await ask.imports.saveReport({ token })
      return {
        exit: counts.refused > 0 ? 1 : 0,
        text: [
          `${chosen.recognised}: ${countOf(counts.rows, 'row', 'rows')} of ${LISTS[meant]}.`,
          `${onlyCheck ? 'Would be recorded' : 'Recorded'}: ${countsInWords(counts)}.`,
          ...checked.refused.slice(0, 20).map(({ number, why }) => `Row ${number}: ${why}`),
          ...(checked.refused.length > 20 ? ['…'] : []),
          ...(left > 0 && report !== undefined ? [`Rows not recorded: ${report}`] : []),
        ].join('\n'),
        json: {
          ...counts,
          what: meant,
          mapping,
          check: onlyCheck,
          report: left > 0 ? report : undefined,
        },
      }
    },
    {
      chooseFile: async () => ({ name: basename(list), bytes }),
      async saveReport(_name, _kind, saved) {
        try {
          writeNewFile(report!, saved)
        } catch {
          throw new Refusal(
            'invalid-input',
            `The report cannot be written to ${report}. Name a new file in a folder that you may write to.`,
          )
        }
        return true
      },
    },
  )
}

const LISTS: Record<What, string> = {
  clients: 'clients',
  stays: 'stays',
  matters: 'matters',
  bodies: 'bodies of prisons',
  contacts: 'representatives',
}

const countsInWords = ({ recorded, added, nothingNew, skipped, refused }: Counts): string =>
  [
    countOf(recorded, 'new record', 'new records'),
    `${countOf(added, 'row', 'rows')} added to clients on file`,
    `${countOf(nothingNew, 'row', 'rows')} with nothing new`,
    `${countOf(skipped, 'row', 'rows')} left out`,
    `${countOf(refused, 'row', 'rows')} refused`,
  ].join(', ')

function optionOf<T extends string>(
  name: string,
  word: string | undefined,
  { options }: { options: readonly T[] },
): T | undefined {
  if (word === undefined) return undefined
  const found = options.find((one) => one === word)
  if (found) return found
  throw new WrongUse(`--${name} takes one of: ${options.join(', ')}.`)
}

/** The bytes of the list, once it is known to be a file of a size that is read. */
function bytesOf(file: string): Uint8Array {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new Refusal('not-found', `There is no file ${file}.`)
  if (!found.isFile())
    throw new Refusal('invalid-input', `${file} is not a file. Name the file that holds the list.`)
  if (found.size > LIMITS.bytes) throw tooLarge(LIMITS.bytes, ['list'])
  try {
    return readFileSync(file)
  } catch {
    throw new Refusal('not-found', `${file} cannot be read. Check that you may open it.`)
  }
}

function mappingIn(file: string | undefined): z.output<typeof Written> {
  if (file === undefined) return {}
  let data: unknown
  try {
    data = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Refusal('invalid-input', `The mapping ${file} cannot be read as JSON.`)
  }
  const parsed = Written.safeParse(data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refusal(
    'invalid-input',
    `The mapping ${file} has a fault at ${issue!.path.join('.') || 'its top'}. Write it as import --help shows.`,
  )
}

/** The mapping that was proposed, with what was written in place of it. */
function withWritten(
  { header, fields }: ChosenFile,
  proposed: Mapping,
  { columns = {}, always = {}, days = {}, prisons = {} }: z.output<typeof Written>,
): Mapping {
  const known = fields[proposed.what].map(({ key }) => key)
  for (const [heading, key] of Object.entries(columns)) {
    if (!header.includes(heading))
      throw new Refusal(
        'invalid-input',
        `The file has no column “${heading}”. It has: ${header.join(', ')}.`,
      )
    if (key !== '' && !known.includes(key))
      throw new Refusal(
        'invalid-input',
        `There is no field “${key}”. There are: ${known.join(', ')}.`,
      )
  }
  return {
    what: proposed.what,
    columns: proposed.columns.map((key, at) => columns[header[at]!] ?? key),
    always: { ...proposed.always, ...always },
    days: { ...proposed.days, ...days },
    prisons: { ...proposed.prisons, ...prisons },
  }
}

/** Refuses while something about the file must be answered, and says how. */
function expectAnswered(
  { questions: { faults, days, prisons } }: Checked,
  { what }: Mapping,
): void {
  const lines = [
    ...faults,
    ...days.map(
      ({ key, label, example, dayFirst, monthFirst }) =>
        `${label}: is “${example}” ${dayFirst} or ${monthFirst}? Write "days": {"${key}": "day-first"} or "month-first" into a file, and name it with --mapping.`,
    ),
    ...prisons
      .slice(0, 20)
      .map(
        ({ written, rows, offered }) =>
          `“${written}” (${countOf(rows, 'row', 'rows')}) is no prison in the list. Write "prisons": {"${written}": "<id>"}${offered.length > 0 ? `; near: ${offered.map(({ id }) => id).join(', ')}` : ''}.`,
      ),
  ]
  if (lines.length === 0) return
  throw new Refusal(
    'conflict',
    `Nothing was recorded. ${CountOf(lines.length, 'question', 'questions')} about this list of ${LISTS[what]}:\n${lines.join('\n')}`,
  )
}
