import { firstDayOf, lastDayOf } from '../dates/days.ts'
import { Day, text, z } from '../wire/schema.ts'
import {
  type ArrangementDraft,
  type ArrangementSort,
  Confidence,
  EstablishmentId,
  PartialDay,
  type ShippedFact,
} from './contract.ts'

const Trusted = {
  confidence: Confidence,
  source: text(500),
  note: z.string().max(1000),
}
const AddressVersion = z.strictObject({
  from: Day.nullable(),
  to: Day.nullable(),
  lines: z.array(text(60)).max(4),
  town: text(60),
  postcode: z.string().max(10),
  ...Trusted,
})
const SiteAddress = AddressVersion.omit({ from: true, to: true }).extend({ site: text(60) })
const BodyAddress = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  name: text(120),
  versions: z.array(AddressVersion),
})
const ProviderVersion = z.strictObject({
  /** Who holds the contract, and who is registered for the care where that is another body; null where it is known that nobody here knows. */
  contract: z.string().nullable(),
  registered: z.string().nullable(),
  from: PartialDay.nullable(),
  to: PartialDay.nullable(),
  /** The day of the source: from it on it is known to be so, where the first day is not. */
  seen: PartialDay,
  ...Trusted,
})

/** Postal addresses of prisons and of bodies, from day to day. */
export const AddressFile = z.strictObject({
  prisons: z.array(
    z.strictObject({
      prison: EstablishmentId,
      versions: z.array(AddressVersion).min(1),
      /** Where the prison has several sites: which one a client is at must be asked. */
      sites: z.array(SiteAddress).min(2).optional(),
    }),
  ),
  addresses: z.array(BodyAddress),
})
/** Who provides healthcare at each prison, from day to day. */
export const ProviderFile = z.strictObject({
  providers: z.array(
    z.strictObject({ prison: EstablishmentId, versions: z.array(ProviderVersion).min(1) }),
  ),
})
export interface ShippedFiles extends z.output<typeof AddressFile>, z.output<typeof ProviderFile> {}

/** What an edition knows of addresses and providers. */
export interface Shipped {
  address(establishmentId: string, on: string): ArrangementDraft | undefined
  /** The addresses of its sites, where it has several; empty for most. */
  sites(establishmentId: string): readonly Site[]
  /** The one body that provides and holds the records there; undefined where it is not known, or where two share it. */
  provider(establishmentId: string, on: string): ArrangementDraft | undefined
  /** Names that are in question for the provider, and what is noted of it. */
  providerDoubt(establishmentId: string, on: string): { names: readonly string[]; note: string }
  /** The team that answers requests for prison records. */
  disclosureTeam(on: string): ArrangementDraft | undefined
  /** The name and address of a body, by its id; that of the table of who is responsible where it stands there. */
  body(id: string, on: string): PlaceOfBody | undefined
  /** Everything that it says of a prison, or without one of that team, the newest first; `current` where it covers the day. */
  facts(
    establishmentId: string | null,
    on: string,
  ): (Omit<z.input<typeof ShippedFact>, 'standing'> & { current: boolean })[]
}

/** Where a body is written to, and where that is from. */
interface PlaceOfBody {
  name: string
  lines: string[]
  postcode: string
  verified: boolean
  source: string
}
/** One of several places that a prison is in, with its own address. */
export interface Site {
  site: string
  lines: readonly string[]
  postcode: string
}

const TEAM = 'moj-disclosure'
const covers = ({ from, to }: { from: string | null; to: string | null }, on: string) =>
  (from === null || firstDayOf(from) <= on) && (to === null || on <= lastDayOf(to))
const wholeDay = (day: string | null) => (day?.length === 10 ? (day as Day) : null)

