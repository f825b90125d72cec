/** What the comment before a captured page says of the work. */
import { UNREAD } from '../../loading/metadata/front-matter-fields.ts'
import type { Statement } from '../../loading/metadata/statement.ts'
import type { CommentField } from '../page-comment.ts'

/** The first line of the comment. */
export const HEADING = 'Captured by a web archive'

/** What a capture says of a work: when and where it was captured, and under its own names all that it has. */
export function captureStatements(fields: readonly CommentField[], page: string): Statement[] {
  const statementOf = (field: string, { start, end }: CommentField, value: string): Statement => ({
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
