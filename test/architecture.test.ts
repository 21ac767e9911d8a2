import { existsSync, readdirSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projections } from '../src-main/vault/projections.ts'
import {
  Answer,
  ConsentState,
  RESTRICTED_CLASS,
  InformationClass,
  Purpose,
  RecipientRole,
} from '../src-main/consents/contract.ts'
import { ArrangementSort } from '../src-main/establishments/contract.ts'
import { EntrySort, Kind } from '../src-main/law/contract.ts'
import { LetterContent, letters, LetterState, ReplyKind } from '../src-main/letters/contract.ts'
import { MatterKind } from '../src-main/matters/contract.ts'
import { Role } from '../src-main/people/contract.ts'
import { circles, sources, type Source } from './house.ts'

/** Each domain may import those before it. */
const ORDER = [
  'wire',
  'dates',
  'vault',
  'audit',
  'typesetting',
  'search',
  'people',
  'platform',
  'backups',
  'session',
  'establishments',
  'practice',
  'clients',
  'erasure',
  'law',
  'updates',
  'deadlines',
  'rights',
  'representatives',
  'matters',
  'consents',
  'details',
  'bases',
  'disclosures',
  'documents',
  'letters',
  'packs',
  'access-requests',
  'imports',
  'exports',
  'retention',
  'processing',
  'incidents',
  'tasks',
  'exchange',
  'day',
  'lists',
  'desks',
  'far',
]
/** Each table belongs to one room, which alone reads and writes it; `audit` writes projections by the folds. */
const TABLES: Record<string, readonly string[]> = {
  vault: ['paper', 'key_copy', 'former_key', 'asked'],
  audit: ['log', 'log_node', 'log_payload', 'log_checkpoint', 'log_key'],
  people: [
    ...['office', 'person', 'same_person', 'failed_sign_in', 'sign_in_mark', 'key_mark'],
    ...['recovery_sheet', 'given_passphrase', 'person_pair', 'file_key_change'],
    'work_passed',
  ],
  establishments: ['arrangement', 'pct_transfer'],
  practice: ['firm_version', 'firm_logo', 'signatory', 'second_check'],
  clients: ['client', 'client_record', 'client_version', 'joining', 'searchable', 'stay'],
  erasure: ['legal_hold', 'erasure_proposal', 'erased_client'],
  law: ['law_change', 'law_check', 'edition_import'],
  representatives: ['representative'],
  matters: [
    ...['matter', 'matter_version', 'matter_note', 'matter_closing', 'matter_open'],
    ...['matter_reopening', 'no_matter', 'matter_access', 'matter_access_person'],
  ],
  details: ['case_detail'],
  consents: [
    ...['consent', 'consent_withdrawal', 'consent_scan', 'consent_check', 'consent_review'],
  ],
  backups: ['backup_plan', 'backup', 'backup_trial', 'restoration'],
  bases: ['basis'],
  documents: ['document'],
  disclosures: ['disclosure', 'disclosure_class', 'call'],
  letters: [
    'letter',
    'letter_event',
    'letter_index',
    'letter_days',
    'sensitive_word',
    'post_book',
    'office_template',
    'house_paragraph',
  ],
  imports: ['import_run'],
  'access-requests': ['access_request'],
  exports: ['export_begun'],
  retention: ['retention_period', 'kept_longer'],
  processing: ['processing_detail', 'taken_out'],
  desks: ['desk', 'desks_let_in'],
  day: ['diary', 'diary_made', 'diary_stale'],
}
/** What still reads another room's table: the list only ever shrinks. */
const STILL_READS = [
  'src-main/day/relied-on.ts',
  'src-main/disclosures/listing.ts',
  'src-main/disclosures/read-disclosure.ts',
]
/** They stand above the domains and compose them. */
const COMPOSERS = [
  'src-main/office.ts',
  'src-main/office-law.ts',
  'src-main/office-on-disk.ts',
  'src-main/rooms.ts',
  'src-main/program-files.ts',
  'src-main/folds.ts',
  'src-main/logged.ts',
  'src-main/contract.ts',
  'src-main/cli.ts',
  'src-main/verify-worker.ts',
  'src-main/backup-worker.ts',
  'src-main/mend-worker.ts',
  'src-main/export-worker.ts',
]
/** Rooms above the domains: the window's surroundings, and what is asked from a command line. */
const ABOVE = ['sample', 'shell', 'commands']
const CARRIERS = ['src-main/main.ts', 'src-main/preload.ts']
const TOP = [
  '.ci',
  '.editorconfig',
  '.git',
  '.github',
  '.gitattributes',
  '.gitignore',
  '.nvmrc',
  '.oxlintrc.json',
  '.prettierignore',
  '.prettierrc.json',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'docs',
  'electron.vite.config.ts',
  'package-lock.json',
  'package.json',
  'resources',
  'scripts',
  'src-main',
  'src-renderer',
  'test',
  'tsconfig.json',
]
/** Circles by types alone that are still there; the list only shrinks. */
const CIRCLES = [['frame-store.ts', 'keys.ts']]
/** Made by the commands and never kept. */
const MADE = ['node_modules', 'out', 'dist']

