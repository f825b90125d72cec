import { requestAgain } from '../archive/load-again.ts'
import type { LocalWriter } from '../archive/local-writer.ts'
import { ColophonError } from '../errors.ts'
import { decisionsFor, type RepairOrders } from '../review/decide.ts'
import { joinAfter } from '../review/join-paragraphs.ts'
import { numberedRepairs } from '../review/numbered-repairs.ts'
import type { Database } from '../store/sqlite/database.ts'
import { provenanceReads, versionReads } from '../store/sqlite/reads/versions.ts'
import { workReads } from '../store/sqlite/reads/works.ts'
import type { WorkRecord } from '../store/works.ts'

/** What is decided: on numbered repairs, and after which paragraphs the next one goes on. */
export interface Orders extends RepairOrders {
  joinAfter?: readonly number[]
}

/** Makes a version of a work with decisions on its newest one, and tells what it is. @throws ColophonError `invalid_decision` */
export async function decide(
  { writer, connection }: { writer: LocalWriter; connection: Database },
  work: WorkRecord,
  { by, joinAfter: after = [], ...orders }: Orders & { by: string },
) {
  const { id, no, version } = work
  const reads = { versions: versionReads(connection), provenance: provenanceReads(connection) }
  const signature = { by, decidedAt: new Date().toISOString() }
  const decisions = decisionsFor(await numberedRepairs(reads.provenance, version.no), orders, signature)
  for (const number of after)
    decisions.push({ ...(await joinAfter(reads, { versionNo: version.no, number })), ...signature })
  if (decisions.length === 0)
    throw new ColophonError('invalid_decision', 'No repair of the newest version is probable.')
  const again = await requestAgain(reads, work)
  const request = { ...again, decisions: [...again.decisions, ...decisions] }
  const recorded = await writer.importDecided(id, request, version.no)
  const versions = await reads.versions.ofWork(id)
  const changes = await reads.versions.changes(no, { after: version.no, to: versions.at(-1)!.no })
  const loader = (await workReads(connection).byIds([id])).get(id)!.version.loader
  return { decisions, version: recorded.version, loader, changes }
}

/** What was decided, and what it made of the work. */
export type Decided = Awaited<ReturnType<typeof decide>>
