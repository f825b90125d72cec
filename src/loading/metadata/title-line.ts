/** A title that stands on one line with whoever wrote the text, and when. */
import type { BlockLine } from '../lines.ts'
import { authorFacts } from './byline.ts'
import { dateFact } from './dateline.ts'
import { parseDate } from './dates.ts'
import type { Fact } from './facts.ts'
import { foldForComparison } from './fold.ts'
import type { HeadSearch } from './head-search.ts'
import { looksLikeName, looksLikePerson } from './person-shape.ts'

/** The run of a line that is the title (UTF-16 units), and what the rest says. */
export interface TitleLine {
  from: number
  to: number
  facts: Fact[]
}

/** What the other lines of a head say already. */
interface Said {
  author: boolean
  date: boolean
}

const BEFORE_NAMES = /\s+[—–|·•/-]\s+|,?\s+(?=by\s+\p{Lu})|,\s+(?=(?:von|par|por|di|door|av)\s+\p{Lu})/gu
const BEFORE_DATE = /,\s+|\s*[|·•—–]\s+|\s+[-/]\s+|\s+(?=\()/g
/** Words that join a name to a title, and may belong to the title: `Briefe von Anna Ward`. */
const DOUBTFUL_BY = /\s+(?=(?:par|por|door)\s+\p{Lu})/gu
const AUTHOR_FIRST = /^(?<names>[^:]{3,80}?)\s?: (?=\p{Lu}.* )/u

/** The title of `Title — Author, date`, `Title by Author` and `Author: Title`; undefined where the line says nothing else. */
export function splitTitleLine(search: HeadSearch, line: BlockLine, said: Said): TitleLine | undefined {
  const { text } = line
  for (const pattern of [BEFORE_NAMES, ...(said.author ? [] : [DOUBTFUL_BY])]) {
    for (const { index, 0: between } of text.matchAll(pattern)) {
      if (index === 0) continue
      const facts = tailFacts(search, line, { from: index + between.length, said })
      if (facts !== undefined) return { from: 0, to: index, facts }
    }
  }
  const names = said.author ? undefined : AUTHOR_FIRST.exec(text)
  if (!names || !isPerson(search, names.groups!['names']!)) return undefined
  const facts = authorFacts(search, line, { from: 0, to: names.groups!['names']!.length, isSure: true })
  return facts && { from: names[0].length, to: text.length, facts }
}

/** `Author, date`, `Author (date)` or `Author`, up to the end of the line. */
function tailFacts(
  search: HeadSearch,
  line: BlockLine,
  { from, said }: { from: number; said: Said },
): Fact[] | undefined {
  const { text } = line
  for (const { index, 0: between } of said.date ? [] : text.slice(from).matchAll(BEFORE_DATE)) {
    const start = from + index + between.length
    const words = text.slice(start).replace(/^\((.*)\)$/, '$1')
    const edtf = parseDate(words)
    const authors =
      edtf === null || said.author ? undefined : namesIn(search, line, { from, to: from + index })
    const at = start + text.slice(start).indexOf(words)
    if (authors !== undefined)
      return [...authors, dateFact(search.source, line, { from: at, to: at + words.length, edtf })]
  }
  return said.author ? undefined : namesIn(search, line, { from, to: text.length })
}

function namesIn(
  search: HeadSearch,
  line: BlockLine,
  place: { from: number; to: number },
): Fact[] | undefined {
  const words = line.text.slice(place.from, place.to)
  const names = words.replace(/^(?:by|von|par|por|di|door|av)\s+/, '')
  const isNamed = /^by\s/.test(words) && names.includes(' ') && looksLikeName(names)
  return isNamed || isPerson(search, names)
    ? authorFacts(search, line, { ...place, isSure: true })
    : undefined
}

/** A name that is known, or that can be nothing but a person's. */
function isPerson({ repeated, known }: HeadSearch, text: string): boolean {
  const folded = foldForComparison(text)
  return (
    folded === repeated.author ||
    known.authors.some((author) => foldForComparison(author) === folded) ||
    looksLikePerson(text)
  )
}
