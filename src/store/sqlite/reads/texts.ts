import { byFrequency, LANGUAGES, MOST_WORKS, WORDS_FROM } from '../../sql/words.ts'
import type { BlockPlace, CountedWord, HitFilter, ParagraphHit, TextReads, WordsWanted } from '../../texts.ts'
import type { Database } from '../database.ts'
import { hitsOfText } from '../search/search-hits.ts'
import { fingerprintToken } from '../search/text-index.ts'
import type { Snapshot } from '../snapshot.ts'

/** Places of one text that are looked at: a text that stands everywhere says nothing of where words come from. */
const MOST_PLACES = 40

/** Of each text of a JSON array. One statement for all takes an eighth of the time that one for each does. */
const PLACES = `SELECT asked.key, version.work_no, block.version_no, block.ordinal
  FROM json_each(@texts) AS asked
  CROSS JOIN block ON (block.version_no, block.ordinal) IN (SELECT version_no, ordinal FROM block AS some
    WHERE some.text_no = asked.value ORDER BY version_no DESC LIMIT ${MOST_PLACES})
  CROSS JOIN version ON version.no = block.version_no
  ORDER BY asked.key, block.version_no DESC`

const CONTENT = 'SELECT content FROM text WHERE no = ?'

/** Reads of the indexes over the texts. Nothing that a client sent stands in a query as it came. */
export class SqliteTexts implements TextReads {
  readonly #db: Database
  readonly #snapshot: Snapshot
  #languages: (string | null)[] | undefined

  constructor(db: Database, snapshot: Snapshot) {
    this.#db = db
    this.#snapshot = snapshot
    snapshot.onChange(() => {
      this.#languages = undefined
    })
  }

  async withFingerprints(fingerprints: readonly number[], limit: number): Promise<number[][]> {
    return this.#each(fingerprints, (fingerprint) =>
      this.#db.values<number>(
        'SELECT rowid FROM fingerprint WHERE fingerprint MATCH ? LIMIT ?',
        `"${fingerprintToken(fingerprint)}"`,
        limit,
      ),
    )
  }

  async withWords(wanted: WordsWanted, below: number, limit: number): Promise<number[]> {
    return this.#db.values(
      'SELECT rowid FROM word_index WHERE word_index MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
      expressionOf(wanted),
      below,
      limit,
    )
  }

  async wordsFrom(beginning: string, limit: number): Promise<CountedWord[]> {
    return this.#db
      .tuples<[string, number]>(WORDS_FROM, beginning, `${beginning}\u{10ffff}`, limit)
      .map(([word, texts]) => ({ word, texts }))
  }

  async languages(): Promise<(string | null)[]> {
    this.#snapshot.look()
    this.#languages ??= byFrequency(this.#db.values<string | null>(LANGUAGES, MOST_WORKS))
    return this.#languages
  }

  async textsWith(words: readonly string[]): Promise<Map<string, number>> {
    const counts = this.#each(words, (word) =>
      this.#db.value<number>('SELECT texts FROM term WHERE word = ?', word),
    )
    return new Map(words.map((word, at) => [word, counts[at] ?? 0]))
  }

  async withCore(core: string): Promise<number[]> {
    return this.#db.values('SELECT no FROM text WHERE core = ?', core)
  }

  async placesOf(texts: readonly number[]): Promise<BlockPlace[][]> {
    const places = texts.map((): BlockPlace[] => [])
    const rows = this.#db.tuples<[number, number, number, number]>(PLACES, { texts: JSON.stringify(texts) })
    for (const [at, workNo, versionNo, ordinal] of rows) places[at]!.push({ workNo, versionNo, ordinal })
    return places
  }

  async contents(texts: readonly number[]): Promise<(string | undefined)[]> {
    return this.#each(texts, (text) => this.#db.value<string>(CONTENT, text))
  }

  async hits(texts: readonly number[], filter: HitFilter): Promise<ParagraphHit[][]> {
    return this.#each(texts, (text) => hitsOfText(this.#db, text, filter))
  }

  async count(): Promise<number> {
    return this.#db.value('SELECT coalesce(max(no), 0) FROM text')!
  }

  #each<Asked, Answer>(asked: readonly Asked[], answer: (asked: Asked) => Answer): Answer[] {
    return this.#snapshot.during(() => asked.map(answer))
  }
}

/** As FTS5 has it. Words have letters and digits alone, so there is no quotation mark to escape. */
function expressionOf({ all, none }: WordsWanted): string {
  const together = (words: readonly string[]) => `(${words.map((word) => `"${word}"`).join(' AND ')})`
  const wanted = all.map((alternatives) => `(${alternatives.map(together).join(' OR ')})`).join(' AND ')
  return none.length === 0 ? wanted : `(${wanted}) NOT (${none.map((word) => `"${word}"`).join(' OR ')})`
}
