/** Texts of the editor of blocks of WordPress: comments (`<!-- wp:paragraph -->`) tell where each block begins and ends. */
import { autoParagraphs } from './auto-paragraphs.ts'
import { htmlParts } from './tags-of.ts'

/** Paragraphs that are told by blank lines, where no block tells them. */
export function withParagraphs(html: string): string {
  const parts = htmlParts(html)
  if (!parts.some(({ text, tag }) => tag === '!--' && delimiterOf(text) !== undefined))
    return autoParagraphs(html)
  const written: string[] = []
  let classic: string[] = []
  let depth = 0
  const flush = () => {
    written.push(autoParagraphs(classic.join('')))
    classic = []
  }
  for (const { text, tag } of parts) {
    const delimiter = tag === '!--' ? delimiterOf(text) : undefined
    if (delimiter === undefined) (depth === 0 ? classic : written).push(text)
    else {
      if (depth === 0) flush()
      written.push(text)
      depth = Math.max(0, depth + delimiter)
    }
  }
  flush()
  return written.join('')
}

/** What a delimiter adds to the depth of blocks; undefined for other comments. Text in a block `freeform` is of the old editor. */
function delimiterOf(comment: string): number | undefined {
  const [, close, name] = /^<!--\s+(\/)?wp:([a-z][a-z0-9_/-]*)\s/.exec(comment.slice(0, 200)) ?? []
  if (name === undefined) return undefined
  if (/^(?:core\/)?freeform$/.test(name) || /\/-->$/.test(comment)) return 0
  return close === undefined ? 1 : -1
}
