import { coreOfDigest, sha256 } from '../identity/digest.ts'
import type { Database } from '../store/sqlite/database.ts'
import { canonicalExact, canonicalWords } from '../text/canonical.ts'
import { codePointLength } from '../text/offsets.ts'
import type { Damages } from './damage.ts'
import { ExpectedIndex } from './indexes.ts'
import { countRows, everyRow } from './rows.ts'

interface Row {
  no: number
  exactSha256: string
  wordsSha256: string
  core: string
  codePoints: number
  content: string
}

/** Whether every text has its digests, and whether the indexes over the texts hold just what the texts make. */
export function checkTexts(db: Database, damages: Damages, tick: (texts: number) => void): void {
  const table = 'text'
  const index = new ExpectedIndex()
  damages.examine({ table }, () => {
    const columns =
      'exact_sha256 AS "exactSha256", words_sha256 AS "wordsSha256", core, code_points AS "codePoints", content'
    let count = 0
    for (const row of everyRow<Row>(db, { table, key: 'no', columns })) {
      const fault = faultOf(row)
      if (fault !== null)
        damages.add({ table, key: String(row.no), work: workOfText(db, row.no), what: fault })
      index.add(row.no, row.content)
      count++
      tick(1)
    }
    damages.expect(count === countRows(db, table), { table, what: 'has rows that are not in order' })
  })
  index.compare(db, damages)
}

function faultOf({ content, exactSha256, wordsSha256, core, codePoints }: Row): string | null {
  if (sha256(content) !== exactSha256) return 'has not its digest'
  if (content === '' || canonicalExact(content) !== content) return 'is not canonical'
  const words = canonicalWords(content)
  if ((words === content ? exactSha256 : sha256(words)) !== wordsSha256)
    return 'has not the digest of its words'
  if (coreOfDigest(wordsSha256) !== core) return 'has not its core'
  return codePointLength(content) === codePoints ? null : 'has not its length'
}

const WORK_OF_TEXT = `SELECT work.id FROM block JOIN version ON version.no = version_no JOIN work ON work.no = work_no
  WHERE text_no = ? LIMIT 1`

/** A work that the text stands in, when it can be found. */
function workOfText(db: Database, no: number): string | null {
  try {
    return db.value<string>(WORK_OF_TEXT, no) ?? null
  } catch {
    return null
  }
}
