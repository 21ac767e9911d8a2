import { describe, expect, test } from 'vitest'
import { contract } from '../src-main/contract.ts'
import { COMMANDS } from '../src-main/shell/command.ts'
import { DESTINATIONS, LAW_PLACES } from '../src-renderer/frame/destinations.ts'
import { sources } from './house.ts'
import { labelsOf, sentencesOf, textsOf } from './messages.ts'

const files = [...sources('src-main'), ...sources('src-renderer')].filter(
  ({ path }) => !path.includes('/migrations/') && !path.startsWith('src-main/sample/'),
)
/** Every sentence of the program, once, with the file that says it first. */
const said = new Map<string, string>()
for (const file of files)
  for (const text of textsOf(file))
    for (const sentence of sentencesOf(text)) if (!said.has(sentence)) said.set(sentence, file.path)

const places = [...DESTINATIONS, ...LAW_PLACES].map(({ name }): string => name)
const labels = new Set([
  ...places,
  ...files.filter(({ path }) => path.startsWith('src-renderer/')).flatMap(labelsOf),
])
const operations = new Set(
  Object.entries(contract).flatMap(([room, asked]) =>
    Object.keys(asked).map((name) => `${room}.${name}`),
  ),
)

/** Capitals that name no place of the program. */
const PROPER =
  /^(HIV|PDF|JPEG|PNG|Debian|England|Wales|Ireland|Remedy|Part [AB]|Latin|Rule 39|Ministry|Justice|NHS|Article|Act|Court|County Court|Caps Lock|Ctrl|January|February|March|April|May|June|July|August|September|October|November|December|Windows|Electron|Access to Health|Data Protection|Health Records|United|People|Republic|Isle|Royal Mail|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|UK|GDPR|London|Information|Mental|Crown|Schedule|Practice|Department|Legal Aid|Official|English|Welsh|Latin|Excel|Word|BFPO|Leeds)\b/

/** The longest label that `words` begin with; null where there is none. */
function labelAt(words: string): string | null {
  const parts = words.split(' ')
  for (let count = Math.min(parts.length, 6); count > 0; count--) {
    const name = parts
      .slice(0, count)
      .join(' ')
      .replace(/(’s)?[.,:;!?)”]*$/, '')
    if (labels.has(name)) return name
  }
  return null
}

/** Where a sentence sends its reader: what follows a preposition with a capital letter, and after a comma what is inside it. */
function unknownPlaces(sentence: string): string[] {
  const found: string[] = []
  for (const match of sentence.matchAll(/\b(?:in|under|on|from|to|at|see|open) (?=[A-Z][a-z])/g)) {
    const rest = sentence.slice(match.index + match[0].length)
    const place = labelAt(rest)
    if (place === null && !PROPER.test(rest)) found.push(rest)
    const inside =
      place && places.includes(place) ? rest.slice(place.length).match(/^(?:,| ›) ([A-Z].*)/) : null
    if (inside && labelAt(inside[1]!) === null) found.push(`${place}, ${inside[1]}`)
  }
  return found
}

/** What the reader does with their own hands: in the field that the message stands at, with the computer, on paper, to people. */
const BY_HAND = new Set(
  `add address answer ask attach bring call cancel challenge change check choose close compare connect consult copy correct complete count cut date deal delete describe divide
  destroy diarise do enter fill find fit free give go hand have hold install keep leave let look make mark move name note obtain open
  post press print put read record remove save say scan search see select send set show sign start stop tell telephone
  test tick try turn type unpack use verify wait work write`.split(/\s+/),
)
/**
 * What only the program does, by the verb: what may follow, and the operation or command that does it; `another program` where that does. A pronoun stands for what
 * the message speaks of.
 */
