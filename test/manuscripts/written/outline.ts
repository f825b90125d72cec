import { NOTE, type Part } from './manuscripts.ts'

/** The outline of a text in plain Markdown: headings, paragraphs, block quotations, and at most one note a block. */
export function outlineOf(markdown: string): Part[] {
  const parts: Part[] = []
  for (const block of markdown.trim().split('\n\n')) {
    const [, note] = /^\[\^\w+\]: (.*)$/s.exec(block) ?? []
    const noted = parts.find(({ text }) => text.includes(NOTE))
    if (note !== undefined && noted) noted.note = note.replaceAll('*', '')
    else parts.push(partOf(block))
  }
  return parts
}

function partOf(block: string): Part {
  const [, sign = '', text = ''] = /^(## |> )?(.*)$/s.exec(block)!
  const kind = sign === '' ? 'paragraph' : sign === '> ' ? 'quotation' : 'heading'
  return { kind, text: text.replaceAll('*', '').replace(/\[\^\w+\]/, NOTE) }
}
