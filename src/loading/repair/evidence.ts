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
  const areCut = texts.some((text) => OPEN.test(text.slice(-4)))
  for (const text of texts) {
    for (const { 0: found, index } of text.matchAll(WORD)) {
      if (isHalf(text, [index, index + found.length], areCut)) continue
      const parts = found
        .toLowerCase()
        .split(/[-\u2010\u2011]/)
        .map(withoutPossessive)
      for (const part of parts) words.add(part).add(withoutElision(part))
      for (let at = 1; at < parts.length; at++) pairs.add(`${withoutElision(parts[at - 1]!)}-${parts[at]}`)
    }
  }
  return { words, pairs }
}

/** A hyphen that is open to what follows. */
const OPEN = /[-\u2010\u00ac]\s*$/

/**
 * Half of a cut word speaks for no word. Where texts are cut, too, the first word of a text that begins with a small
 * letter may be the other half.
 */
function isHalf(text: string, [start, end]: [number, number], areCut: boolean): boolean {
  if (/^[-\u2010\u00ac](?:\s|$)/.test(text.slice(end, end + 2))) return true
  if (start === 0) return areCut && /^\p{Ll}/u.test(text)
  return /\s/.test(text[start - 1]!) && OPEN.test(text.slice(Math.max(0, start - 4), start))
}

/** `Ahab's` speaks for `Ahab`. */
export function withoutPossessive(word: string): string {
  return word.replace(/['’]s$/, '')
}

/** `l'homme` speaks for `homme`. */
export function withoutElision(word: string): string {
  return word.replace(/^.*['’](?=.{3})/u, '')
}
