/** The directives at the head of a Muse source: `#title The siege`. */

/** A directive, and where its value stands, in UTF-16 units. */
export interface Directive {
  name: string
  value: string
  start: number
  end: number
}

const DIRECTIVE = /^#([A-Za-z0-9_-]{1,100})(?:[ \t]|$)/
const COMMENT = /^#[-#=*\s]*$|^;(?:[ \t]|$)/

/**
 * The directives and where the text begins. A value goes on in the lines below, up to a blank one; the head ends with the
 * first line that is neither. A directive that stands twice says what it said last.
 */
export function readDirectives(source: string): { directives: Directive[]; end: number } {
  const found: Directive[] = []
  let open: Directive | undefined
  let at = source.startsWith('\ufeff') ? 1 : 0
  while (at < source.length) {
    const [line] = /^[^\r\n]*/.exec(source.slice(at, at + LONGEST_LINE))!
    const next = at + line.length
    const directive = DIRECTIVE.exec(line)
    if (line.trim() === '') open = undefined
    else if (directive && !/^#include$/i.test(line.split(/\s/, 1)[0]!)) {
      const value = line.slice(directive[0].length).trim()
      const start = at + line.indexOf(value, directive[1]!.length + 1)
      open = { name: directive[1]!, value, start, end: start + value.length }
      found.push(open)
    } else if (COMMENT.test(line)) open = undefined
    else if (open !== undefined) {
      open.value = `${open.value} ${line.trim()}`.trim()
      open.end = at + line.trimEnd().length
    } else break
    at = next + (source[next] === '\r' && source[next + 1] === '\n' ? 2 : next < source.length ? 1 : 0)
    if (found.length > MOST) break
  }
  const last = new Map(found.map((directive) => [nameOf(directive), directive]))
  return { directives: [...last.values()], end: at }
}

/** Directives that are read; what follows is text. */
const MOST = 1_000
/** Characters of a line that is read as a directive. */
const LONGEST_LINE = 100_000

/** A name as it counts: in lower case, without its hyphens and underscores. */
export function nameOf({ name }: Pick<Directive, 'name'>): string {
  return name.toLowerCase().replace(/[-_]/g, '')
}
