/** A text of HTML in its tags, its comments and what stands between. Linear, whatever the text. */

/** A part of it. */
export interface HtmlPart {
  text: string
  /** Of a tag its name in lower case, with a slash before it where it ends an element; `!--` of a comment. */
  tag?: string
}

const TAG = /^<(\/?[a-z][a-z0-9-]{0,40})(?=[\s/>])[^<>]*>/i
/** Bytes of a tag. */
const LONGEST = 20_000

/** The parts, which joined are the text. */
export function htmlParts(html: string): HtmlPart[] {
  const parts: HtmlPart[] = []
  let from = 0
  let endsComments = true
  const add = (start: number, end: number, tag: string) => {
    if (start > from) parts.push({ text: html.slice(from, start) })
    parts.push({ text: html.slice(start, end), tag })
    from = end
  }
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', Math.max(at + 1, from))) {
    if (html.startsWith('<!--', at)) {
      const end: number = endsComments ? html.indexOf('-->', at + 4) : -1
      endsComments = end >= 0
      if (end >= 0) add(at, end + 3, '!--')
      continue
    }
    const close = html.indexOf('<', at + 1)
    const [tag, name] =
      TAG.exec(html.slice(at, Math.min(close < 0 ? html.length : close, at + LONGEST))) ?? []
    if (tag !== undefined) add(at, at + tag.length, name!.toLowerCase())
  }
  if (from < html.length) parts.push({ text: html.slice(from) })
  return parts
}
