/** Paragraphs where WordPress shows them: its editor keeps blank lines in their place, and ends of lines in that of `br`. */
import { BLOCK_TAGS } from '../html/tags.ts'
import { htmlParts } from './tags-of.ts'

/** Elements in which lines are as they stand. */
const VERBATIM = new Set(['pre', 'script', 'style', 'textarea', 'svg', 'math'])
/** Elements that hold no words themselves, only others. */
const FRAMES = new Set([
  'ul',
  'ol',
  'dl',
  'table',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'figure',
  'hgroup',
  'menu',
])
/** Elements in which one paragraph needs no element of its own. */
const SINGLE = new Set([
  'li',
  'dd',
  'dt',
  'td',
  'th',
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'figcaption',
  'caption',
])
/** Of these none that holds several. */
const ONE_ONLY = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'figcaption', 'caption', 'dt'])

/** Elements in one another that are followed: a page with more is refused when it is read. */
const MOST_DEPTH = 1000

const BLANK_LINE = /\n[ \t]*\n\s*/

/** The same text with elements `p` and `br`. */
export function autoParagraphs(html: string): string {
  const written: string[] = []
  const open: string[] = []
  let run: string[] = []
  let verbatim = ''
  const flush = () => {
    written.push(paragraphsOf(run.join(''), open.at(-1) ?? ''))
    run = []
  }
  for (const { text, tag } of htmlParts(html.replace(/\r\n?/g, '\n'))) {
    if (verbatim !== '') {
      written.push(text)
      if (tag === `/${verbatim}`) verbatim = ''
    } else if (tag !== undefined && (VERBATIM.has(tag) || isBlock(tag) || isBreak(text))) {
      flush()
      written.push(text)
      if (VERBATIM.has(tag)) verbatim = tag
      else if (isBlock(tag)) nest(open, tag)
    } else run.push(text)
  }
  flush()
  return written.join('')
}

function isBlock(tag: string): boolean {
  return tag.replace('/', '') in BLOCK_TAGS
}

/** Marks of WordPress that part a text: the end of a teaser, and of a page. */
function isBreak(text: string): boolean {
  return /^<!--(?:more\b|nextpage-->)/.test(text)
}

/** What is not closed, as an `li`, ends with what it stands in. */
function nest(open: string[], tag: string): void {
  if (tag === 'hr') return
  if (!tag.startsWith('/')) {
    if (open.at(-1) === tag && SINGLE.has(tag)) open.pop()
    if (open.length < MOST_DEPTH) open.push(tag)
    return
  }
  const at = open.lastIndexOf(tag.slice(1))
  if (at >= 0) open.length = at
}

/** A run in which there are no blocks. @param within the element that it stands in */
function paragraphsOf(run: string, within: string): string {
  if (run.trim() === '' || FRAMES.has(within)) return run
  const chunks = run.split(BLANK_LINE).filter((chunk) => chunk.trim() !== '')
  const lines = chunks.map((chunk) =>
    chunk
      .trim()
      .split('\n')
      .map((line) => line.trimEnd())
      .join('<br>\n'),
  )
  if (ONE_ONLY.has(within)) return lines.join('<br>\n')
  if (SINGLE.has(within) && lines.length === 1) return lines[0]!
  return lines.map((line) => (isEmpty(line) ? line : `\n<p>${line}</p>\n`)).join('')
}

/** Comments alone are no paragraph. */
function isEmpty(line: string): boolean {
  return htmlParts(line).every(({ text, tag }) => tag === '!--' || text.trim() === '')
}
