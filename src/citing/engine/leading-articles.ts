/**
 * Lists of works pass over the article at the beginning of a title or of a group's name, in its own language (APA,
 * 7th edition, 9.44; MLA Handbook, 9th edition, 5.123; The Chicago Manual of Style, 18th edition, 13.71).
 */
import type { CslItem, CslName } from '../csl/item.ts'
import { NAME_VARIABLES } from '../csl/variables.ts'

/** Articles by language; those with an apostrophe stand before a word without a space. */
const ARTICLES: Readonly<Record<string, string>> = {
  ca: "el la els les un una uns unes l'",
  da: 'den det de en et',
  de: 'der die das ein eine',
  en: 'a an the',
  es: 'el la los las lo un una unos unas',
  fr: "le la les un une l'",
  gl: 'o a os as un unha uns unhas',
  hu: 'a az egy',
  it: "il lo la i gli le un uno una l' un'",
  nl: "de het een 't",
  no: 'den det de en et ei',
  pt: 'o a os as um uma uns umas',
  sv: 'den det de en ett',
}

/** Languages that are named in words, and the older tags of Norwegian. */
const NAMED: Readonly<Record<string, string>> = {
  catalan: 'ca', danish: 'da', dutch: 'nl', english: 'en', french: 'fr', galician: 'gl', german: 'de', hungarian: 'hu',
  italian: 'it', nb: 'no', nn: 'no', norwegian: 'no', portuguese: 'pt', spanish: 'es', swedish: 'sv',
} // biome-ignore format: one table

/** Marks and tags of rich text that may stand before the first word. */
const MARKS = String.raw`(?:<[a-z/][^<>]{0,60}>|[^\p{L}\p{N}<]){0,8}`

const PATTERNS = new Map<string, RegExp>()

function patternOf(language: string): RegExp | undefined {
  const primary =
    language
      .trim()
      .toLowerCase()
      .split(/[-_\s]/)[0] ?? ''
  const articles = ARTICLES[NAMED[primary] ?? primary]?.split(' ')
  if (articles === undefined) return undefined
  const known = PATTERNS.get(primary)
  if (known) return known
  const words = articles.map((article) =>
    /^\p{L}+'$/u.test(article) ? `${article.slice(0, -1)}['’]` : `${article.replace("'", "['’]")}\\s+`,
  )
  const pattern = new RegExp(`^(${MARKS})(?:${words.join('|')})(?=${MARKS}[\\p{L}\\p{N}])`, 'iu')
  PATTERNS.set(primary, pattern)
  return pattern
}

const TITLES = ['title', 'title-short', 'container-title'] as const

/** The item as it is sorted. What says no language is English, as title case takes it. */
export function withoutLeadingArticles(item: CslItem): CslItem {
  const pattern = patternOf(item.language ?? 'en')
  if (pattern === undefined) return item
  const strip = (text: string) => text.replace(pattern, '$1')
  const sorted: Record<string, unknown> = { ...item }
  for (const field of TITLES) if (item[field] !== undefined) sorted[field] = strip(item[field])
  for (const field of NAME_VARIABLES) {
    const names = sorted[field] as CslName[] | undefined
    if (names) sorted[field] = names.map((name) => groupWithout(name, strip))
  }
  return sorted as CslItem
}

/** Groups are names without a given one, which citeproc fills in as ''. */
function groupWithout(name: CslName, strip: (text: string) => string): CslName {
  const { family, given } = name
  return family === undefined || given ? name : { ...name, family: strip(family) }
}
