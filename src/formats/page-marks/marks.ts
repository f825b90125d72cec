/**
 * Marks of pages as converters and authors write them: comments, empty elements, anchors, commands of TeX, and lines of
 * their own. None of them is text. What may be text, `[17]` or `{17}`, is told by its place (src/loading/pages).
 */
import { numberAlone } from '../../loading/pages/page-line.ts'
import { markOfTag, type PageMark } from './tags.ts'

/** Characters of the longest mark. */
export const LONGEST_MARK = 400

const NUMBER = '"?(?<page>\\d{1,5}|[ivxlcIVXLC]{1,8})"?(?:\\s*(?:of|\\/|von|de|sur|di|van)\\s*\\d{1,5})?'
const NAME = '(?:page|pagina|página|seite|pg\\.?|p\\.|s\\.|стр\\.|страница)'
/** `PageBreak`, `PageHeader="…"` are of Azure Document Intelligence, `page break` of Docling: both mark every page. */
const OF_EVERY_PAGE = /^(?:PageBreak|page break|Page(?:Number|Header|Footer)=".*")$/s
const COMMANDED = /^(?:\{\{\s*)?(?:page[-_ ]?break|new[-_ ]?page)(?:\s*\}\})?$/i
const NAMED = new RegExp(`^(?:(?:begin|start) of )?${NAME}\\s*[:=#]?\\s*${NUMBER}$`, 'iu')
const ENDED = /^end of page ?[:=#]? ?\d{0,5}$/i
const TEI_BREAK = /^pb(?: n="(?<page>[^"]{1,12})")? ?\/?$/

/** What a comment of HTML marks, its `<!--` and `-->` included. */
export function markOfComment(comment: string): PageMark | undefined {
  if (comment.length > LONGEST_MARK) return undefined
  const said = comment.slice(4, -3).trim()
  if (OF_EVERY_PAGE.test(said) || ENDED.test(said)) return {}
  if (COMMANDED.test(said)) return { isCommand: true }
  const found = NAMED.exec(said) ?? TEI_BREAK.exec(said)
  return found === null ? undefined : named(found.groups!['page'])
}

/** `\newpage`, `\pagebreak[4]`, `\clearpage{}` alone on a line. */
const TEX = /^\\(?:newpage|pagebreak|clearpage|cleardoublepage|eject)(?:\[\d\]|\{\})?$/
/** As processors of Markdown take them. */
const PROCESSED =
  /^(?:\{\{?:?\s*page[-_ ]?break\s*\}?\}|\[\[?page[-_ ]?break\]?\]|\+\+\+ \{"page-break": true\})$/i
/** PyMuPDF writes `--- end of page=3 ---`, and later `--- end of page.page_number=4 ---`; it counts the sheets. */
const END_LINE = /^[-=*_]{2,} ?end of page(?:\.page_number)?[ =:#]{0,3}\d{1,5} ?[-=*_]{2,}$/i
/** `=== Page 17 ===`, `--- Seite 17 ---`, `[[PAGE 17]]`, and what texts of Project Gutenberg have: `[Pg 17]`. */
const NUMBERED =
  /^(?:[-=*_]{2,} ?(?:page|seite|pagina|página|страница) (?<ruled>\d{1,5}) ?[-=*_]{2,}|\[\[page (?<doubled>\d{1,5})\]\]|\[pg\.? (?<page>\d{1,5})\])$/iu
/** A fenced division of pandoc, without anything in it. */
const DIVISION = /^:{3,} ?(?<attributes>\{[^{}]{1,300}\}|page-?break) ?:{3,}$/i
const WORD_BREAK = /<w:br w:type="page" ?\/>/
const ELEMENT = /^(?<tag><[a-z][^<>]{0,300}>)(?:<\/[a-z]{1,20}>)?$/i

/** What a line or a block of its own marks that has nothing else in it. */
export function markOfLine(text: string): PageMark | undefined {
  if (text.length > LONGEST_MARK || /^[\p{L}\p{N}"'“‘(]/u.test(text)) return undefined
  if (TEX.test(text) || PROCESSED.test(text) || isWordBreak(text)) return { isCommand: true }
  if (END_LINE.test(text)) return {}
  const { ruled, doubled, page } = NUMBERED.exec(text)?.groups ?? {}
  const number = ruled ?? doubled ?? page
  if (number !== undefined) return { page: number }
  if (text.startsWith('<!--') && text.endsWith('-->')) return markOfComment(text)
  const attributes = DIVISION.exec(text)?.groups?.['attributes']
  if (attributes !== undefined)
    return attributes.startsWith('{') ? markOfAttributes(attributes) : { isCommand: true }
  const tag = ELEMENT.exec(text)?.groups?.['tag']
  return tag === undefined ? undefined : markOfTag(tag)
}

function isWordBreak(text: string): boolean {
  return text.startsWith('<w:p>') && WORD_BREAK.test(text)
}

/** Whether a command of TeX for a new page is all that a line has. */
export function isTexBreak(line: string): boolean {
  return line.length < 40 && TEX.test(line.trim())
}

/** What the attributes of a span or division of pandoc mark: those of an element, in another spelling. */
export function markOfAttributes(attributes: string): PageMark | undefined {
  const classes = [...attributes.matchAll(/[{ ]\.([\w-]+)/g)].map(([, name]) => name)
  const id = /[{ ]#([\w-]+)/.exec(attributes)?.[1] ?? ''
  const rest = attributes.slice(1, -1).replace(/(?:^| )[.#][\w-]+/g, '')
  const mark = markOfTag(`<span class="${classes.join(' ')}" id="${id}" ${rest}>`)
  return mark?.isDoubtful ? undefined : mark
}

/** What the words of an element that marks a page say: a number of a page, or nothing; undefined for text. */
export function pageWords(words: string): { page?: string } | undefined {
  const said = words.replace(/<[^<>]*>|\[\]|\{[#.][^{}]*\}|&nbsp;|&#160;|\\/g, '').trim()
  if (said === '') return {}
  return numberAlone(said) === undefined ? undefined : named(/\d{1,5}|\b[ivxlc]{1,8}\b/i.exec(said)?.[0])
}

function named(page: string | undefined): PageMark {
  return page === undefined ? {} : { page }
}
