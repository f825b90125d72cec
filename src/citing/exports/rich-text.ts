/** The rich text of CSL-JSON: HTML-like tags in titles (citeproc-js manual, "HTML-like formatting tags"). */

export type Mark = 'i' | 'b' | 'sup' | 'sub' | 'sc' | 'nocase' | 'span'

/** A run of text, or marked text. */
export type RichText = string | { mark: Mark; content: RichText[] }

const TAG = /(<\/?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>)/

interface Open {
  tag: string
  content: RichText[]
}

/** The runs of a rich text. A tag without its counterpart is text, as in "5 <i> 6". */
export function parseRichText(text: string): RichText[] {
  const open: Open[] = [{ tag: '', content: [] }]
  for (const part of text.split(TAG)) {
    const { tag, content } = open.at(-1)!
    if (!TAG.test(part)) content.push(part)
    else if (!part.startsWith('</')) open.push({ tag: part, content: [] })
    else if (elementOf(part) === elementOf(tag)) {
      open.pop()
      open.at(-1)!.content.push({ mark: markOf(tag), content })
    } else content.push(part)
  }
  return open.flatMap(({ tag, content }) => [tag, ...content]).filter((run) => run !== '')
}

/** The text without its marks. */
export function plainText(text: string | undefined = ''): string {
  return flat(parseRichText(text))
}

function flat(runs: readonly RichText[]): string {
  return runs.map((run) => (typeof run === 'string' ? run : flat(run.content))).join('')
}

function elementOf(tag: string): string {
  return /[a-z]+/.exec(tag)?.[0] ?? ''
}

function markOf(tag: string): Mark {
  if (!tag.startsWith('<span')) return elementOf(tag) as Mark
  if (tag.includes('nocase')) return 'nocase'
  return tag.includes('small-caps') ? 'sc' : 'span'
}
