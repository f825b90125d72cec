/** What is extracted from a package is a page of HTML, which is then read like any other. */
import type { Extraction, Tool } from '../../loading/extraction.ts'

/** What a package says of itself, by the names that its page gives it. */
export interface PageHead {
  title?: string | undefined
  language?: string | undefined
  /** Its type, as CSL names types. */
  type: string
  /** Names and contents of `meta` elements, in order. */
  metas: readonly (readonly [name: string, content: string])[]
}

/** The extraction with a head and a body, which is HTML. */
export function extractedPage(
  { title, language, type, metas }: PageHead,
  body: string,
  tool: Tool,
): Extraction {
  const lines = [
    '<!DOCTYPE html>',
    language ? `<html lang="${escapeAttribute(language)}">` : '<html>',
    '<head>',
    '<meta charset="utf-8">',
    ...(title ? [`<title>${escapeText(title)}</title>`] : []),
    ...[['csl.type', type] as const, ...metas].map(
      ([name, content]) => `<meta name="${escapeAttribute(name)}" content="${escapeAttribute(content)}">`,
    ),
    '</head>',
    '<body>',
    body,
    '</body>',
    '</html>',
    '',
  ]
  return { bytes: Buffer.from(lines.join('\n')), mediaType: 'text/html', tool }
}

/** Elements that have no end (HTML, 13.1.2). */
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
)

/** Writes elements and texts as HTML. */
export class HtmlWriter {
  #html = ''

  get html(): string {
    return this.#html
  }

  enter(name: string, attributes: Iterable<readonly [string, string]> = []): void {
    this.#html += `<${name}`
    for (const [key, value] of attributes) this.#html += ` ${key}="${escapeAttribute(value)}"`
    this.#html += '>'
  }

  leave(name: string): void {
    if (!VOID.has(name)) this.#html += `</${name}>`
  }

  text(text: string): void {
    this.#html += escapeText(text)
  }

  /** What was written by another. */
  append(html: string): void {
    this.#html += html
  }
}

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}