/** Makes what an edition knows of addresses and providers ready to be asked. Pure. */
export function shippedPlaces({ prisons, addresses, providers }: ShippedFiles): Shipped {
  const addressOf = new Map<string, z.output<typeof AddressVersion>[]>(
    prisons.map(({ prison, versions }) => [prison, versions]),
  )
  const sitesOf = new Map<string, z.output<typeof SiteAddress>[]>(
    prisons.map(({ prison, sites = [] }) => [prison, sites]),
  )
  const bodies = new Map(addresses.map((one) => [one.id, one]))
  const providersOf = new Map<string, z.output<typeof ProviderVersion>[]>(
    providers.map(({ prison, versions }) => [prison, versions]),
  )
  const written = (
    { from, to, lines, town, postcode, confidence, source, note }: z.output<typeof AddressVersion>,
    of: Pick<ArrangementDraft, 'establishmentId' | 'sort' | 'name'>,
  ): ArrangementDraft => ({
    ...of,
    ...{ from, to, source, note, postcode, lines: [...lines, town] },
    verified: confidence === 'verified',
  })
  const providerOn = (establishmentId: string, on: string) =>
    providersOf
      .get(establishmentId)
      ?.findLast((one) => covers({ from: one.from ?? one.seen, to: one.to }, on))
  const nameOf = (id: string | null) => (id === null ? [] : (bodies.get(id)?.name ?? []))

  return {
    sites: (establishmentId) =>
      (sitesOf.get(establishmentId) ?? []).map(({ site, lines, town, postcode }) => ({
        ...{ site, lines: [...lines, town], postcode },
      })),
    address(establishmentId, on) {
      const found = addressOf.get(establishmentId)?.find((one) => covers(one, on))
      const of = { establishmentId: establishmentId as EstablishmentId, sort: 'address' as const }
      return found && written(found, { ...of, name: 'The prison' })
    },
    provider(establishmentId, on) {
      const found = providerOn(establishmentId, on)
      const [name] = [nameOf(found?.contract ?? null)].flat()
      if (!found || name === undefined || found.registered !== null) return undefined
      const { from, to, source, note, confidence, seen } = found
      return {
        ...{ establishmentId: establishmentId as EstablishmentId, sort: 'provider', name },
        ...{ lines: [], postcode: '', from: wholeDay(from), to: wholeDay(to), source, note },
        verified: confidence === 'verified',
        seenOn: firstDayOf(from ?? seen) as Day,
      }
    },
    providerDoubt(establishmentId, on) {
      const found = providerOn(establishmentId, on)
      const names = [found?.contract ?? null, found?.registered ?? null].flatMap(nameOf)
      return { names, note: found?.note ?? '' }
    },
    disclosureTeam(on) {
      const team = bodies.get(TEAM)
      const found = team?.versions.find((one) => covers(one, on))
      const of = { establishmentId: null, sort: 'disclosure-team' as const }
      return team && found && written(found, { ...of, name: team.name })
    },
    body(id, on) {
      const body = bodies.get(id)
      const found = body?.versions.find((one) => covers(one, on))
      if (!body || !found) return undefined
      const { lines, town, postcode, confidence, source } = found
      const verified = confidence === 'verified'
      return { name: body.name, lines: [...lines, town], postcode, verified, source }
    },
    facts(establishmentId, on) {
      const found = (
        { lines, town, ...said }: z.output<typeof AddressVersion>,
        of: { sort: ArrangementSort; name: string },
      ) => ({
        ...{ registered: null, site: '', seen: null, ...of, ...said },
        ...{ lines: [...lines, town], current: covers(said, on) },
      })
      if (establishmentId === null) {
        const { name = '', versions = [] } = bodies.get(TEAM) ?? {}
        return versions.map((one) => found(one, { sort: 'disclosure-team', name })).toReversed()
      }
      const provides = providerOn(establishmentId, on)
      const providers = (providersOf.get(establishmentId) ?? []).map((one) => ({
        ...one,
        ...{ sort: 'provider' as const, site: '', lines: [], postcode: '' },
        name: [nameOf(one.contract)].flat()[0] ?? '',
        registered: [nameOf(one.registered)].flat()[0] ?? null,
        current: one === provides,
      }))
      const addresses = (addressOf.get(establishmentId) ?? []).map((one) =>
        found(one, { sort: 'address', name: 'The prison' }),
      )
      const sites = (sitesOf.get(establishmentId) ?? []).map(({ site, ...one }) => ({
        ...found({ ...one, from: null, to: null }, { sort: 'address', name: site }),
        site,
      }))
      return [...addresses.toReversed(), ...sites, ...providers.toReversed()]
    },
  }
}

/** An edition that knows nothing of them. */
export const NOTHING_SHIPPED: Shipped = shippedPlaces({ prisons: [], addresses: [], providers: [] })
