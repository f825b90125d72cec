/** Shortcodes of WordPress (`[gallery ids="1,2"]`): what stands for a program is none of the words. */

/** A text in which shortcodes are HTML, and which were there, with their counts. */
export interface WithoutShortcodes {
  html: string
  leftOut: Map<string, number>
  /** Notes that stood in the text, in their order. */
  notes: string[]
}

const SHORTCODE = /(\[?)\[(\/?)([a-z][\w-]{0,60})((?:[\s=][^[\]]{0,2000})?)\](\]?)/gi

const CAPTIONS = new Set(['caption', 'wp_caption'])
/** Pictures and sounds, with what stands in them. */
const MEDIA = new Set(['gallery', 'audio', 'video', 'playlist', 'embed'])
const CODE = new Set(['code', 'sourcecode'])
/** What extensions for notes are called by; it stands in the midst of a sentence. */
const NOTES = new Set(['footnote', 'fn', 'ref', 'efn_note', 'mfn', 'note'])

interface Code {
  start: number
  end: number
  name: string
  closes: boolean
  attributes: string
}

/** Reads shortcodes: those of WordPress itself, and others where an attribute, an end or their name shows them. */
export function readShortcodes(html: string): WithoutShortcodes {
  const found: Code[] = []
  const escaped: [start: number, end: number][] = []
  for (const { index, 0: text, 1: before, 2: slash, 3: name, 4: attributes, 5: behind } of html.matchAll(
    SHORTCODE,
  )) {
    if (before && behind) escaped.push([index, index + text.length])
    else
      found.push({
        ...{ start: index + before!.length, end: index + text.length - behind!.length },
        ...{ name: name!.toLowerCase(), closes: slash === '/', attributes: attributes! },
      })
  }
  const closed = new Set(found.filter(({ closes }) => closes).map(({ name }) => name))
  const codes = found.filter((code) => isShortcode(code, closed))
  return written(html, codes, escaped)
}

function isShortcode({ name, closes, attributes }: Code, closed: ReadonlySet<string>): boolean {
  const isKnown = CAPTIONS.has(name) || MEDIA.has(name)
  const isTold = /(?:^|\s)[\w-]+=["'\w]/.test(attributes) || /^=["']?https?:/i.test(attributes)
  return isKnown || closes || isTold || closed.has(name) || /_|contact-form/.test(name)
}

function written(
  html: string,
  codes: readonly Code[],
  escaped: readonly [number, number][],
): WithoutShortcodes {
  const ends = endsOf(codes)
  const result: WithoutShortcodes = { html: '', leftOut: new Map(), notes: [] }
  const parts: string[] = []
  const shown = new Unescaped(html, escaped)
  let from = 0
  const copy = (to: number) => {
    if (to > from) parts.push(shown.between(from, to))
    from = Math.max(from, to)
  }
  for (const [at, code] of codes.entries()) {
    if (code.start < from) continue
    copy(code.start)
    const end = ends.get(at)
    const inside = end ? html.slice(code.end, end.start) : ''
    const [replaced, to] = replacementOf(code, end, inside, result.notes)
    parts.push(replaced)
    from = to
    if (!code.closes && !CAPTIONS.has(code.name) && !NOTES.has(code.name) && !CODE.has(code.name))
      result.leftOut.set(code.name, (result.leftOut.get(code.name) ?? 0) + 1)
  }
  copy(html.length)
  result.html = parts.join('')
  return result
}

/** The HTML in place of a shortcode, and behind what it stands. What stands in one that is not known stays. */
function replacementOf(
  code: Code,
  end: Code | undefined,
  inside: string,
  notes: string[],
): [html: string, to: number] {
  const told = `<!--shortcode ${code.closes ? '/' : ''}${code.name}-->`
  if (end === undefined) return [told, code.end]
  if (CAPTIONS.has(code.name)) return [captioned(inside, code.attributes), end.end]
  if (MEDIA.has(code.name)) return [told, end.end]
  if (CODE.has(code.name)) return [`<pre>${inside}</pre>`, end.end]
  if (!NOTES.has(code.name)) return [told, code.end]
  const label = notes.push(inside)
  return [`<a href="#wxr-note-${label}" id="wxr-call-${label}" role="doc-noteref">${label}</a>`, end.end]
}

/** The end of each that has one: the next of its name, unless another of that name begins before it. */
function endsOf(codes: readonly Code[]): Map<number, Code> {
  const ends = new Map<number, Code>()
  const open = new Map<string, number>()
  for (const [at, code] of codes.entries()) {
    const begun = open.get(code.name)
    if (!code.closes) open.set(code.name, at)
    else if (begun !== undefined) {
      ends.set(begun, code)
      open.delete(code.name)
    }
  }
  return ends
}

/** A text in which `[[name]]` shows the name in its brackets. */
class Unescaped {
  readonly #html: string
  readonly #escaped: readonly [start: number, end: number][]
  #next = 0

  constructor(html: string, escaped: readonly [number, number][]) {
    this.#html = html
    this.#escaped = escaped
  }

  /** A part of it. Parts are asked for in their order. */
  between(from: number, to: number): string {
    const parts: string[] = []
    let at = from
    for (; this.#next < this.#escaped.length; this.#next++) {
      const [start, end] = this.#escaped[this.#next]!
      if (end > to) break
      if (start < at) continue
      parts.push(this.#html.slice(at, start), this.#html.slice(start + 1, end - 1))
      at = end
    }
    return parts.join('') + this.#html.slice(at, to)
  }
}

const PICTURE = /^\s*(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*<\/a>)?/i

/** A picture with its caption: behind it, or in an attribute as the first versions have it. */
function captioned(inside: string, attributes: string): string {
  const picture = PICTURE.exec(inside)?.[0] ?? ''
  const behind = inside.slice(picture.length).trim()
  const caption = behind || /\bcaption="([^"]*)"/.exec(attributes)?.[1] || ''
  return `<figure>${picture}${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>`
}
