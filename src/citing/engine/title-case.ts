/**
 * What citeproc's title case leaves undone. It knows a compound by its first hyphen alone, no other hyphen than
 * U+002D, and no last word but that of the whole title (MLA Handbook, 9th edition, 2.90; The Chicago Manual of Style,
 * 18th edition, 8.160 to 8.162).
 */

/** Hyphens that part compounds as U+002D does. */
const OTHER_HYPHENS = /[\u2010\u2011]/g

const TAG_OR_WORD = /<\/?[a-z][^<>]{0,80}>|[\p{L}\p{M}\p{N}]+/giu

/** Beginnings that are no words: what follows them keeps its small letter. */
const PREFIXES = new Set(
  'anti bi co counter de hyper infra inter intra macro micro mis multi neo non pan post pre pro proto pseudo quasi re semi socio sub super supra trans tri ultra un'.split(
    ' ',
  ),
)

/** The Arabic article, and words of a compound that English took as a whole. */
const KEPT_SMALL = /^(?:(?:al|el)-|vis-à-vis\b)/i

/** What stands behind the letter of a musical key: "E-flat" (The Chicago Manual of Style, 8.162). */
const BEHIND_A_KEY: ReadonlySet<string> = new Set(['flat', 'natural', 'sharp'])
const KEY_BEFORE = /(?:^|[^\p{L}\p{M}\p{N}])[A-G]-$/u

/** Small parts of names, before a part with a capital: "da Vinci" (the same, 8.160). */
const PARTICLES: ReadonlySet<string> = new Set(
  'af al av bin bint da degli dei del della dem den der des di dos du el ibn la las le los y zu zum zur'.split(
    ' ',
  ),
)
const BEFORE_A_NAME = /^\s\p{Lu}/u

/** Where a title ends before its subtitle; marks may close before it. */
const END_OF_TITLE = /^["'”’)\]]{0,3}(?:<\/[a-z]{1,4}>){0,3}[:?!](?=\s|$)/

/** A letter behind these within a word begins none: "wikipedia.org", "(un)doing", "f**k". */
const WITHIN_A_WORD = /[\p{L}\p{N}][.)*]{1,9}$/u

/** Spanish opens what it asks or calls out with a mark of its own. */
const OPENED = /[¡¿]$/

/** A second title behind "or" begins anew: "England’s Monitor; or, The History" (The Chicago Manual of Style, 8.167). */
const SECOND_TITLE = /;\sor,?\s$/i

/** Where a word begins a title, a subtitle or a sentence, whatever the marks before it. */
const BEGINNING = /(?:^|[:?!.;—]\s?)[^\p{L}\p{N}]{0,4}$/u

/** Words that are small within a title and that no phrase has as an adverb. */
const ALWAYS_SMALL: ReadonlySet<string> = new Set('a an and as at but by for from in into nor of on or the to with'.split(' ')) // biome-ignore format: one list

/** So many words in capitals, and none in small letters, are a habit of who wrote the title. */
const FEWEST_CAPITALS = 4

type TitleCase = (title: string) => string

/** Title case by citeproc's `titleCase`, with what it leaves undone done. */
export function wholeTitleCase(title: string, titleCase: TitleCase): string {
  const plain = title.replace(OTHER_HYPHENS, '-')
  const cased = titleCase(plain)
  // A letter that grows ("ß" to "SS") would shift all places.
  if (cased.length !== plain.length) return cased
  const corrected = corrections(plain, cased, hasCapitalsThroughout(plain))
  return [...title.matchAll(OTHER_HYPHENS)].reduce(
    (done, { 0: hyphen, index }) => done.slice(0, index) + hyphen + done.slice(index + 1),
    corrected,
  )
}

/** "Looking Up At The Sky": a capital tells nothing of a word there. */
function hasCapitalsThroughout(plain: string): boolean {
  const words = plain.match(/(?<![\p{L}\p{M}\p{N}'’.)*</-])\p{L}[\p{L}\p{M}]*/gu) ?? []
  return (
    !plain.includes('<') &&
    words.length >= FEWEST_CAPITALS &&
    words.every((word) => /^\p{Lu}/u.test(word)) &&
    words.some((word) => /\p{Ll}/u.test(word))
  )
}

function corrections(plain: string, cased: string, lowers: boolean): string {
  let [done, from] = ['', 0]
  const open: string[] = []
  for (const { 0: found, index } of plain.matchAll(TAG_OR_WORD)) {
    if (found.startsWith('<')) followTag(open, found)
    else if (!open.some((tag) => tag.includes('nocase'))) {
      const end = index + found.length
      const given = lowers && isSmall(plain, index, found) ? found.toLowerCase() : found
      const written = given === found ? cased.slice(index, end) : given
      done += cased.slice(from, index) + word(plain, index, { given, cased: written })
      from = end
    }
  }
  return done + cased.slice(from)
}

/** Whether a word in capitals is one that a title has small where it stands. */
function isSmall(plain: string, start: number, found: string): boolean {
  const end = start + found.length
  return (
    ALWAYS_SMALL.has(found.toLowerCase()) &&
    found.slice(1) === found.slice(1).toLowerCase() &&
    !BEGINNING.test(plain.slice(Math.max(0, start - 8), start)) &&
    /^\s/.test(plain.slice(end, end + 1)) &&
    /\s$/.test(plain.slice(Math.max(0, start - 1), start))
  )
}

function followTag(open: string[], tag: string): void {
  if (tag.startsWith('</')) open.pop()
  else open.push(tag)
}

/** One word as it is to stand. A capital that was given is kept. */
function word(plain: string, start: number, { given, cased }: { given: string; cased: string }): string {
  if (given !== given.toLowerCase()) return cased
  const end = start + given.length
  const before = plain.slice(Math.max(0, start - 10), start)
  if (WITHIN_A_WORD.test(before)) return given
  if (OPENED.test(before) || SECOND_TITLE.test(before)) return capitalize(given)
  if (plain[start - 1] === '-') {
    const first = /[\p{L}\p{M}\p{N}]{1,12}-$/u.exec(plain.slice(Math.max(0, start - 13), start))?.[0]
    if (first && PREFIXES.has(first.slice(0, -1).toLowerCase())) return given
    if (BEHIND_A_KEY.has(given) && KEY_BEFORE.test(plain.slice(Math.max(0, start - 3), start))) return given
  } else if (plain[end] === '-') {
    return KEPT_SMALL.test(plain.slice(start, start + 12)) ? cased : capitalize(given)
  }
  if (start > 0 && PARTICLES.has(given) && BEFORE_A_NAME.test(plain.slice(end, end + 2))) return given
  return END_OF_TITLE.test(plain.slice(end, end + 30)) ? capitalize(cased) : cased
}

function capitalize(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1)
}
