/** Cuts HTML into text, tags and comments. One pass, whatever it is fed. */
import type { Span } from '../../loading/draft.ts'

/** A run of HTML. `name` is a tag's name in lower case; comments, declarations and hidden texts are `hidden`. */
export interface HtmlRun extends Span {
  type: 'text' | 'tag' | 'hidden'
  name: string
  closing: boolean
}

/** Elements whose content is no text. */
const HIDDEN = new Set(['script', 'style', 'template', 'noscript'])

/** The runs of `[start, end)`, in order, without gap. An unclosed tag is text. */
export function htmlRuns(source: string, start: number, end: number): HtmlRun[] {
  const runs: HtmlRun[] = []
  let at = start
  let textFrom = start
  while (at < end) {
    const open = source.indexOf('<', at)
    if (open < 0 || open >= end) break
    const run = markupAt(source, open, end)
    at = run === undefined ? open + 1 : run.end
    if (run === undefined) continue
    if (open > textFrom) runs.push(textRun(textFrom, open))
    const shown = HIDDEN.has(run.name) && !run.closing ? hideContent(source, run, end) : run
    runs.push(shown)
    at = shown.end
    textFrom = at
  }
  if (textFrom < end) runs.push(textRun(textFrom, end))
  return runs
}

function textRun(start: number, end: number): HtmlRun {
  return { start, end, type: 'text', name: '', closing: false }
}

function markupAt(source: string, start: number, end: number): HtmlRun | undefined {
  if (source.startsWith('<!--', start)) {
    const close = source.indexOf('-->', start + 4)
    return hidden(start, close < 0 || close + 3 > end ? end : close + 3)
  }
  const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9-]{0,30})|<[!?]/y
  tag.lastIndex = start
  const match = tag.exec(source)
  if (match === null) return undefined
  const close = tagEnd(source, tag.lastIndex, end)
  if (close < 0) return undefined
  if (match[2] === undefined) return hidden(start, close)
  return { start, end: close, type: 'tag', name: match[2].toLowerCase(), closing: match[1] === '/' }
}

function hidden(start: number, end: number): HtmlRun {
  return { start, end, type: 'hidden', name: '', closing: false }
}

/** Longest tag that is looked through: keeps a source of nothing but `<a` linear. */
const LONGEST_TAG = 4096

/** Where the tag ends, quoted attribute values skipped, or -1. */
function tagEnd(source: string, from: number, end: number): number {
  const limit = Math.min(end, from + LONGEST_TAG)
  let quote = ''
  for (let at = from; at < limit; at++) {
    const char = source[at]!
    if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '>') return at + 1
  }
  return -1
}

function hideContent(source: string, run: HtmlRun, end: number): HtmlRun {
  const close = new RegExp(`</${run.name}\\s*>`, 'gi')
  close.lastIndex = run.end
  const match = close.exec(source)
  return hidden(run.start, match === null || close.lastIndex > end ? end : close.lastIndex)
}
