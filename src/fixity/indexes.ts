import type { Database } from '../store/sqlite/database.ts'
import { fingerprintToken, INDEXES } from '../store/sqlite/search/text-index.ts'
import { fingerprints, lettersOf } from '../text/winnowing.ts'
import { wordsOf } from '../text/words.ts'
import type { Damages } from './damage.ts'
import { checkIndexPages } from './index-pages.ts'
import { MultisetDigest } from './multiset.ts'
import { compareTerms } from './terms.ts'

/** The setting that FTS5 keeps beside each index. */
const CONFIG = '[{"k":"version","v":4}]'

/** What the indexes over the texts must hold, in little: it is gathered text by text and never kept whole. */
export class ExpectedIndex {
  readonly #tokens = { fingerprint: new MultisetDigest(), word_index: new MultisetDigest() }
  readonly #sizes = { fingerprint: new MultisetDigest(), word_index: new MultisetDigest() }

  readonly #totals = { fingerprint: { texts: 0, tokens: 0 }, word_index: { texts: 0, tokens: 0 } }

  /** The next text, by its key. */
  add(no: number, text: string): void {
    const prints = [...fingerprints(lettersOf(text))].map(fingerprintToken)
    const words = new Set<string>()
    for (const { word } of wordsOf(text)) words.add(word)
    for (const token of prints) this.#tokens.fingerprint.add(token, no)
    for (const word of words) this.#tokens.word_index.add(word, no)
    this.#addSize('fingerprint', no, prints.length)
    this.#addSize('word_index', no, words.size)
  }

  #addSize(table: (typeof INDEXES)[number], no: number, tokens: number): void {
    this.#sizes[table].add(varint(tokens), no)
    this.#totals[table].texts++
    this.#totals[table].tokens += tokens
  }

  /** Compares with what the tables hold, read as a whole. */
  compare(db: Database, damages: Damages): void {
    for (const table of INDEXES) {
      damages.examine({ table }, () => {
        damages.expect(readTokens(db, table).equals(this.#tokens[table]), {
          table,
          what: 'holds other tokens than the texts make',
        })
      })
      damages.examine({ table: `${table}_docsize` }, () => {
        damages.expect(readSizes(db, table).equals(this.#sizes[table]), {
          table: `${table}_docsize`,
          what: 'holds other lengths than the texts make',
        })
        const config = JSON.stringify(db.all(`SELECT k, v FROM ${table}_config`))
        damages.expect(config === CONFIG, { table: `${table}_config`, what: 'is another' })
      })
      damages.examine({ table: `${table}_data` }, () =>
        checkIndexPages(db, damages, { table, size: this.#totals[table] }),
      )
    }
    damages.examine({ table: 'term' }, () => compareTerms(db, vocabularyOf(db, 'word_index', 'row'), damages))
  }
}

/** A view of an index: a row for each token and text (`instance`), or for each token (`row`). This connection alone has it. */
function vocabularyOf(db: Database, table: string, kind: 'instance' | 'row'): string {
  const view = `temp.${table}_${kind}`
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS ${view} USING fts5vocab('main', '${table}', '${kind}')`)
  return view
}

/** Every token and the text that has it, read in one pass: whoever looks a term up sees only what stands in its place. */
function readTokens(db: Database, table: (typeof INDEXES)[number]): MultisetDigest {
  const found = new MultisetDigest()
  const rows = db.eachTuple<[string, number]>(`SELECT term, doc FROM ${vocabularyOf(db, table, 'instance')}`)
  for (const [token, no] of rows) found.add(token, no)
  return found
}

function readSizes(db: Database, table: string): MultisetDigest {
  const found = new MultisetDigest()
  const rows = db.eachTuple<[number, Buffer]>(`SELECT id, sz FROM ${table}_docsize NOT INDEXED`)
  for (const [no, size] of rows) found.add(size.toString('latin1'), no)
  return found
}

/** A number below 2^56, as SQLite writes it: seven bits a byte, the highest first. */
function varint(number: number): string {
  const bytes: number[] = []
  for (let rest = number, last = true; rest > 0 || last; rest = Math.floor(rest / 128), last = false)
    bytes.unshift((rest % 128) | (last ? 0 : 128))
  return String.fromCharCode(...bytes)
}
