import { plainColumn, plainlyTyped } from '../../sql/plain-column.ts'
import { byFrequency, LANGUAGES, MOST_WORKS, WORDS_FROM } from '../../sql/words.ts'
import type { BlockPlace, HitFilter, ParagraphHit, TextReads, WordsWanted } from '../../texts.ts'
import type { PostgresDatabase } from '../database.ts'

/** Places of one text that are looked at, and paragraphs of one that are answered. */
const MOST_PLACES = 40
const MOST_HITS = 20

/** Numbers of a JSON array in its order, counted from 1. */
const ASKED = 'json_array_elements_text(?::text::json) WITH ORDINALITY AS asked (value, at)'

const WITH_FINGERPRINTS = `SELECT asked.at, found.text_no FROM ${ASKED}
  CROSS JOIN LATERAL (SELECT text_no FROM fingerprint WHERE hash = asked.value::bigint ORDER BY text_no LIMIT ?) AS found
  ORDER BY asked.at, found.text_no`

const TEXTS_WITH =
  'SELECT word, texts FROM term WHERE word IN (SELECT json_array_elements_text(?::text::json))'
const WITH_CORE = 'SELECT no FROM text WHERE core = ? ORDER BY no'

const PLACES = `SELECT asked.at, version.work_no, place.version_no, place.ordinal FROM ${ASKED}
  CROSS JOIN LATERAL (SELECT version_no, ordinal FROM block WHERE text_no = asked.value::bigint
    ORDER BY version_no DESC, ordinal DESC LIMIT ${MOST_PLACES}) AS place
  JOIN version ON version.no = place.version_no
  ORDER BY asked.at, place.version_no DESC, place.ordinal`

const CONTENTS = `SELECT asked.at, text.content FROM ${ASKED} JOIN text ON text.no = asked.value::bigint`

const HITS = `SELECT asked.at, hit.* FROM json_array_elements_text(@texts::text::json) WITH ORDINALITY AS asked (value, at)
  CROSS JOIN LATERAL (SELECT block.paragraph, block.number, work.id AS work, work.slug, metadata.title,
      metadata.language, metadata.issued_from AS "issuedFrom"
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
  const textsWith = async (words: readonly string[]) => {
    const counted = new Map(await db.tuples<[string, number]>(TEXTS_WITH, JSON.stringify(words)))
    return new Map(words.map((word) => [word, counted.get(word) ?? 0]))
  }
  return {
    withFingerprints: async (fingerprints, limit) => {
      const found = fingerprints.map((): number[] => [])
      if (found.length === 0) return found
      const rows = await db.tuples<[number, number]>(WITH_FINGERPRINTS, JSON.stringify(fingerprints), limit)
      for (const [at, text] of rows) found[at - 1]!.push(text)
      return found
    },
    withWords: async ({ all, none }, below, limit) => {
      const leads = leadsOf(all, await textsWith([...new Set(all.flat(2))]))
      if (leads.length === 0) return []
      const words = [...leads, ...all.flat(2), ...none]
      return db.valuesOnce<number>(withWords(leads.length, all, none.length), ...words, below, limit)
    },
    wordsFrom: async (beginning, limit) =>
      (await db.tuples<[string, number]>(WORDS_FROM, beginning, `${beginning}\u{10ffff}`, limit)).map(
        ([word, texts]) => ({ word, texts }),
      ),
    languages: async () => byFrequency(await db.values<string | null>(LANGUAGES, MOST_WORKS)),
    textsWith,
    withCore: (core) => db.values<number>(WITH_CORE, core),
    placesOf: async (texts) => {
      const places = texts.map((): BlockPlace[] => [])
      const rows = await db.tuples<[number, number, number, number]>(PLACES, JSON.stringify(texts))
      for (const [at, workNo, versionNo, ordinal] of rows)
        places[at - 1]!.push({ workNo, versionNo, ordinal })
      return places
    },
    contents: async (texts) => {
      const found = new Map(await db.tuples<[number, string]>(CONTENTS, JSON.stringify(texts)))
      return texts.map((_text, at) => found.get(at + 1))
    },
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

/**
 * Texts that have one of so many words that lead, and fit: of each of `all` one alternative stands in them with all of its
 * words, and none of the others does. The text of the statement tells how many words there are and how they belong
 * together, and holds none: one that asked a JSON value for that looked through all words.
 */
function withWords(leads: number, all: WordsWanted['all'], none: number): string {
  const has = `EXISTS (SELECT 1 FROM word AS other WHERE other.word = ? AND other.text_no = lead.text_no)`
  const together = (words: readonly string[]) => `(${words.map(() => has).join(' AND ')})`
  const conditions = [
    ...all.map((alternatives) => `(${alternatives.map(together).join(' OR ')})`),
    ...Array.from({ length: none }, () => `NOT ${has}`),
  ]
  const leading = Array.from({ length: leads }, () => '?').join(', ')
  // Of one word the rows are in order and each text stands once.
  return `SELECT ${leads > 1 ? 'DISTINCT ' : ''}lead.text_no FROM word AS lead WHERE lead.word IN (${leading})
    AND ${conditions.join(' AND ')} AND lead.text_no < ? ORDER BY lead.text_no DESC LIMIT ?`
}

/** Every text that fits has one of these words: the rarest of each alternative, where these stand in the fewest texts. */
function leadsOf(all: WordsWanted['all'], texts: ReadonlyMap<string, number>): string[] {
  const rarer = (a: string, b: string) => (texts.get(a)! <= texts.get(b)! ? a : b)
  const leads = all.map((alternatives) => alternatives.map((words) => words.reduce(rarer)))
  const weight = (words: string[]) => words.reduce((sum, word) => sum + texts.get(word)!, 0)
  return leads.sort((a, b) => weight(a) - weight(b))[0] ?? []
}
