import type { Name } from '../../../loading/metadata/metadata.ts'
import { addressesLike } from '../../sql/addresses-like.ts'
import { WORK_KEYED } from '../../sql/citation-keys.ts'
import { metadataRevision, REVISIONS, type RevisionRow } from '../../sql/metadata.ts'
import { PRESENT_IDS_AFTER } from '../../sql/version-list.ts'
import { ID_OF_WORK } from '../../sql/work-ids.ts'
import { LISTED_WORKS, type ListedRow, listedWork } from '../../sql/work-list.ts'
import { WORK_AT_VERSION, WORK_BY_ID, WORK_BY_SLUG, type WorkRow, workRecord } from '../../sql/works.ts'
import type { Counts, ListedWork, WorkReads, WorkRecord } from '../../works.ts'
import type { PostgresDatabase } from '../database.ts'
import { listWorks } from './work-list.ts'

const CURRENT = `metadata.revision = (SELECT max(revision) FROM metadata AS each WHERE each.work_no = work.no)`
const IS_PRESENT = 'EXISTS (SELECT 1 FROM present_version WHERE work_no = work.no)'
const AUTHORS_JSON = "(metadata.body::json -> 'authors')::text"

const AUTHORS = `SELECT work.no, ${AUTHORS_JSON} FROM work JOIN metadata ON metadata.work_no = work.no AND ${CURRENT}
  WHERE work.no > ? AND ${IS_PRESENT} ORDER BY work.no LIMIT ?`
const FACETS = `SELECT ${AUTHORS_JSON}, metadata.language, NOT ${IS_PRESENT}
  FROM work JOIN metadata ON metadata.work_no = work.no AND ${CURRENT}
  WHERE work.id = ? AND metadata.body <> '{}'`
const IDS = `SELECT no, id FROM work WHERE no IN (SELECT each::bigint FROM json_array_elements_text(?::text::json) AS each)`
const NEWEST = `${LISTED_WORKS} ORDER BY work.no DESC LIMIT ?`

/** As the indexes of the schema have the values. */
const worksWhere = (value: string) => `SELECT work.id FROM metadata JOIN work ON work.no = metadata.work_no
  WHERE ${value} IN (SELECT json_array_elements_text(?::text::json)) AND ${CURRENT} AND ${IS_PRESENT}
  ORDER BY work.no LIMIT 25`
const BY_URL = worksWhere("(metadata.body::json ->> 'url')")
const BY_DOI = worksWhere("lower(metadata.body::json ->> 'doi')")

const WITH_VERSION = `FROM work JOIN version ON version.no =
  (SELECT max(no) FROM present_version AS each WHERE each.work_no = work.no)`
const GROUP = `SELECT string_agg(work.id, ' ' ORDER BY work.no)`
const SAME_TEXT = `${GROUP} ${WITH_VERSION} GROUP BY version.id HAVING count(*) > 1 ORDER BY min(work.no)`
const SAME_NAMES = `${GROUP} ${WITH_VERSION} JOIN metadata ON metadata.work_no = work.no AND ${CURRENT}
  WHERE authors_folded <> '' GROUP BY title_folded, authors_folded HAVING count(*) > 1 ORDER BY min(work.no)`

const GONE = `SELECT no FROM work WHERE NOT ${IS_PRESENT}`
const COUNTS = `WITH gone AS MATERIALIZED (${GONE})
  SELECT (SELECT count(*) FROM work) - (SELECT count(*) FROM gone) AS works,
    (SELECT count(*) FROM present_version) AS versions,
    (SELECT count(*) FROM paragraph) - (SELECT count(*) FROM paragraph WHERE work_no IN (SELECT no FROM gone)) AS paragraphs,
    (SELECT count(*) FROM quote JOIN present_version AS version ON version.no = quote.version_no) AS quotes`

/** Reads of works. */
export function workReads(db: PostgresDatabase): WorkReads {
  const work = async (row: WorkRow | undefined) => row && workRecord(row)
  const groups = async (statement: string) =>
    (await db.values<string>(statement)).map((ids) => ids.split(' '))
  const metadataHistory = async (no: number) =>
    (await db.all<RevisionRow>(REVISIONS, no)).map(metadataRevision)
  return {
    named: async (name) =>
      work((await db.one<WorkRow>(WORK_BY_ID, name)) ?? (await db.one<WorkRow>(WORK_BY_SLUG, name))),
    byIds: async (ids) => {
      const works = new Map<string, WorkRecord>()
      for (const id of new Set(ids))
        for (const row of await db.all<WorkRow>(WORK_BY_ID, id)) works.set(id, workRecord(row))
      return works
    },
    atVersion: async (id, version) => work(await db.one<WorkRow>(WORK_AT_VERSION, id, version)),
    list: (filter) => listWorks(db, filter, (typed) => worksAddressed(db, typed)),
    newest: async (limit): Promise<ListedWork[]> =>
      (await db.tuples<ListedRow>(NEWEST, limit)).map(listedWork),
    authors: async (after, limit) =>
      (await db.tuples<[number, string]>(AUTHORS, after, limit)).map(([no, authors]) => ({
        no,
        authors: JSON.parse(authors) as Name[],
      })),
    facets: async (ids) => {
      const found: Awaited<ReturnType<WorkReads['facets']>> = new Map()
      for (const id of ids)
        for (const [authors, language, withdrawn] of await db.tuples<[string | null, string | null, boolean]>(
          FACETS,
          id,
        ))
          found.set(id, {
            authors: (authors === null ? [] : JSON.parse(authors)) as Name[],
            language,
            withdrawn,
          })
      return found
    },
    idOf: (name) => db.value<string>(ID_OF_WORK, { name }),
    keyed: (key) => db.value<string>(WORK_KEYED, key),
    addressed: (typed) => worksAddressed(db, typed),
    idsOf: async (numbers) => new Map(await db.tuples<[number, string]>(IDS, JSON.stringify([...numbers]))),
    idsAfter: (id, limit) => db.values<string>(PRESENT_IDS_AFTER, id, limit),
    metadata: async (no) => (await metadataHistory(no)).at(-1)!,
    metadataHistory,
    withSameText: () => groups(SAME_TEXT),
    withSameNames: () => groups(SAME_NAMES),
    counts: async () => (await db.one<Counts>(COUNTS))!,
    areNone: async () => (await db.one('SELECT 1 FROM work LIMIT 1')) === undefined,
  }
}

async function worksAddressed(db: PostgresDatabase, typed: string): Promise<string[]> {
  const { urls, dois } = addressesLike(typed)
  const found = await db.values<string>(BY_URL, JSON.stringify(urls))
  return dois ? [...new Set([...(await db.values<string>(BY_DOI, JSON.stringify(dois))), ...found])] : found
}
