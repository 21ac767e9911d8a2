import type { Establishment } from '../establishments/contract.ts'
import { z } from '../wire/schema.ts'
import { byId, loadDeadlineLaw, type DeadlineLaw } from './edition.ts'
import { editionFault, readEditionFile } from './edition-file.ts'
import type { EditionTexts } from './edition-pack.ts'
import { Body, RouteFile, type Procedure } from './route.ts'

const BodyFile = z.strictObject({ bodies: z.array(Body) })

/** What a row may name instead of a body: the health board of the prison asked about. */
export const HEALTH_BOARD = 'health-board'

/** Who is answerable, as data: rows in the order they are tried, procedures and bodies with their days. */
export interface Routing extends Omit<RouteFile, 'procedures'> {
  readonly procedures: ReadonlyMap<string, Procedure>
  readonly bodies: ReadonlyMap<string, Body>
}

const file = 'rights/routes.json'
const bodyFile = 'rights/bodies.json'

/** The bodies of an edition, by their ids. */
export const loadBodies = (texts: EditionTexts): ReadonlyMap<string, Body> =>
  byId(bodyFile, readEditionFile(texts, bodyFile, BodyFile).bodies)

/** Reads the routing of an edition; refuses a row that points at a body, procedure, rule or row that is not there. */
export function loadRouting(
  texts: EditionTexts,
  { rules }: Pick<DeadlineLaw, 'rules'> = loadDeadlineLaw(texts),
): Routing {
  const routes = readEditionFile(texts, file, RouteFile)
  const bodies = loadBodies(texts)
  const procedures = byId(file, routes.procedures)
  const rows = byId(file, routes.rows)

  const need = (there: boolean, where: string, what: string) => {
    if (!there) throw editionFault(file, where, `there is no ${what}`)
  }
  for (const { prison, body } of routes.healthBoards)
    need(bodies.has(body), `healthBoards, ${prison}`, `body “${body}”`)
  for (const { id, successor } of bodies.values()) {
    if (successor !== null && !bodies.has(successor))
      throw editionFault(bodyFile, `entry ${id}`, `there is no body “${successor}”`)
    const line = new Set([id])
    for (let next = successor; next !== null; next = bodies.get(next)?.successor ?? null) {
      if (line.has(next))
        throw editionFault(bodyFile, `entry ${id}`, 'its line of successors goes round in a ring')
      line.add(next)
    }
  }
  for (const { id, versions } of procedures.values())
    for (const clock of versions.flatMap(({ clocks, within = [] }) => [clocks, within].flat()))
      need(rules.has(clock), `entry ${id}`, `rule ${clock}`)
  for (const { id, cases } of rows.values())
    for (const one of cases) {
      const where = `entry ${id}`
      need(
        one.answers.length + one.ask.length > 0,
        where,
        'answer and no question in one of its cases',
      )
      for (const other of one.with) need(rows.has(other), where, `row ${other}`)
      for (const { body, procedure, clocks = [] } of one.answers) {
        need(body === HEALTH_BOARD || bodies.has(body), where, `body “${body}”`)
        need(procedures.has(procedure), where, `procedure “${procedure}”`)
        for (const clock of clocks) need(rules.has(clock), where, `rule ${clock}`)
      }
    }
  return { ...routes, procedures, bodies }
}

/** What routing reads of a prison. */
export type Prison = Pick<
  Establishment,
  | 'id'
  | 'name'
  | 'shortName'
  | 'country'
  | 'opened'
  | 'closed'
  | 'current'
  | 'successors'
  | 'operators'
>
