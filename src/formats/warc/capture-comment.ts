/** The comment that tells of a capture, before the page that was extracted: a field a line. */
import { UNREAD } from '../../loading/metadata/front-matter-fields.ts'
import type { Statement } from '../../loading/metadata/statement.ts'

/** Its first line. */
export const HEADING = 'Captured by a web archive'
/** Characters of a value. */
const LONGEST = 2000

/** A line of it, in which nothing can end the comment. */
export function printField(name: string, value: string): string {
  const line = value.replace(/\p{Cc}/gu, ' ').slice(0, LONGEST)
  return `${name}: ${line.toWellFormed().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}`
}

interface CaptureField {
  name: string
  value: string
  /** Of the value as it stands there, in UTF-16 units. */
  start: number
  end: number
}

/** The fields of the comment that a page begins with. */
export function captureFields(page: string): CaptureField[] {
  const head = `<!--\n${HEADING}\n`
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

/** What a capture says of a work: when and where it was captured, and under its own names all that it has. */
export function captureStatements(fields: readonly CaptureField[], page: string): Statement[] {
  const statementOf = (field: string, { start, end }: CaptureField, value: string): Statement => ({
    ...{ field, value, raw: page.slice(start, end), start, end },
    ...{ certainty: 'certain', origin: 'parsed' },
  })
  return fields
    .filter(({ name }) => name !== 'Warning')
    .flatMap((field) => {
      const own = statementOf(`warc.${field.name.replace(/^WARC-/, '').toLowerCase()}`, field, field.value)
      if (field.name === 'WARC-Date' && /^\d{4}-\d{2}-\d{2}/.test(field.value))
        return [statementOf(`${UNREAD}accessed`, field, field.value.slice(0, 10)), own]
      if (field.name !== 'WARC-Target-URI' || !/^https?:/i.test(field.value)) return [own]
      const place = URL.canParse(field.value) ? new URL(field.value).host : ''
      return [
        statementOf('source.url', field, field.value),
        ...(place === '' ? [] : [statementOf('source.label', field, place)]),
        own,
      ]
    })
}
