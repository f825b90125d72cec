import { plainColumn, plainlyTyped } from '../../sql/plain-column.ts'
import type { BlockPlace, HitFilter, ParagraphHit, TextReads } from '../../texts.ts'
import type { PostgresDatabase } from '../database.ts'

/** Places of one text that are looked at, and paragraphs of one that are answered. */
const MOST_PLACES = 40
const MOST_HITS = 20

/** Numbers of a JSON array in its order, counted from 1. */
const ASKED = 'json_array_elements_text(?::text::json) WITH ORDINALITY AS asked (value, at)'

const WITH_FINGERPRINTS = `SELECT asked.at, found.text_no FROM ${ASKED}
  CROSS JOIN LATERAL (SELECT text_no FROM fingerprint WHERE hash = asked.value::bigint ORDER BY text_no LIMIT ?) AS found
  ORDER BY asked.at, found.text_no`

/** The rarest word leads; a word that is in no text leads to none. */
const WITH_WORDS = `WITH asked AS MATERIALIZED (SELECT value AS word FROM json_array_elements_text(@words::text::json)),
    rarest AS MATERIALIZED (SELECT asked.word FROM asked LEFT JOIN term ON term.word = asked.word
      ORDER BY coalesce(term.texts, 0) LIMIT 1)
  SELECT lead.text_no FROM word AS lead
  WHERE lead.word = (SELECT word FROM rarest) AND lead.text_no < @below
    AND NOT EXISTS (SELECT 1 FROM asked WHERE NOT EXISTS
      (SELECT 1 FROM word AS other WHERE other.word = asked.word AND other.text_no = lead.text_no))
  ORDER BY lead.text_no DESC LIMIT @limit`

const TEXTS_WITH =
  'SELECT word, texts FROM term WHERE word IN (SELECT json_array_elements_text(?::text::json))'
const WITH_CORE = 'SELECT no FROM text WHERE core = ? ORDER BY no'

const PLACES = `SELECT asked.at, version.work_no, place.version_no, place.ordinal FROM ${ASKED}
  CROSS JOIN LATERAL (SELECT version_no, ordinal FROM block WHERE text_no = asked.value::bigint
    ORDER BY version_no DESC, ordinal DESC LIMIT ${MOST_PLACES}) AS place
  JOIN version ON version.no = place.version_no
  ORDER BY asked.at, place.version_no DESC, place.ordinal`

const CONTENTS = `SELECT text.content FROM ${ASKED} JOIN text ON text.no = asked.value::bigint ORDER BY asked.at`

const HITS = `SELECT asked.at, hit.* FROM json_array_elements_text(@texts::text::json) WITH ORDINALITY AS asked (value, at)
  CROSS JOIN LATERAL (SELECT block.paragraph, block.number, work.id AS work, work.slug, metadata.title
    FROM block
    JOIN version ON version.no = block.version_no
    JOIN work ON work.no = version.work_no
    JOIN metadata ON metadata.work_no = work.no AND metadata.revision =
      (SELECT max(revision) FROM metadata AS newer WHERE newer.work_no = work.no)
    WHERE block.text_no = asked.value::bigint AND block.number IS NOT NULL
      AND version.no = (SELECT newest.no FROM present_version AS newest
        WHERE newest.work_no = work.no ORDER BY newest.no DESC LIMIT 1)
      AND (@work::text IS NULL OR work.id = @work)
      AND (@author::text IS NULL OR strpos(${plainColumn('metadata.authors_folded')}, @author) > 0)
      AND (@language::text IS NULL OR metadata.language = @language)
      AND (@issuedFrom::text IS NULL OR metadata.issued_until >= @issuedFrom)
      AND (@issuedUntil::text IS NULL OR metadata.issued_from <= @issuedUntil)
    ORDER BY block.version_no, block.number LIMIT ${MOST_HITS}) AS hit
  ORDER BY asked.at`

const COUNT = 'SELECT coalesce(max(no), 0) FROM text'

/** Reads of the posting tables over the texts: one statement for all that is asked. */
export function textReads(db: PostgresDatabase): TextReads {
  return {
    withFingerprints: async (fingerprints, limit) => {
      const found = fingerprints.map((): number[] => [])
      if (found.length === 0) return found
      const rows = await db.tuples<[number, number]>(WITH_FINGERPRINTS, JSON.stringify(fingerprints), limit)
      for (const [at, text] of rows) found[at - 1]!.push(text)
      return found
    },
    withWords: (words, below, limit) =>
      db.values<number>(WITH_WORDS, { words: JSON.stringify(words), below, limit }),
    textsWith: async (words) => {
      const counted = new Map(await db.tuples<[string, number]>(TEXTS_WITH, JSON.stringify(words)))
      return new Map(words.map((word) => [word, counted.get(word) ?? 0]))
    },
    withCore: (core) => db.values<number>(WITH_CORE, core),
    placesOf: async (texts) => {
      const places = texts.map((): BlockPlace[] => [])
      const rows = await db.tuples<[number, number, number, number]>(PLACES, JSON.stringify(texts))
      for (const [at, workNo, versionNo, ordinal] of rows)
        places[at - 1]!.push({ workNo, versionNo, ordinal })
      return places
    },
    contents: (texts) => db.values<string>(CONTENTS, JSON.stringify(texts)),
    hits: async (texts, filter) => {
      const hits = texts.map((): ParagraphHit[] => [])
      const rows = await db.all<ParagraphHit & { at: number }>(HITS, hitParameters(texts, filter))
      for (const { at, ...hit } of rows) hits[at - 1]!.push(hit)
      return hits
    },
    count: async () => (await db.value<number>(COUNT))!,
  }
}

function hitParameters(texts: readonly number[], { author, ...filter }: HitFilter) {
  const { language = null, issuedFrom = null, issuedUntil = null, work = null } = filter
  const folded = author === undefined ? null : plainlyTyped(author)
  return { texts: JSON.stringify(texts), author: folded, language, issuedFrom, issuedUntil, work }
}
