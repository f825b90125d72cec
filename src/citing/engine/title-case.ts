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

type TitleCase = (title: string) => string

/** Title case by citeproc's `titleCase`, with what it leaves undone done. */
export function wholeTitleCase(title: string, titleCase: TitleCase): string {
  const plain = title.replace(OTHER_HYPHENS, '-')
  const cased = titleCase(plain)
  // A letter that grows ("ß" to "SS") would shift all places.
  if (cased.length !== plain.length) return cased
  const corrected = corrections(plain, cased)
  return [...title.matchAll(OTHER_HYPHENS)].reduce(
    (done, { 0: hyphen, index }) => done.slice(0, index) + hyphen + done.slice(index + 1),
    corrected,
  )
}

function corrections(plain: string, cased: string): string {
  let [done, from] = ['', 0]
  const open: string[] = []
  for (const { 0: found, index } of plain.matchAll(TAG_OR_WORD)) {
    if (found.startsWith('<')) followTag(open, found)
    else if (!open.some((tag) => tag.includes('nocase'))) {
      const end = index + found.length
      done += cased.slice(from, index) + word(plain, index, { given: found, cased: cased.slice(index, end) })
      from = end
    }
  }
  return done + cased.slice(from)
}

function followTag(open: string[], tag: string): void {
  if (tag.startsWith('</')) open.pop()
  else open.push(tag)
}

/** One word as it is to stand. A capital that was given is kept. */
function word(plain: string, start: number, { given, cased }: { given: string; cased: string }): string {
  if (given !== given.toLowerCase()) return cased
  const end = start + given.length
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
