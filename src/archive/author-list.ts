import { nextTurn } from '../bounds/next-turn.ts'
import { printName } from '../loading/metadata/print-name.ts'
import type { Store } from '../store/store.ts'
import { searchFold } from '../text/search-fold.ts'

/** Works read at a time: some milliseconds. */
const AT_ONCE = 500
/** Code points of a name by which authors are told apart. */
const LONGEST_KEY = 50

/** A name under which there are works. */
export interface ListedAuthor {
  /** By which it is told from others and listed: without case, accents and punctuation. */
  key: string
  /** As the first of the works has it. */
  name: string
  works: number
}

/**
 * The authors of an archive by their names, as the works have them today: two people of one name are one, and a person
 * with two names is two. It is gathered when it is asked for, and again after a change.
 */
export class AuthorList {
  readonly #store: Store
  #authors: Promise<ListedAuthor[]> | undefined

  constructor(store: Store) {
    this.#store = store
    store.onChange(() => {
      this.#authors = undefined
    })
  }

  /** In the order of their keys, at most `limit` after one ('' for the first). */
  async after(key: string, limit: number): Promise<ListedAuthor[]> {
    // Asks whether anything was written since.
    this.#store.moment()
    this.#authors ??= this.#gathered().catch((error: unknown) => {
      this.#authors = undefined
      throw error
    })
    const authors = await this.#authors
    const from = authors.findIndex((author) => author.key > key)
    return from === -1 ? [] : authors.slice(from, from + limit)
  }

  async #gathered(): Promise<ListedAuthor[]> {
    const found = new Map<string, ListedAuthor>()
    for (let after = 0; ; await nextTurn()) {
      const works = await this.#store.reads.works.authors(after, AT_ONCE)
      for (const { authors } of works) count(found, authors.map(printName))
      if (works.length < AT_ONCE) break
      after = works.at(-1)!.no
    }
    return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  }
}

/** Counts a work for each of its authors, once. A name without a letter is nobody's. */
function count(found: Map<string, ListedAuthor>, names: readonly string[]): void {
  const byKey = new Map(names.map((name) => [authorKey(name), name]))
  for (const [key, name] of byKey) {
    if (key === '') continue
    const author = found.get(key) ?? { key, name, works: 0 }
    author.works++
    found.set(key, author)
  }
}

/** By which authors are told apart: letters, numbers and single spaces; '' for a name without a letter, which is nobody's. */
export function authorKey(name: string): string {
  return [...searchFold(name)].slice(0, LONGEST_KEY).join('').trim()
}
