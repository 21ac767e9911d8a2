import { clientsListed } from '../clients/listing.ts'
import { listName } from '../clients/known-client.ts'
import { clientFiles, linesOfStay, type ClientFile } from '../clients/read-client.ts'
import { recordsOf, type Records } from '../clients/records.ts'
import { stayOn } from '../clients/stays.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { formsOfAll } from '../consents/grants.ts'
import { openPart } from '../consents/open-part.ts'
import { shownConsent } from '../consents/read-consent.ts'
import { CONSENT_STATES, FORM_NAMES, PURPOSES } from '../consents/state-words.ts'
import { formatDay, sentence } from '../dates/words.ts'
import { classWords, RESTRICTED } from '../disclosures/register-words.ts'
import { nameWhole } from '../imports/drafts.ts'
import { seesAll } from '../letters/sight.ts'
import { namesIn } from '../people/names.ts'
import { representativesAmong } from '../representatives/read-representative.ts'
import { standingOn } from '../representatives/standing.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Filter } from './contract.ts'
import { importable, prisonNamed, type Said } from './importable.ts'
import { dayCell, listOf, type Column, type List, type Looking } from './list.ts'

/** A client, with what a row of any list says of whom it is about. */
interface OfClient {
  clientId: string
  file: ClientFile
}
const WHOSE: Readonly<Record<string, (row: OfClient) => Said>> = {
  clientNumber: ({ file }) => file.client.prison_number,
  clientName: ({ file }) => nameWhole(file.client),
  clientBornOn: ({ file }) => file.client.born_on,
}

/** The persons whose records these are, each once, in this order, and all records of each. */
export async function filesOf(
  tx: Readable,
  ids: readonly string[],
): Promise<{ files: OfClient[]; records: Records }> {
  const records = await recordsOf(tx, ids)
  const known = await clientFiles(tx, records)
  const files = ids.flatMap((clientId) => {
    const file = known.get(clientId)
    return file ? { clientId, file } : []
  })
  return { files, records }
}

/** Of everybody whom the search of the screen finds, what `of` reads of some of them. */
const ofClients =
  <Row>(
    of: (
      tx: Readable,
      clients: readonly OfClient[],
      looking: Looking,
      records: Records,
    ) => Promise<Row[]>,
  ) =>
  async (tx: Readable, { text, clientId }: Filter, looking: Looking) => {
    const { ids, more } =
      clientId === null
        ? await clientsListed(tx, text, looking.today)
        : { ids: [clientId as string], more: false }
    if (more)
      throw new Refusal(
        'conflict',
        'Too many clients match to list them all. Type more of the name, or leave the search empty to save the whole list.',
      )
    return {
      of: ids.length,
      rows: async (look: Readable, from: number, to: number) => {
        const { files, records } = await filesOf(look, ids.slice(from, to))
        return of(look, files, looking, records)
      },
    }
  }

/** What a stay says, as the importer reads it. */
interface OfStay extends OfClient {
  stay: Tables['stay'] | undefined
  prison: string
}
const STAY: Readonly<Record<string, (row: OfStay) => Said>> = {
  where: ({ stay }) => stay?.kind ?? null,
  prison: ({ prison }) => prison,
  place: ({ stay }) => stay?.place ?? null,
  lines: ({ stay }) => (stay ? linesOfStay(stay) : null),
  postcode: ({ stay }) => stay?.postcode ?? null,
  since: ({ stay }) => stay?.from_on ?? null,
}
const source = ({ stay }: OfStay): Said => stay?.source ?? null

const clients: List = listOf<OfStay>(
  {
    name: 'Clients',
    may: 'read-clients',
    columns: importable('clients', {
      surname: ({ file }) => file.client.surname,
      forenames: ({ file }) => file.client.forenames,
      title: ({ file }) => file.particulars.title,
      pronouns: ({ file }) => file.particulars.pronouns,
      bornOn: ({ file }) => file.client.born_on,
      prisonNumber: ({ file }) => file.client.prison_number,
      noNumber: ({ file }) => file.particulars.prisonNumber.exception,
      nhsNumber: ({ file }) => file.particulars.nhsNumber ?? '',
      formerNumbers: ({ file }) => otherNumbers(file),
      aliases: ({ file }) => file.particulars.aliases.map(nameWhole),
      ...STAY,
      source,
      language: ({ file }) => file.particulars.needs.language,
      interpreter: ({ file }) => file.particulars.needs.interpreter,
      largePrint: ({ file }) => file.particulars.needs.largePrint,
      easyWords: ({ file }) => file.particulars.needs.easyWords,
      readAloud: ({ file }) => file.particulars.needs.readAloud,
      needsNote: ({ file }) => file.particulars.needs.note,
    }),
  },
  ofClients(async (_, all, { today, establishments }) => {
    const named = prisonNamed(establishments.all)
    return all.map((one) => {
      const stay = stayOn(one.file.stays, today) ?? one.file.stays[0]
      return { ...one, stay, prison: named(stay?.establishment_id ?? '') }
    })
  }),
)

