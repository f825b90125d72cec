/** Looks into an archive after a crash: is it sound, and is every work that it holds whole? */
import { isDeepStrictEqual } from 'node:util'
import { newWork } from '../../dist/src/edition/new-work.js'
import { loadSource } from '../../dist/src/formats/load.js'
import { sha256 } from '../../dist/src/identity/digest.js'
import { versionId } from '../../dist/src/identity/ids.js'
import { readBlocks } from '../../dist/src/store/sqlite/versions/blocks.js'
import { readStatements, segmentPages } from '../../dist/src/store/sqlite/versions/provenance.js'
import { readSource } from '../../dist/src/store/sqlite/versions/sources.js'
import { findWork } from '../../dist/src/store/sqlite/works/works.js'
import { documentBytes } from './documents.js'

/** Rows that belong to nothing, or lack what belongs to them. Each query counts them. */
const HALF_THERE = {
  'work without version': 'FROM work WHERE no NOT IN (SELECT work_no FROM version)',
  'work without metadata': 'FROM work WHERE no NOT IN (SELECT work_no FROM metadata)',
  'version without blocks': 'FROM version WHERE no NOT IN (SELECT version_no FROM block)',
  'version without segments': 'FROM version WHERE no NOT IN (SELECT version_no FROM segment)',
  'version without statements': 'FROM version WHERE no NOT IN (SELECT version_no FROM statement)',
  'source without version': 'FROM source WHERE sha256 NOT IN (SELECT source_sha256 FROM version)',
  'text without block': 'FROM text WHERE no NOT IN (SELECT text_no FROM block)',
  'paragraph without block':
    'FROM paragraph WHERE id NOT IN (SELECT paragraph FROM block WHERE paragraph IS NOT NULL)',
  'version with another count of paragraphs': `FROM version WHERE paragraph_count <>
    (SELECT count(*) FROM block WHERE version_no = version.no AND number IS NOT NULL)`,
}

/** Everything wrong with the archive as a whole, as sentences. */
export function faultsOfArchive(db) {
  const integrity = db.pragma('integrity_check')
  const foreign = db.pragmaRows('foreign_key_check').length
  const halves = Object.entries(HALF_THERE)
    .map(([name, from]) => [name, db.value(`SELECT count(*) ${from}`)])
    .filter(([, count]) => count > 0)
  return {
    corrupt: [
      ...(integrity === 'ok' ? [] : [`integrity_check: ${integrity}`]),
      ...(foreign === 0 ? [] : [`foreign_key_check: ${foreign} rows`]),
    ],
    half: halves.map(([name, count]) => `${count} × ${name}`),
  }
}

/**
 * What is wrong with the work of document `n`, or null when it is there and whole: its bytes, its segments,
 * its blocks and its statements are those that the document makes, and its ids follow from them.
 */
export async function faultOfWork(db, n, { work: id, version } = {}) {
  const bytes = documentBytes(n)
  const request = { bytes, mediaType: 'text/markdown', fileName: `${n}.md` }
  const { work: named, edition: expected } = newWork(request, (await loadSource(request)).document)
  const work = await findWork(db, named.id)
  if (!work) return 'missing'
  if (id !== undefined && (id !== work.id || version !== work.version.id))
    return 'other ids than acknowledged'
  const source = readSource(db, work.source.sha256)
  if (!source?.equals(bytes) || sha256(source) !== work.source.sha256) return 'other bytes than were sent'
  const blocks = await readBlocks(db, work.version.no)
  if (versionId(blocks) !== work.version.id) return 'the version id does not follow from the blocks'
  const segments = []
  for await (const page of segmentPages(db, work.version.no)) segments.push(...page)
  if (!partition(segments, bytes.length)) return 'the segments do not partition the source'
  const { document } = expected
  const stored = {
    metadata: work.metadata,
    segments,
    statements: readStatements(db, work.version.no),
    blocks: blocks.map(({ kind, level, text, number, paragraph }) => ({
      kind,
      level,
      text,
      number,
      paragraph,
    })),
  }
  const made = {
    metadata: document.metadata,
    segments: document.segments,
    statements: document.statements,
    blocks: expected.blocks.map(({ kind, level, text, paragraph }) => ({
      kind,
      level,
      text,
      number: paragraph?.number ?? null,
      paragraph: paragraph?.id ?? null,
    })),
  }
  const differs = Object.keys(made).find((part) => !isDeepStrictEqual(stored[part], json(made[part])))
  return differs ? `other ${differs} than the document makes` : null
}

function partition(segments, length) {
  let at = 0
  for (const { start, end } of segments) {
    if (start !== at || end < start) return false
    at = end
  }
  return at === length
}

function json(value) {
  return JSON.parse(JSON.stringify(value))
}

/** How many rows every table has. */
export function rowCounts(db) {
  const tables = db.values("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
  return Object.fromEntries(tables.map((name) => [name, db.value(`SELECT count(*) FROM "${name}"`)]))
}
