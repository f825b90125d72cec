import { type Kysely, sql } from 'kysely'
import type { Metadata } from '../../../loading/metadata/metadata.ts'
import type { WorkRecord } from '../../works.ts'
import { compiledOnce } from '../compiled-once.ts'
import type { Database } from '../database.ts'
import type { Tables } from '../tables.ts'

/** Works by their newest version that is not withdrawn. */
function selectWorks(db: Kysely<Tables>) {
  return selectVersions(db).where('version.no', '=', (eb) =>
    eb
      .selectFrom('present_version as newest')
      .select('newest.no')
      .whereRef('newest.work_no', '=', 'work.no')
      .orderBy('newest.no', 'desc')
      .limit(sql<number>`1`),
  )
}

function selectVersions(db: Kysely<Tables>) {
  return db
    .selectFrom('work')
    .innerJoin('present_version as version', 'version.work_no', 'work.no')
    .innerJoin('metadata', (join) =>
      join.onRef('metadata.work_no', '=', 'work.no').on('metadata.revision', '=', (eb) =>
        eb
          .selectFrom('metadata as current')
          .select((e) => e.fn.max('current.revision').as('revision'))
          .whereRef('current.work_no', '=', 'work.no'),
      ),
    )
    .innerJoin('source', 'source.sha256', 'version.source_sha256')
    .select([
      'work.no',
      'work.id',
      'work.slug',
      'work.key',
      'work.created_at',
      'metadata.revision',
      'metadata.recorded_at',
      'metadata.body',
      'version.no as version_no',
      'version.id as version_id',
      'version.created_at as version_created_at',
      'version.loader_name',
      'version.loader_version',
      'version.paragraph_count',
      'version.word_count',
      'version.repair_count',
      'version.unresolved_count',
      'version.warnings',
      'source.sha256',
      'source.media_type',
      'source.file_name',
      'source.byte_length',
    ])
}

type WorkRow = Awaited<ReturnType<ReturnType<typeof selectWorks>['executeTakeFirstOrThrow']>>

const worksById = compiledOnce((db) => selectWorks(db).where('work.id', '=', ''))
const worksBySlug = compiledOnce((db) => selectWorks(db).where('work.slug', '=', ''))

/** The work with this id or slug, or undefined. */
export function findWork(db: Database, idOrSlug: string): WorkRecord | undefined {
  const row = worksById(db, idOrSlug)[0] ?? worksBySlug(db, idOrSlug)[0]
  return row && workRecord(row)
}

/** The works with these ids, by id. */
export async function findWorks(db: Database, ids: Iterable<string>): Promise<Map<string, WorkRecord>> {
  const works = new Map<string, WorkRecord>()
  for (const id of new Set(ids)) for (const row of worksById(db, id)) works.set(id, workRecord(row))
  return works
}

const workAtVersion = compiledOnce((db) =>
  selectVersions(db)
    .where('work.id', '=', '')
    .where('version.id', '=', '')
    .orderBy('version.no', 'desc')
    .limit(sql<number>`1`),
)

/** The work with this id as it was in one of its versions, under its metadata of today; undefined when withdrawn. */
export async function findWorkAtVersion(
  db: Database,
  work: string,
  version: string,
): Promise<WorkRecord | undefined> {
  const [row] = workAtVersion(db, work, version)
  return row && workRecord(row)
}

function workRecord(row: WorkRow): WorkRecord {
  return {
    no: row.no,
    id: row.id,
    slug: row.slug,
    key: row.key,
    createdAt: row.created_at,
    revision: row.revision,
    revisedAt: row.recorded_at,
    metadata: JSON.parse(row.body) as Metadata,
    version: {
      no: row.version_no,
      id: row.version_id,
      createdAt: row.version_created_at,
      loader: { name: row.loader_name, version: row.loader_version },
      paragraphCount: row.paragraph_count,
      wordCount: row.word_count,
      repairCount: row.repair_count,
      unresolvedCount: row.unresolved_count,
      warnings: JSON.parse(row.warnings) as string[],
    },
    source: {
      sha256: row.sha256,
      mediaType: row.media_type,
      fileName: row.file_name,
      byteLength: row.byte_length,
    },
  }
}