/** The numbers that the client had before, by any record. */
const otherNumbers = ({ client, records }: ClientFile): string[] => [
  ...new Set(
    records
      .flatMap((one) => [...one.formerNumbers.toSorted(), one.client.prison_number])
      .filter((number) => number !== '' && number !== client.prison_number),
  ),
]

const stays: List = listOf<OfStay & { until: string | null }>(
  {
    name: 'Prison history',
    may: 'read-clients',
    columns: importable<OfStay & { until: string | null }>('stays', {
      ...WHOSE,
      ...STAY,
      until: ({ until }) => until,
      source,
    }),
  },
  ofClients(async (_, all, { establishments }) => {
    const named = prisonNamed(establishments.all)
    return all.flatMap((one) =>
      one.file.stays.map((stay, at, ordered) => {
        const next = ordered[at + 1]?.from_on ?? null
        const until = next === stay.from_on ? null : next
        return { ...one, stay, until, prison: named(stay.establishment_id) }
      }),
    )
  }),
)

type Contact = OfClient & {
  said: NonNullable<ReturnType<typeof standingOn>>['appointment']
  until: string | null
}
const contacts: List = listOf<Contact>(
  {
    name: 'Who acts for clients',
    may: 'read-clients',
    columns: importable('contacts', {
      ...WHOSE,
      capacity: ({ said }) => said.capacity,
      title: ({ said }) => said.title,
      surname: ({ said }) => said.surname,
      forenames: ({ said }) => said.forenames,
      lines: ({ said }) => said.lines,
      postcode: ({ said }) => said.postcode,
      telephone: ({ said }) => said.telephone,
      since: ({ said }) => said.from,
      until: ({ until }) => until,
      covers: ({ said }) => said.covers,
      together: ({ said }) => said.together,
      limits: ({ said }) => said.limits,
      provedOn: ({ said }) => said.provedOn,
      source: ({ said }) => said.source,
    }),
  },
  ofClients(async (tx, all, { today }, records) => {
    const acting = await representativesAmong(tx, records)
    return all.flatMap((one) =>
      (acting.get(one.clientId) ?? []).flatMap((record) => {
        const standing = standingOn(record, today)
        if (!standing || standing.removed) return []
        const { appointment: said, ended } = standing
        return { ...one, said, until: ended?.on ?? said.until }
      }),
    )
  }),
)

type Form = OfClient & { form: ReturnType<typeof shownConsent> }
const withdrawn = ({ withdrawals }: Form['form']): string =>
  withdrawals
    .filter(({ corrected }) => corrected === null)
    .map(
      ({ classes, receivedOn }) =>
        `${classes.map(classWords).join(', ')}: ${formatDay(receivedOn)}`,
    )
    .join('\n')
const FORM_COLUMNS: readonly Column<Form>[] = [
  ['Client', 24, ({ file }) => listName(file.client)],
  ['Prison number', 14, ({ file }) => file.client.prison_number],
  ['Form', 30, ({ form }) => FORM_NAMES[form.kind]],
  ['For', 30, ({ form }) => form.recipient.name],
  ['Purpose', 22, ({ form }) => PURPOSES[form.purpose]],
  [
    'Information',
    34,
    ({ form }) =>
      form.choices
        .map(({ class: about, state }) =>
          about === RESTRICTED_CLASS || state === 'restricted'
            ? sentence(RESTRICTED)
            : `${sentence(classWords(about))}: ${CONSENT_STATES[state].toLowerCase()}`,
        )
        .join('\n'),
  ],
  ['Signed', 12, ({ form }) => dayCell(form.signedOn)],
  ['Received', 12, ({ form }) => dayCell(form.receivedOn)],
  ['Valid until', 12, ({ form }) => dayCell(form.lastDay)],
  ['Ask again', 12, ({ form }) => dayCell(form.review.on)],
  ['Withdrawn', 26, ({ form }) => withdrawn(form)],
  ['Recorded by', 22, ({ form }) => form.recordedBy],
]

const forms: List = listOf<Form>(
  { name: 'Signed forms', may: 'read-consents', columns: FORM_COLUMNS },
  ofClients(async (tx, all, { today, law, by }, records) => {
    const kept = await formsOfAll(tx, records)
    const how = { today, ageing: await law.book(tx), nameOf: await namesIn(tx) }
    return all.flatMap((one) => {
      const own = kept.get(one.clientId) ?? []
      return (seesAll(by) ? own : openPart(own)).map((form) => ({
        ...one,
        form: shownConsent(form, how),
      }))
    })
  }),
)

/** The lists whose rows are chosen by clients. */
export const LISTS_OF_CLIENTS = { clients, stays, contacts, forms }
