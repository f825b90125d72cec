/** The comment before a page that was extracted, which tells where it comes from: a heading, then a field a line. */

/** Characters of a value. */
const LONGEST = 2000

/** The comment. */
export function printComment(
  heading: string,
  fields: readonly (readonly [name: string, value: string])[],
): string {
  const lines = fields.map(([name, value]) => printField(name, value))
  return `<!--\n${[heading, ...lines].join('\n')}\n-->\n`
}

/** A line of it, in which nothing can end the comment. */
function printField(name: string, value: string): string {
  const line = value.replace(/\p{Cc}/gu, ' ').slice(0, LONGEST)
  return `${name}: ${line.toWellFormed().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}`
}

/** Where the comment ends that a page begins with; 0 where it has none. */
export function endOfComment(page: string): number {
  const end = page.startsWith('<!--\n') ? page.indexOf('\n-->\n') : -1
  return end < 0 ? 0 : end + '\n-->\n'.length
}

/** A field of the comment. */
export interface CommentField {
  name: string
  value: string
  /** Of the value as it stands there, in UTF-16 units. */
  start: number
  end: number
}

/** The fields of the comment that a page begins with; none where it has another heading. */
export function commentFields(page: string, heading: string): CommentField[] {
  const head = `<!--\n${heading}\n`
  const end = page.indexOf('\n-->\n')
  if (!page.startsWith(head) || end < 0) return []
  let at = head.length
  return page
    .slice(at, end)
    .split('\n')
    .map((line) => {
      const colon = line.indexOf(': ')
      const field = {
        name: line.slice(0, colon),
        value: line
          .slice(colon + 2)
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&'),
        start: at + colon + 2,
        end: at + line.length,
      }
      at += line.length + 1
      return field
    })
}
