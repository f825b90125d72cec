/** That the tables of an index are read as SQLite writes them, in every state that many writes bring them to. */
import t from 'tap'
import { Damages } from '../../src/fixity/damage.ts'
import { checkIndexPages } from '../../src/fixity/index-pages.ts'
import { segmentsOf } from '../../src/fixity/index-segments.ts'
import { MultisetDigest } from '../../src/fixity/multiset.ts'
import { Database } from '../../src/store/sqlite/database.ts'
import { randomFrom } from '../lineage/edited.ts'
import { runs } from '../support/runs.ts'

const TRANSACTIONS = 450
const MOST_WORDS = 400_000
const WORDS_OF_A_TEXT = Math.max(16, runs(40))
/** The index is read after so many transactions, and when its segments are first met merged in parts. */
const READ_EVERY = 50 / runs(10)

t.test('an index that is written, merged in parts and emptied is whole', async (t) => {
  const db = new Database(':memory:')
  t.teardown(() => db.close())
  db.exec(`CREATE VIRTUAL TABLE words USING fts5(tokens, content='', detail=none, tokenize='ascii')`)
  const next = randomFrom(7)
  const below = (most: number) => Math.floor(next() * most)
  const text = () => [
    'the',
    'of',
    ...Array.from({ length: WORDS_OF_A_TEXT }, () => below(1 + below(MOST_WORDS)).toString(36)),
  ]
  const texts = new Map<number, Set<string>>()
  const removeText = (no: number) => {
    const words = texts.get(no)
    if (words && texts.delete(no))
      db.run("INSERT INTO words (words, rowid, tokens) VALUES ('delete', ?, ?)", no, [...words].join(' '))
  }
  const check = () => {
    const tokens = new MultisetDigest()
    for (const [no, words] of texts) for (const word of words) tokens.add(word, no)
    const damages = new Damages()
    checkIndexPages(db, damages, { table: 'words', texts: texts.size, tokens })
    return damages.found
  }
  const structure = () => db.value<Buffer>('SELECT block FROM words_data WHERE id = 10')!
  const write = (transaction: number) => {
    for (let no = transaction * 100; no < transaction * 100 + 40 + below(60); no++) {
      const words = new Set(text())
      db.run('INSERT INTO words (rowid, tokens) VALUES (?, ?)', no, [...words].join(' '))
      texts.set(no, words)
    }
    if (transaction % 7 === 3) for (let n = 0; n < 30; n++) removeText(below(transaction * 100))
  }
  let inParts = 0
  for (let transaction = 0; transaction < TRANSACTIONS; transaction++) {
    db.transaction(() => write(transaction))
    const isInParts = segmentsOf(structure()).some(({ first }) => first > 1)
    if (transaction % READ_EVERY > 0 && !(isInParts && inParts === 0)) continue
    t.strictSame(check(), [], `after ${transaction}`)
    if (isInParts) inParts++
  }
  t.ok(inParts > 0, 'segments whose first pages are merged already were met')
  db.exec("INSERT INTO words (words) VALUES ('optimize')")
  t.strictSame(check(), [], 'merged')
  t.ok(db.has('SELECT 1 FROM words_idx WHERE pgno & 1'), 'a term is in so many that its rows have an index')
  db.transaction(() => [...texts.keys()].forEach(removeText))
  t.strictSame(check(), [], 'emptied')
})
