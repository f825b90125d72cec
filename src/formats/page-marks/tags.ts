/** Elements of HTML that mark pages, told by their names and attributes. */

/** What a mark says. */
export interface PageMark {
  /** The page that begins here, as the mark names it. */
  page?: string
  /** A new page was asked for here, as `\newpage` does: pages end elsewhere too, and seldom within a sentence. */
  isCommand?: true
  /** An anchor such as `p17`, which may number paragraphs as well. */
  isDoubtful?: true
  /** Of an element that the page ends behind. */
  isBehind?: true
}

const NAMES = /^(?:pb|pagebreak|page-break|newpage)$/
const BREAKS = /(?:page-)?break-(?<side>before|after)\s*:\s*(?:always|page|left|right|recto|verso)/i
/** Of what breaks a page in print. */
const BREAK_CLASSES = /(?:^| )(?:page[-_]?break|new[-_]?page|pb)(?: |$)/i
/** Of the number that stood on a page: Project Gutenberg, Distributed Proofreaders, EPUB. */
const NUMBER_CLASSES = /(?:^| )(?:x-ebookmaker-pageno|page[-_]?(?:num|no|nr))(?: |$)/i
/** `page-17`, `Page_17`, `pg17`, `pb-17`; but `page-4-0` is where a link of Marker leads. */
const ANCHOR = /^(?:pages?|pg|pb|seite|pagina|página|pagenum|pageno)[-_. ]?(?<page>\d{1,5}|[ivxlc]{1,8})$/i
/** `p17` and `17` may be paragraphs. */
const DOUBTFUL = /^p?[-_.]?(?<page>\d{1,5})$/i
/** Characters of the longest tag that is looked at. */
const LONGEST = 1000
const ANCHORED = /^(?:a|span|div)$/

/** What an opening tag marks. */
export function markOfTag(tag: string): PageMark | undefined {
  const name = /^<([a-z][\w:-]*)/i.exec(tag)?.[1]?.toLowerCase()
  if (
    name === undefined ||
    tag.length > LONGEST ||
    !/page|\bpb\b|break|seite|pagina|página|p?[-_]?\d/i.test(tag)
  )
    return undefined
  const of = (attribute: string) => attributeOf(tag, attribute)
  const page =
    labelIn(of('title')) ?? labelIn(of('aria-label')) ?? labelIn(of('n')) ?? anchorOf(of('id') || of('name'))
  const label = page === undefined ? {} : { page }
  if (NAMES.test(name)) return page === undefined ? { isCommand: true } : label
  if (/\bpagebreak\b/.test(of('epub:type')) || /\bdoc-pagebreak\b/.test(of('role'))) return label
  if (NUMBER_CLASSES.test(of('class'))) return label
  const side = BREAKS.exec(of('style'))?.groups?.['side']
  if (side !== undefined) return { ...label, isCommand: true, ...(/after/i.test(side) && { isBehind: true }) }
  if (BREAK_CLASSES.test(of('class'))) return page === undefined ? { isCommand: true } : label
  return ANCHORED.test(name) ? anchorMark(of('id') || of('name')) : undefined
}

function anchorMark(id: string): PageMark | undefined {
  const page = anchorOf(id)
  if (page !== undefined) return { page }
  const doubtful = DOUBTFUL.exec(id)?.groups?.['page']
  return doubtful === undefined ? undefined : { page: doubtful, isDoubtful: true }
}

function anchorOf(id: string): string | undefined {
  return ANCHOR.exec(id)?.groups?.['page']
}

/** The number in `17`, `[22]`, `Page 17`. */
function labelIn(text: string): string | undefined {
  const said = text.replace(/[^\p{L}\p{N}. ]/gu, '').trim()
  return /^(?:(?:page|seite|pg|p)\.? ?)?(\d{1,5}|[ivxlc]{1,8})$/i.exec(said)?.[1]
}

/** The value of an attribute, empty where there is none. */
function attributeOf(tag: string, name: string): string {
  const found = new RegExp(`[\\s"']${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag)
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? ''
}
