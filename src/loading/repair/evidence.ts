/** What a document's own words say about a word that was cut. */

/** The whole words of a document and the pairs that hyphens join in it, in lower case. */
export interface DocumentWords {
  words: ReadonlySet<string>
  pairs: ReadonlySet<string>
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*(?:[-\u2010\u2011][\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*)*/gu

/** The words of some texts, gathered when they are first asked for: most documents have no word that was cut. */
export function documentWords(texts: readonly string[]): DocumentWords {
  let gathered: DocumentWords | undefined
  const gather = () => {
    gathered ??= gatherWords(texts)
    return gathered
  }
  return {
    get words() {
      return gather().words
    },
    get pairs() {
      return gather().pairs
    },
  }
}

function gatherWords(texts: readonly string[]): DocumentWords {
  const words = new Set<string>()
  const pairs = new Set<string>()
  for (const text of texts) {
    for (const [word] of text.toLowerCase().matchAll(WORD)) {
      const parts = word.split(/[-\u2010\u2011]/)
      for (const part of parts) words.add(withoutPossessive(part))
      for (let index = 1; index < parts.length; index++) {
        pairs.add(`${parts[index - 1]}-${withoutPossessive(parts[index]!)}`)
      }
    }
  }
  return { words, pairs }
}

/** `Ahab's` speaks for `Ahab`. */
export function withoutPossessive(word: string): string {
  return word.replace(/['’]s$/, '')
}
