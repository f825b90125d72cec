import { plainColumn, plainlyTyped } from '../../sql/plain-column.ts'
import type { HitFilter, ParagraphHit } from '../../texts.ts'
import type { Database } from '../database.ts'

interface Parameters {
  text: number
  author: string | null
  language: string | null
  issuedFrom: string | null
  issuedUntil: string | null
  work: string | null
}

/** Paragraphs of one text that are answered. */
const MOST_OF_A_TEXT = 20

const SELECT = `
  SELECT block.paragraph, block.number, work.id AS work, work.slug, metadata.title,
    metadata.language, metadata.issued_from AS issuedFrom
  FROM block
  JOIN version ON version.no = block.version_no
  JOIN work ON work.no = version.work_no
  JOIN metadata ON metadata.work_no = work.no AND metadata.revision =
    (SELECT max(revision) FROM metadata AS current WHERE current.work_no = work.no)
  WHERE block.text_no = @text AND block.number IS NOT NULL
    AND version.no = (SELECT newest.no FROM present_version AS newest
      WHERE newest.work_no = work.no ORDER BY newest.no DESC LIMIT 1)
    AND (@work IS NULL OR work.id = @work)
    AND (@author IS NULL OR instr(${plainColumn('metadata.authors_folded')}, @author) > 0)
    AND (@language IS NULL OR metadata.language = @language)
    AND (@issuedFrom IS NULL OR metadata.issued_until >= @issuedFrom)
    AND (@issuedUntil IS NULL OR metadata.issued_from <= @issuedUntil)
  ORDER BY block.version_no, block.number LIMIT ${MOST_OF_A_TEXT}`

/** The paragraphs of newest versions that have this text. */
export function hitsOfText(
  db: Database,
  text: number,
  { author, language, issuedFrom, issuedUntil, work }: HitFilter,
): ParagraphHit[] {
  const parameters: Parameters = {
    text,
    author: author === undefined ? null : plainlyTyped(author),
    language: language ?? null,
    issuedFrom: issuedFrom ?? null,
    issuedUntil: issuedUntil ?? null,
    work: work ?? null,
  }
  return db.all(SELECT, parameters)
}
