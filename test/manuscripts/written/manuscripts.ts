/** Manuscripts in the formats that writers have, written from one outline. */
import { strToU8, zipSync } from 'fflate'

/** A block of a manuscript. In its text `NOTE` stands where its note is called. */
export interface Part {
  kind: 'heading' | 'paragraph' | 'quotation'
  text: string
  note?: string
}

export const NOTE = '\ue000'

/** A format and how it writes an outline. */
export interface Writer {
  name: string
  mediaType: string
  write(parts: readonly Part[]): Uint8Array
}

const xml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** With the call of the note in its place, or at the end. */
const withCall = ({ text, note }: Part, call: string, escaped: (text: string) => string) =>
  text
    .split(NOTE)
    .map(escaped)
    .join(note === undefined ? '' : call)

function markdown(parts: readonly Part[]): string {
  const escaped = (text: string) =>
    text.replace(/\\(?![a-zA-Z])|[*_`<]/g, '\\$&').replace(/^(\d+)([.)])/, '$1\\$2')
  return parts
    .map((part, at) => {
      const text = withCall(part, `[^${at}]`, escaped)
      const shown = { heading: `## ${text}`, paragraph: text, quotation: `> ${text}` }[part.kind]
      return part.note === undefined ? shown : `${shown}\n\n[^${at}]: ${escaped(part.note)}`
    })
    .join('\n\n')
}

function latex(parts: readonly Part[]): string {
  const escaped = (text: string) =>
    text
      .split(/(\\[a-zA-Z]+(?:\[[^[\]]*\])*\{[^{}]*\})/)
      .map((words, at) => (at % 2 === 1 ? words : words.replace(/[&%$#_{}]/g, '\\$&')))
      .join('')
  const body = parts.map((part) => {
    const text = withCall(part, `\\footnote{${escaped(part.note ?? '')}}`, escaped)
    if (part.kind === 'heading') return `\\section*{${text}}`
    return part.kind === 'quotation' ? `\\begin{quote}\n${text}\n\\end{quote}` : text
  })
  return `\\documentclass{article}\n\\begin{document}\n${body.join('\n\n')}\n\\end{document}\n`
}

function html(parts: readonly Part[], xhtml = false): string {
  const body = parts.map((part, at) => {
    const call = `<a href="#fn${at}" id="ref${at}" role="doc-noteref"><sup>${at}</sup></a>`
    const text = withCall(part, call, xml)
    if (part.kind === 'heading') return `<h2>${text}</h2>`
    return part.kind === 'quotation' ? `<blockquote><p>${text}</p></blockquote>` : `<p>${text}</p>`
  })
  const notes = parts.flatMap(({ note }, at) =>
    note === undefined
      ? []
      : [`<li id="fn${at}"><p>${xml(note)} <a href="#ref${at}" role="doc-backlink">↩</a></p></li>`],
  )
  const list = notes.length > 0 ? `<section role="doc-endnotes"><ol>${notes.join('')}</ol></section>` : ''
  const head = xhtml
    ? '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
    : '<!doctype html>\n<html>'
  return `${head}<head><title>An essay</title></head><body>${body.join('\n')}${list}</body></html>\n`
}

const packed = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    level: 1,
  })

function docx(parts: readonly Part[]): Uint8Array {
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`
  const styles = { heading: 'Heading2', paragraph: 'Normal', quotation: 'Quote' }
  const body = parts.map((part, at) => {
    const call = `<w:r><w:footnoteReference w:id="${at + 2}"/></w:r>`
    return `<w:p><w:pPr><w:pStyle w:val="${styles[part.kind]}"/></w:pPr>${withCall(part, call, run)}</w:p>`
  })
  const notes = parts.flatMap(({ note }, at) =>
    note === undefined ? [] : [`<w:footnote w:id="${at + 2}"><w:p>${run(note)}</w:p></w:footnote>`],
  )
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  return packed({
    'word/document.xml': `<w:document ${space}><w:body>${body.join('')}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${space}><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style><w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style></w:styles>`,
    'word/footnotes.xml': `<w:footnotes ${space}>${notes.join('')}</w:footnotes>`,
  })
}

function odt(parts: readonly Part[]): Uint8Array {
  const spaces = ['office', 'text', 'style']
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(' ')
  const body = parts.map((part, at) => {
    const note = `<text:note text:id="ftn${at}" text:note-class="footnote"><text:note-citation>${at}</text:note-citation><text:note-body><text:p>${xml(part.note ?? '')}</text:p></text:note-body></text:note>`
    const text = withCall(part, note, xml)
    if (part.kind === 'heading') return `<text:h text:outline-level="2">${text}</text:h>`
    const style = part.kind === 'quotation' ? 'Quotations' : 'Text_20_body'
    return `<text:p text:style-name="${style}">${text}</text:p>`
  })
  return packed({
    'content.xml': `<office:document-content ${spaces}><office:body><office:text>${body.join('')}</office:text></office:body></office:document-content>`,
  })
}

function epub(parts: readonly Part[]): Uint8Array {
  return packed({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'book.opf':
      '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c1" href="one.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c1"/></spine></package>',
    'one.xhtml': html(parts, true),
  })
}

const text = (write: (parts: readonly Part[]) => string) => (parts: readonly Part[]) =>
  Buffer.from(write(parts))

export const WRITERS: readonly Writer[] = [
  { name: 'Markdown', mediaType: 'text/markdown', write: text(markdown) },
  { name: 'LaTeX', mediaType: 'application/x-tex', write: text(latex) },
  { name: 'HTML', mediaType: 'text/html', write: text((parts) => html(parts)) },
  {
    name: 'Word',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: docx,
  },
  { name: 'OpenDocument', mediaType: 'application/vnd.oasis.opendocument.text', write: odt },
  { name: 'EPUB', mediaType: 'application/epub+zip', write: epub },
]