const main = sources('src-main')
const renderer = sources('src-renderer')
const domainOf = (path: string) => /^src-main\/([a-z-]+)\//.exec(path)?.[1]
const broken = (
  files: Source[],
  rule: (file: Source, from: string, typeOnly: boolean) => boolean,
) =>
  files.flatMap((file) =>
    file.imports
      .filter(({ from, typeOnly }) => rule(file, from, typeOnly))
      .map(({ from }) => `${file.path} imports ${from}`),
  )

/** The tables that a source names: to the SQL builder, or in a statement that is written out. */
const tablesIn = (text: string): string[] => [
  ...[
    ...text.matchAll(
      /(?:selectFrom|[jJ]oin|insertInto|replaceInto|updateTable|deleteFrom)\(\s*'(\w+)(?: as \w+)?'/g,
    ),
  ].map(([, table]) => table!),
  ...[...text.matchAll(/`[^`]*\bselect\b[^`]*`/g)].flatMap(([statement]) =>
    [...statement.matchAll(/\b(?:from|join|into|update) (\w+)/g)].map(([, table]) => table!),
  ),
]

describe('the house', () => {
  test('has the top level that was agreed, and nothing else', () => {
    const root = resolve(import.meta.dirname, '..')
    expect(readdirSync(root).filter((name) => !TOP.includes(name) && !MADE.includes(name))).toEqual(
      [],
    )
  })

  test('was really read: every folder has files and every import was found', () => {
    expect(main.length).toBeGreaterThan(20)
    expect(renderer.length).toBeGreaterThan(10)
    const missing = broken([...main, ...renderer], (_, from) => {
      if (!/^src-(main|renderer)\//.test(from)) return false
      return !existsSync(resolve(import.meta.dirname, '..', from.replace(/\?.*$/, '')))
    })
    expect(missing).toEqual([])
  })

  test('has only rooms that are in the plan', () => {
    const rooms = [
      ...new Set(main.map(({ path }) => domainOf(path)).filter((name) => name !== undefined)),
    ]
    expect(rooms.filter((name) => !ABOVE.includes(name) && !ORDER.includes(name))).toEqual([])
    for (const { path } of [...main, ...renderer])
      expect(path).not.toMatch(/(utils?|helpers?|common|manager|services?)(\/|\.|-)/i)
  })

  test('keeps files short enough to read at once', () => {
    const long = [...main, ...renderer]
      .filter(({ lines }) => lines > 500)
      .map(({ path, lines }) => `${path} ${lines}`)
    expect(long).toEqual([])
  })
})

describe('who may import whom', () => {
  test('wire imports zod, uuid and itself', () => {
    const wire = main.filter(({ path }) => domainOf(path) === 'wire')
    expect(
      broken(
        wire,
        (_, from) => !['zod', 'uuid'].includes(from) && !from.startsWith('src-main/wire/'),
      ),
    ).toEqual([])
  })

  test('a contract imports wire, other contracts and the pure schemas beside it', () => {
    const contracts = main.filter(({ path }) => path.endsWith('/contract.ts'))
    const allowed =
      /^src-main\/(wire\/|([a-z-]+\/)?contract\.ts$|vault\/recovery-words\.ts$|clients\/(nhs-number|prison-number|whereabouts)\.ts$|details\/groups\.ts$|(law\/entry|letters\/(complaint-contract|content|enclosable-contract|kinds|move-contract|post-book-contract|paragraph-contract|print-contract|template-contract|refusal-contract))\.ts$)/
    expect(broken(contracts, (_, from) => !allowed.test(from))).toEqual([])
  })

  test('a domain imports only those before it, and never the composers', () => {
    const upwards = broken(main, ({ path }, from) => {
      const [here, there] = [domainOf(path), domainOf(from)]
      if (!here || ABOVE.includes(here)) return false
      if (COMPOSERS.includes(from) || CARRIERS.includes(from) || (there && ABOVE.includes(there)))
        return true
      return there !== undefined && ORDER.indexOf(there) > ORDER.indexOf(here)
    })
    expect(upwards).toEqual([])
  })

  test('a domain reads and writes its own tables, and those of others by their functions', () => {
    const known = Object.values(TABLES).flat()
    expect(Object.keys(projections).filter((table) => !known.includes(table))).toEqual([])
    const strangers = main.flatMap(({ path, text }) => {
      const own = TABLES[domainOf(path) ?? ''] ?? []
      if (domainOf(path) === 'vault') return []
      return tablesIn(text)
        .filter((table) => known.includes(table) && !own.includes(table))
        .map((table) => `${path} asks ${table}`)
    })
    expect(strangers.filter((one) => !STILL_READS.includes(one.replace(/ asks .*/, '')))).toEqual(
      [],
    )
    // Whoever asks no more leaves the list.
    const left = STILL_READS.filter((path) => !strangers.some((one) => one.startsWith(`${path} `)))
    expect(left).toEqual([])
  })

  test('nothing but cli.ts looks into the commands', () => {
    expect(
      broken(main, ({ path }, from) => {
        const within = path === 'src-main/cli.ts' || domainOf(path) === 'commands'
        return domainOf(from) === 'commands' && !within
      }),
    ).toEqual([])
  })

  test('electron appears only in the shell, main.ts and preload.ts', () => {
    const carriers = /^src-main\/(shell\/|main\.ts|preload\.ts)/
    const all = [...main, ...renderer]
    expect(
      broken(all, ({ path }, from) => /^electron(\/|$|-log)/.test(from) && !carriers.test(path)),
    ).toEqual([])
  })

  test('only the room of desks afar knows a network; it is loaded where somebody asks for it, and by nothing else', () => {
    const network = /^(node:)?(net|tls|http|https|http2|dgram|dns|inspector)(\/|$)|^ws$/
    expect(
      broken(
        [...main, ...renderer],
        ({ path }, from) => network.test(from) && domainOf(path) !== 'far',
      ),
    ).toEqual([])
    const serving = [...main, ...renderer].filter(
      ({ path, imports }) =>
        domainOf(path) !== 'far' &&
        imports.some(({ from, typeOnly }) => domainOf(from) === 'far' && !typeOnly),
    )
    expect(serving.map(({ path }) => path)).toEqual([
      'src-main/commands/serve.ts',
      'src-main/shell/desk.ts',
      'src-main/shell/other-desks.ts',
    ])
    // The window's program reads it late: not before desks are let in, or it is a desk.
    const shell = serving.filter(({ path }) => domainOf(path) === 'shell')
    for (const { path, text } of shell)
      expect(text.match(/^import (?!type\b)[^'\n]*'\.\.\/far\//m), path).toBeNull()
  })

  test('the database and its SQL builder stay in the vault, the log and the domains that own tables', () => {
    expect(
      broken(main, ({ path }, from) => from === 'better-sqlite3' && domainOf(path) !== 'vault'),
    ).toEqual([])
  })

  test('the window reaches the office only through contracts, wire and the pure files it truly shares', () => {
    const shared =
      /^src-main\/(wire\/|([a-z-]+\/)?contract\.ts$|clients\/(nhs-number|prison-number|whereabouts)\.ts$|vault\/recovery-words\.ts$|letters\/next-acts\.ts$|(letters|consents)\/state-words\.ts$|documents\/document-words\.ts$|day\/part-words\.ts$|audit\/(pack\/|(act|more)-words\.ts$)|dates\/)/
    expect(
      broken(renderer, (_, from) => from.startsWith('src-main/') && !shared.test(from)),
    ).toEqual([])
  })

  test('the window has one today, which is the office’s: nothing else in it reads the clock', () => {
    const readers = renderer.filter(({ text }) => /\bnew Date\(\)|Date\.now\(\)/.test(text))
    expect(readers.map(({ path }) => path)).toEqual(['src-renderer/parts/today.ts'])
  })

  test('the window uses nothing of Node', () => {
    expect(broken(renderer, (_, from) => from.startsWith('node:'))).toEqual([])
  })

  test('the scripts stand outside: nothing of the program imports them, and they import nothing of it', () => {
    const within = [...main, ...renderer]
    expect(broken(within, (_, from) => from.startsWith('scripts/'))).toEqual([])
    expect(broken(sources('scripts'), (_, from) => /^(src-|test\/)/.test(from))).toEqual([])
  })

  test('nothing goes round in a circle, not even by a type', () => {
    const known = (circle: string[]) =>
      CIRCLES.some((files) => circle.every((path) => files.includes(basename(path))))
    expect(circles([...main, ...renderer]).filter((circle) => !known(circle))).toEqual([])
  })
})

describe('what every file keeps to', () => {
  const all = [...main, ...renderer]
  const holding = (pattern: RegExp) =>
    all.filter(({ text }) => pattern.test(text)).map(({ path }) => path)

  test('only the sample, whose passphrase everybody knows, has keys that cost less to try', () => {
    expect(holding(/\bkeyCost\b/).sort()).toEqual([
      'src-main/office-on-disk.ts',
      'src-main/office.ts',
      'src-main/sample/sample.ts',
    ])
  })

  test('no check is silenced', () => {
    expect(
      holding(/@ts-(ignore|nocheck|expect-error)|oxlint-disable|eslint-disable|\bas any\b|: any\b/),
    ).toEqual([])
  })

  test('a kind of letter stands by its number in the one table', () => {
    expect(holding(/['"`]L\d\d\b|^\s*L\d\d:/m)).toEqual([
      'src-main/letters/kinds.ts',
      // A migration stays as it ran.
      'src-main/vault/migrations/0010-letter-index.ts',
    ])
  })

  test('the class that is held back is named in one place', () => {
    const named = holding(/['"`]hiv-sexual-health/)
    // What the log has is spelled where it is read.
    expect(named.filter((path) => domainOf(path) !== 'sample')).toEqual([
      'src-main/consents/contract.ts',
      'src-main/consents/logged.ts',
      // A migration stays as it ran.
      'src-main/vault/migrations/0026-held-letters.ts',
    ])
  })

  test('no screen holds a rule, a day or a sentence of the law', () => {
    const screens = renderer.filter(({ path }) => path.endsWith('.vue'))
    const legal =
      /\d{4}-\d{2}-\d{2}|\bL\d\d\b|\bAct (19|20)\d\d|\b[Ss]ection \d|\b(two|three|four|six|twelve|\d+) (calendar )?months\b|['"`]2\.\d+\.\d+/
    expect(screens.filter(({ text }) => legal.test(text)).map(({ path }) => path)).toEqual([])
  })

  test('pdfkit and fontkit are used by what they document: no private name, no method put in place of theirs', () => {
    const users = main.filter(({ imports }) =>
      imports.some(({ from }) => from === 'pdfkit' || from === 'fontkit'),
    )
    expect(users.map(({ path }) => path).toSorted()).toEqual([
      'src-main/practice/logo-rules.ts',
      'src-main/typesetting/bundle-font.ts',
      'src-main/typesetting/bundle-picture.ts',
      'src-main/typesetting/draw.ts',
      'src-main/typesetting/fonts.ts',
    ])
    const inside = /\._\w|\['_|\b(openImage|addContent|embed|prototype)\b|\bobj\b/
    expect(users.filter(({ text }) => inside.test(text)).map(({ path }) => path)).toEqual([])
    expect(holding(/\b(_font|_addColorOutputIntent|openImage)\b/)).toEqual([])
  })

  test('the clock and chance are arguments: only the carriers and the composers read the real ones', () => {
    const real = /\bnew Date\(\)|Date\.now\(\)|Math\.random\(\)|\brandomUUID\(|\brandomBytes\(/
    const office = main.filter(
      ({ path }) => domainOf(path) !== undefined && domainOf(path) !== 'shell',
    )
    expect(office.filter(({ text }) => real.test(text)).map(({ path }) => path)).toEqual([])
  })
})

/** The files of the window that put questions to the office: a store for each domain, and what belongs to the frame. */
const ASKS_THE_OFFICE =
  /-store\.ts$|^src-renderer\/(forms\/unfinished|frame\/restricted-on-screen)\.ts$/

/** What the window has words for. */
const ENUMERATIONS = {
  'classes of information': InformationClass.exclude([RESTRICTED_CLASS]).options,
  'roles of a recipient': RecipientRole.options,
  purposes: Purpose.options,
  answers: Answer.options,
  'states of a consent': ConsentState.options,
  'states of a letter': LetterState.options,
  replies: ReplyKind.options,
  routes: letters.send.input.shape.route.options,
  deliveries: LetterContent.shape.delivery.options,
  'kinds of matter': MatterKind.options,
  'work of people': Role.options,
  'what is recorded of a prison': ArrangementSort.options,
  'sorts of entries': EntrySort.options,
  'kinds of question': Kind.options,
}
/** A member of an enumeration with its words beside it: in a table, or as an item of a list. */
const words = (member: string) =>
  new RegExp(
    `(^|[\\s{,\\[])'?${member}'?\\]?: *('[A-Z]|badge\\(|\\{\\s*(name|label|word):)|value: '${member}', *(name|label):`,
    'm',
  )

describe('the window', () => {
  test('asks the office through the stores of the domains, never from a screen', () => {
    const asking = renderer
      .filter(({ text }) => /\boffice\.\w+\.\w+\(/.test(text))
      .map(({ path }) => path)
    expect(asking).toContain('src-renderer/law/law-store.ts')
    expect(asking.filter((path) => !ASKS_THE_OFFICE.test(path))).toEqual([])
  })

  test('reads an identity by its schema: nothing is passed off as one', () => {
    const forced = renderer.filter(({ text }) => /\bas (never\b|unknown as\b|\w+Id\b)/.test(text))
    expect(forced.map(({ path }) => path)).toEqual([])
  })

  test('learns from the form itself whether it stands recorded', () => {
    const guessing = renderer.filter(({ text }) => /if \([^)]*\bnotice\.value/.test(text))
    expect(guessing.map(({ path }) => path)).toEqual([])
  })

  test('has the title of every page at one height', () => {
    const titled = renderer.filter(({ text }) => /<h1 class="record|<LawHead/.test(text))
    expect(
      titled.filter(({ text }) => /\bp-5\b(?! pt-2\.5)/.test(text)).map(({ path }) => path),
    ).toEqual([])
  })

  test('tells of what happened in one way', () => {
    const toasts = renderer.filter(({ text }) => /useToast\b/.test(text)).map(({ path }) => path)
    expect(toasts).toEqual(['src-renderer/parts/notify.ts'])
  })

  test('has the words of an enumeration once, among its words', () => {
    // Those that the office’s own lists say too stand beside their room’s contract.
    const files = [...renderer, ...main.filter(({ path }) => path.endsWith('/state-words.ts'))]
    const text = (path: string) => files.find((file) => file.path === path)!.text
    for (const [name, all] of Object.entries(ENUMERATIONS)) {
      const tables = files
        .filter(({ path }) => all.every((one) => words(one).test(text(path))))
        .map(({ path }) => path)
      expect(tables, name).toHaveLength(1)
      expect(tables[0], name).toMatch(/^src-renderer\/words\/|\/state-words\.ts$/)
    }
  })

  test('has parts and forms that know no domain', () => {
    const leaves = renderer.filter(({ path }) => /^src-renderer\/(parts|forms|words)\//.test(path))
    const known = /^src-renderer\/((parts|forms|words|frame)\/|office\.ts$|fresh\.ts$)/
    expect(
      broken(leaves, (_, from) => from.startsWith('src-renderer/') && !known.test(from)),
    ).toEqual([])
  })

  test('looks at once where it is left, and covers what is held in one way', () => {
    const leaving = renderer
      .filter(({ text }) => /'(blur|visibilitychange)'/.test(text))
      .map(({ path }) => path)
    expect(leaving).toEqual(['src-renderer/frame/restricted-on-screen.ts'])
  })
})
