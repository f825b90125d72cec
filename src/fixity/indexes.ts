import type { Database } from '../store/sqlite/database.ts'
import { fingerprintToken, INDEXES } from '../store/sqlite/search/text-index.ts'
import { fingerprints, lettersOf } from '../text/winnowing.ts'
import { distinctWords } from '../text/words.ts'
import type { Damages } from './damage.ts'
import { checkIndexPages } from './index-pages.ts'
import { MultisetDigest } from './multiset.ts'
import { compareTerms } from './terms.ts'
import { vocabularyOf } from './vocabulary.ts'

/** The setting that FTS5 keeps beside each index. */
const CONFIG = '[{"k":"version","v":4}]'

/** What the indexes over the texts must hold, in little: it is gathered text by text and never kept whole. */
export class ExpectedIndex {
  readonly #tokens = { fingerprint: new MultisetDigest(), word_index: new MultisetDigest() }
  readonly #sizes = { fingerprint: new MultisetDigest(), word_index: new MultisetDigest() }

  /** The next text, by its key. */
  add(no: number, text: string): void {
    const prints = fingerprints(lettersOf(text))
    const words = distinctWords(text)
    for (const print of prints) this.#tokens.fingerprint.add(fingerprintToken(print), no)
    for (const word of words) this.#tokens.word_index.add(word, no)
    this.#sizes.fingerprint.add(varint(prints.size), no)
    this.#sizes.word_index.add(varint(words.size), no)
  }

  /** Compares with what the tables hold, read as a whole. */
  compare(db: Database, damages: Damages): void {
    for (const table of INDEXES) {
      damages.examine({ table: `${table}_docsize` }, () => {
        damages.expect(readSizes(db, table).equals(this.#sizes[table]), {
          table: `${table}_docsize`,
          what: 'holds other lengths than the texts make',
        })
        const config = JSON.stringify(db.all(`SELECT k, v FROM ${table}_config`))
        damages.expect(config === CONFIG, { table: `${table}_config`, what: 'is another' })
      })
      damages.examine({ table: `${table}_data` }, () =>
        checkIndexPages(db, damages, {
          table,
          texts: this.#sizes[table].count,
          tokens: this.#tokens[table],
        }),
      )
    }
    damages.examine({ table: 'term' }, () => compareTerms(db, vocabularyOf(db, 'word_index', 'row'), damages))
  }
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