const ACTS: Record<string, [object: RegExp, operation: string][]> = {
  accept: [[/end\b|log ends/, 'signIn.acceptEnd']],
  amend: [[/entry|again/, 'law.amend']],
  approve: [[/letter|^it\b/, 'letters.approve']],
  confirm: [
    [/one person/, 'people.nameAccount'],
    [/sheet|words/, 'people.confirmRecoverySheet'],
    [/^(it|the|before|they|that|this)\b/, 'letters.printed'],
  ],
  create: [
    [/draft|letter/, 'letters.draft'],
    [/empty one|folder|office/, 'signIn.createOffice'],
  ],
  drop: [[/file|one\b/, 'imports.take']],
  decide: [
    [/^it\b/, 'letters.decideReply'],
    [/^whether/, 'letters.recall'],
    [/^on it/, 'exports.writeAccess'],
  ],
  discard: [[/draft|letter|^it\b|changes/, 'letters.discard']],
  draft: [[/^(a new|it again|again)/, 'letters.draftAgain']],
  end: [
    [/page of the matter/, 'matters.settleLimitation'],
    [/^(it|one|the)\b/, 'representatives.end'],
  ],
  erase: [
    [/^again/, 'erasure.again'],
    [/client/, 'erasure.propose'],
  ],
  hold: [[/^(the|this)\b/, 'erasure.hold']],
  export: [
    [/^the contacts again/, 'another program'],
    [/^it again/, 'exports.clientFile'],
  ],
  gather: [[/^(it again|what is held)/, 'exports.gatherAccess']],
  import: [
    [/edition|^it\b/, 'law.importEdition'],
    [/^them one after the other/, 'imports.run'],
  ],
  join: [[/record|^(it|that|this)\b|joined|the other/, 'clients.join']],
  lift: [[/hold/, 'erasure.lift']],
  lock: [[/office/, 'signIn.lock']],
  match: [[/^the columns/, 'imports.propose']],
  part: [[/^(them|the|these)\b/, 'clients.part']],
  propose: [[/erasure|^it\b/, 'erasure.propose']],
  recall: [[/letter|^it\b/, 'letters.recall']],
  rebuild: [[/lists/, 'remedy rebuild']],
  register: [[/client|^…|the/, 'clients.register']],
  reopen: [[/^it\b|matter/, 'matters.reopen']],
  replace: [[/office/, 'signIn.replaceByBackup']],
  restore: [
    [/backup|^it into/, 'signIn.restoreBackup'],
    [/^it first/, 'representatives.restore'],
  ],
  settle: [[/client’s page/, 'clients.correct']],
  review: [[/form|^it\b/, 'consents.review']],
  withdraw: [
    [/proposal/, 'erasure.withdraw'],
    [/change/, 'law.withdrawAmendment'],
    [/check/, 'law.withdrawCheck'],
    [/holiday/, 'deadlines.withdrawHoliday'],
    [/consent|form/, 'consents.withdraw'],
  ],
}
/** What is made or printed by the program, where the verb is also one of hands: what is named must be among these. */
const MADE: Record<string, [object: RegExp, operation: string][]> = {
  make: [
    [/backup|^one first/, 'backups.make'],
    [/sheet|^it and put it on paper/, 'people.renewRecoverySheet'],
    [/pack|smaller/, 'packs.makeRedacted'],
    [/post book/, 'letters.makePostBook'],
    [/partner/, 'people.changeRole'],
    [/correction/, 'clients.correct'],
  ],
  print: [
    [/sheet/, 'people.recoverySheet'],
    [/letter|^it\b|from there|again|cop|pre-printed/, 'letters.print'],
  ],
  take: [
    [/removal back/, 'representatives.restore'],
    [/ending back/, 'representatives.restore'],
    [/^that back first/, 'letters.undoStep'],
    [/^(?!.*\bback\b)/, 'letters.draft'],
  ],
  test: [[/newest/, 'backups.tryNewest']],
  verify: [
    [/log/, 'audit.verify'],
    [/^it with/, 'remedy verify'],
  ],
}
/** Beginnings that are no command to the reader, though a word with an article follows. */
const NO_VERB = new Set(
  `the this it no nothing if only its there what an a to another one you for on every not your where both somebody who as
  each that all from until nobody these whoever something part by in time they two with did we since which without more
  of and at or how before after while when so too any their our another everything anyone anything whether once than
  such never now otherwise information left beside besides because unless also within like against about above below over under during through into
  kept taken made recorded signed printed checked logged closed erased shown hidden decided approved sent asked said read
  needs holds contains covers says gives binds decides works provides runs commissions opens applies completes finds ends
  did does may must is are was were has agrees lies stays goes uses`.split(/\s+/),
)
const VERBAL = /.(?:ed|ing|s)$/
const OBJECT =
  /^(?:a|an|the|it|its|them|this|that|these|one|another|each|both|your|no|again|somebody|who|whoever|what|whether|where|how|as|in|on|under|into|with|by|erasure|here)\b/

