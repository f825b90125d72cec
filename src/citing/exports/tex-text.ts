/** Text as the value of a BibTeX or BibLaTeX field. UTF-8 is kept: biber and today's LaTeX read it. */
import { oneLine } from '../../text/one-line.ts'
import { type Mark, parseRichText, type RichText } from './rich-text.ts'
import { texEscaper } from './tex-escape.ts'

const MARKS: Readonly<Record<Mark, string>> = {
  i: '\\textit',
  b: '\\textbf',
  sup: '\\textsuperscript',
  sub: '\\textsubscript',
  sc: '\\textsc',
  nocase: '',
  span: '',
}

const WORD = /([\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}'’.-]*[\p{L}\p{M}\p{N}])?)/u

/** The text on one line, with every special character escaped. */
export function tex(text: string): string {
  const line = oneLine(text)
  return texEscaper(line)(line)
}

/** The text in braces, as the value of a field; null when there is none. */
export function texField(text: string | null | undefined): string | null {
  return verbatimField(tex(text ?? ''))
}

/** A text with marks, in braces. */
export function texRichField(text: string | null | undefined): string | null {
  const line = oneLine(text ?? '')
  return verbatimField(written(parseRichText(line), texEscaper(line)))
}

/**
 * A publisher or a place in braces: BibLaTeX takes such a field for a list that "and" parts (manual, 2.2.1, "Literal
 * lists"), so that one name with that word stands in braces of its own.
 */
export function texListField(text: string | null | undefined): string | null {
  const field = texRichField(text)
  return field !== null && / and /i.test(field) ? `{${field}}` : field
}

/**
 * A title in braces, each word with a capital in braces of its own: styles change titles to lower case, and a
 * name or a German noun must keep its capital. The first letter keeps its case in every style.
 */
export function texTitleField(text: string | undefined): string | null {
  const line = oneLine(text ?? '')
  const escaped = texEscaper(line)
  let atStart = true
  const title = written(
    parseRichText(line),
    (run) => {
      const [before = '', ...parts] = run.split(WORD)
      const startsHere = atStart && before === ''
      atStart = false
      const words = parts.map((part, index) => {
        const changeable = index === 0 && startsHere ? part.slice(1) : part
        return /[\p{Lu}\p{Lt}]/u.test(changeable) ? `{${escaped(part)}}` : escaped(part)
      })
      return escaped(before) + words.join('')
    },
    escaped,
  )
  return verbatimField(title)
}

/** What TeX is to read as it stands (an address, a date, an identifier), in braces; null when there is nothing. */
export function verbatimField(text: string | null): string | null {
  return text === null || text === '' ? null : `{${text}}`
}

/**
 * What is marked keeps its case, and stands in braces of its own with the command inside: so Zotero and BibTeX know it,
 * neither of which reads braces within the command's.
 */
function written(content: readonly RichText[], write: (run: string) => string, plain = write): string {
  return content
    .map((run) =>
      typeof run === 'string' ? write(run) : marked(run.mark, written(run.content, plain, plain)),
    )
    .join('')
}

function marked(mark: Mark, text: string): string {
  const command = MARKS[mark]
  return command === '' ? `{${text}}` : `{${command}{${text}}}`
}
