/**
 * What somebody typed, read as a search. Words are looked for as they are; an operator is what others have taught people:
 * `"…"`, `OR`, `NOT` or `-`, `AND` or `+`, `NEAR`, `NEAR/5`, and `*` behind the beginning of a word. Only capitals are operators,
 * and not where all is typed in capitals.
 */
import { ColophonError } from '../../errors.ts'
import { wordsOf } from '../../text/words.ts'

/** One thing that is looked for. */
export interface Term {
  kind: 'words' | 'phrase' | 'beginning'
  /** One after the other; one word for a `beginning`. Those of a phrase stand as they are typed, without other forms. */
  words: string[]
  typed: string
}

/** Terms of which one is looked for. */
export interface Clause {
  terms: Term[]
  /** Without it a text is no hit. */
  isRequired: boolean
}

/** Two clauses, by their places in the search, between which at most so many words stand. */
export interface Nearness {
  clauses: [number, number]
  distance: number
}

/** What is searched for. At least one clause. */
export interface Query {
  clauses: Clause[]
  /** A text with one of these is no hit. */
  excluded: Term[]
  near: Nearness[]
}

/** More words than these are not looked for. */
const MOST_WORDS = 32
/** More phrases and words together are not. */
const MOST_TERMS = 64
/** Words between those that are near one another, when no number is said, and at the most. */
const NEAR = 10
const MOST_NEAR = 100

const PIECE = /[+-]?"[^"]*"?|[^\s"]+/gu
const OPERATOR = /^\(?(?:(AND|OR|NOT|\|)|NEAR(?:\/(\d{1,3}))?)\(?$/
const SIGNED = /^([+-])(?=["\p{L}])/u
const BEGINNING = /[\p{L}\p{N}][\p{L}\p{N}]\*$/u
const HAS_SMALL = /[\p{Ll}\p{Lo}]/u

/**
 * Reads what somebody typed. Nothing is a fault but too little or too much: an operator with nothing to join is left out.
 *
 * @throws ColophonError `empty_search`, `search_too_long`
 */
export function parseQuery(typed: string): Query {
  const reader = new Reader()
  const mayOperate = HAS_SMALL.test(typed)
  for (const [piece] of typed.replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"').matchAll(PIECE)) {
    const operator = mayOperate ? OPERATOR.exec(piece) : null
    if (operator) reader.operate(operator[1] ?? 'NEAR', operator[2])
    else reader.add(piece)
  }
  return reader.query()
}

class Reader {
  readonly #clauses: Clause[] = []
  readonly #excluded: Term[] = []
  readonly #near: Nearness[] = []
  readonly #words = new Set<string>()
  /** What was read before: to say it twice says no more. */
  readonly #read = new Set<string>()
  /** What joins the next term to what came before. */
  #next: { operator?: string; distance?: number } = {}

  operate(operator: string, distance?: string): void {
    const joins = operator === '|' ? 'OR' : operator
    if (joins === 'AND') for (const clause of this.#clauses.slice(-1)) clause.isRequired = true
    this.#next = { operator: joins, distance: Math.min(MOST_NEAR, Number(distance ?? NEAR)) }
  }

  add(piece: string): void {
    const sign = SIGNED.exec(piece)?.[1]
    for (const term of termsOf(sign ? piece.slice(1) : piece)) this.#place(term, sign)
  }

  #place(term: Term, sign: string | undefined): void {
    const { operator, distance } = this.#next
    this.#next = {}
    const said = [operator, sign, term.kind, ...term.words].join(' ')
    if (this.#read.has(said)) return
    for (const word of term.words) this.#words.add(word)
    this.#read.add(said)
    if (this.#words.size > MOST_WORDS || this.#read.size > MOST_TERMS) throw tooLong()
    const last = this.#clauses.at(-1)
    if (operator === 'NOT' || sign === '-') this.#excluded.push(term)
    else if (operator === 'OR' && last) last.terms.push(term)
    else {
      const isNear = operator === 'NEAR' && last !== undefined
      const isRequired = operator === 'AND' || isNear || sign === '+' || term.kind !== 'words'
      this.#clauses.push({ terms: [term], isRequired })
      if (!isNear) return
      last.isRequired = true
      const at = this.#clauses.length - 1
      this.#near.push({ clauses: [at - 1, at], distance: distance! })
    }
  }

  /** @throws ColophonError `empty_search` */
  query(): Query {
    const clauses = this.#clauses
    if (clauses.length === 0)
      throw new ColophonError(
        'empty_search',
        this.#excluded.length > 0
          ? '"q" only says what not to find. Add a word that is to be found.'
          : 'There is no word in "q". Send at least one letter or digit.',
      )
    return { clauses, excluded: this.#excluded, near: this.#near }
  }
}

/** What one piece between spaces or quotation marks looks for: nothing when it has no letter or digit. */
function termsOf(piece: string): Term[] {
  const words = [...wordsOf(piece)].map(({ word }) => word)
  if (words.length === 0) return []
  if (piece.startsWith('"')) return [{ kind: 'phrase', words, typed: piece.replace(/"$|$/, '"') }]
  if (words.length === 1 && BEGINNING.test(piece)) return [{ kind: 'beginning', words, typed: piece }]
  if (words.length <= 2 || !isUnspaced(words))
    return [{ kind: 'words', words: ofOwner(words, piece), typed: piece }]
  // Of a sentence without spaces some characters may be misremembered: it is looked for by pairs of them.
  return words
    .slice(1)
    .map((word, at) => ({ kind: 'words', words: [words[at]!, word], typed: words[at]! + word }))
}

function isUnspaced(words: readonly string[]): boolean {
  return words.every((word) => word.length <= 2 && /[^\p{sc=Latin}\p{N}]/u.test(word))
}

/** "brother's" finds "brother" too. */
function ofOwner(words: string[], piece: string): string[] {
  return words.length === 2 && words[1] === 's' && /['\u2019]s/iu.test(piece) ? words.slice(0, 1) : words
}

function tooLong(): ColophonError {
  return new ColophonError(
    'search_too_long',
    `A search has at most ${MOST_WORDS} different words. To find where a longer passage stands, send it to POST /verify.`,
  )
}