/** Each command to the reader in a sentence: its verb, and what follows. */
function commandsIn(sentence: string): [verb: string, rest: string][] {
  // A control or a heading is itself the cure; a message ends as a sentence does.
  if (!sentence.endsWith('.')) return []
  return sentence.split(/(?:, then |, or |, and |; )/).flatMap((clause, at): [string, string][] => {
    const [, first = '', rest = ''] = /^([A-Za-z]+) (.*)$/.exec(clause.trim()) ?? []
    const verb = first.toLowerCase()
    if (at === 0 && !/^[A-Z]/.test(first)) return []
    return NO_VERB.has(verb) ||
      (VERBAL.test(verb) && !BY_HAND.has(verb)) ||
      !OBJECT.test(rest.toLowerCase())
      ? []
      : [[verb, rest.toLowerCase()]]
  })
}

const exists = (cure: string): boolean =>
  cure.startsWith('remedy ')
    ? COMMANDS.some((name) => cure === `remedy ${name}`)
    : cure === 'another program' || operations.has(cure)

/** What is wrong with a sentence that tells its reader to do something; none where each cure exists. */
function faultsOf(sentence: string): string[] {
  return commandsIn(sentence).flatMap(([verb, rest], at) => {
    const known = ACTS[verb] ?? MADE[verb]
    if (known) {
      const meant = known.filter(([object]) => object.test(rest))
      if (meant.length > 0) return meant.filter(([, cure]) => !exists(cure)).map(([, cure]) => cure)
      return [`${verb} ${rest}`]
    }
    return BY_HAND.has(verb) || at > 0 ? [] : [`${verb} ${rest}`]
  })
}

const faulty = (fault: (sentence: string) => string[]) =>
  [...said].flatMap(([sentence, path]) =>
    fault(sentence).map((one) => `${path}: ${sentence} [${one}]`),
  )

describe('every message that names a cure names one that exists', () => {
  test('a place that a message sends its reader to is a screen, a card or a field of the window', () => {
    expect(faulty(unknownPlaces)).toEqual([])
  })

  test('a control that a message names is on the window', () => {
    const named = (sentence: string) =>
      [...sentence.matchAll(/\b(?:choose|press|click|use|with|under) “([A-Z][^”…]+)”/gi)]
        .map(([, label]) => label!)
        .filter((label) => !labels.has(label))
    expect(faulty(named)).toEqual([])
  })

  test('a command that a message names is one of the command line', () => {
    const commands = (sentence: string) =>
      [...sentence.matchAll(/\b(?:command |with: |by |run )remedy ([a-z-]+)/g)]
        .map(([, name]) => name!)
        .filter((name) => !COMMANDS.some((known) => known === name))
    expect(faulty(commands)).toEqual([])
    expect([...said.keys()].some((one) => one.includes('remedy rebuild'))).toBe(true)
  })

  test('an act that a message asks for is an operation of the office, or done by hand', () => {
    expect(faulty(faultsOf)).toEqual([])
  })

  test('each act of the tables is an operation or a command', () => {
    const cures = [...Object.values(ACTS), ...Object.values(MADE)].flat().map(([, cure]) => cure)
    expect(cures.filter((cure) => !exists(cure))).toEqual([])
  })

  test.each([
    ['Change it in Settings.', unknownPlaces],
    ['See under Office, Archive.', unknownPlaces],
    ['Renew the licence.', faultsOf],
    ['Restore the wastebasket.', faultsOf],
    ['Print the certificate.', faultsOf],
    ['Correct it, or erase the log.', faultsOf],
  ] as const)('“%s” would be found', (sentence, fault) => {
    expect(fault(sentence)).not.toEqual([])
  })
})

/** What whoever reads the command line knows, and what a court or a registry makes out. */
const OTHERWISE = /^src-(main\/commands|main\/representatives|renderer\/representatives)\//

test('nobody at a desk reads the words of networks', () => {
  const found = [...said].filter(
    ([sentence, path]) =>
      !OTHERWISE.test(path) &&
      /\b(localhost|ports?|certificates?|TLS|SSL|sockets?|TCP|IP)\b/i.test(sentence),
  )
  expect(found).toEqual([])
  expect([...labels].filter((label) => /^(localhost|port|socket)$/i.test(label))).toEqual([])
})
