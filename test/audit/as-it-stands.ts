import type { LetterOffice } from '../letters/letter-office.ts'

/** What says when, by whom and by which entry something was recorded, and what was recorded before it: not how it stands. */
const PASSING = new Set([
  ...['seq', 'at', 'by', 'recorded', 'recordedAt', 'recordedBy', 'version', 'reason', 'history'],
  ...['earlier', 'reopened', 'id', 'letterId', 'consentId', 'gate', 'approved', 'matterId'],
  ...['replaces', 'corrected', 'notes', 'records', 'joined', 'answers', 'representativeId'],
  ...['superseded', 'earlierTransfers', 'takenBack', 'removed'],
])

const without = (key: string, value: unknown) => (PASSING.has(key) ? undefined : value)

/** The words of the office's own templates that are in use. */
async function standingTemplates(ask: LetterOffice['ask']) {
  const rows = (await ask.letters.templates({})).filter(({ office }) => office)
  const files = await Promise.all(
    rows.map(({ kind, easyRead }) => ask.letters.template({ kind, easyRead })),
  )
  return files.map(({ kind, easyRead, office, saved }) => ({
    ...{ kind, easyRead },
    text: saved.find(({ version }) => version === office?.version)?.text,
  }))
}

/** Everything the office shows of itself that an act can change, without when and by whom it was recorded. */
export async function asItStands({ ask, clientId }: LetterOffice): Promise<unknown> {
  const { rows } = await ask.letters.list({ limit: 200 })
  const { rows: matters } = await ask.matters.list({ limit: 200 })
  const hull = await ask.establishments.arrangements({ establishmentId: 'hull' as never })
  const { stays, ...client } = await ask.clients.get({ clientId })
  const { rows: acting } = await ask.representatives.list({ clientId })
  const open = await Promise.all(matters.map(({ id }) => ask.matters.get({ matterId: id })))
  const { groups, notices } = await ask.day.view({})
  const plain = (item: object) => JSON.stringify(item, without)
  const seen = {
    letters: rows.filter(({ replacedBy }) => replacedBy === null),
    // One that is closed shows by what of it is still counted.
    matters: open
      .filter(({ closed }) => closed === null || closed.limits.length > 0)
      .map((one) => ({ ...one, closed: one.closed && one.closed.limits.toSorted() })),
    // The same stay may stand in two records of the person.
    client: { ...client, stays: [...new Set(stays.map(({ name, from }) => `${name}, ${from}`))] },
    clients: await ask.clients.find({ text: '' }),
    representatives: acting.filter(({ state }) => state !== 'removed'),
    register: await ask.disclosures.list({ clientId }),
    people: (await ask.people.list({})).filter(({ works }) => works),
    desks: (await ask.desks.list({})).desks.map(({ name }) => name).toSorted(),
    practice: await ask.practice.get({}),
    secondCheck: (await ask.practice.secondCheck({})).required,
    words: (await ask.letters.sensitiveWords({})).office,
    templates: await standingTemplates(ask),
    law: await ask.law.edition({}),
    holidays: (await ask.deadlines.holidays({})).days,
    hull: { ...hull, arrangements: hull.arrangements.filter(({ stands }) => stands) },
    // Of one day, lines come in the order in which they were recorded.
    day: groups.map((one) => ({ ...one, items: one.items.map(plain).toSorted() })),
    // That a backup is wanted follows from how long the log is.
    notices: notices.filter(({ kind }) => !['no-backup', 'no-sheet', 'work-passed'].includes(kind)),
  }
  return JSON.parse(JSON.stringify(seen, without))
}
