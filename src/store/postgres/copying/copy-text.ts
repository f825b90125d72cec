/** Rows in the text format of COPY, as the server itself prints them. */
import { ColophonError } from '../../../errors.ts'

const ESCAPED: Record<string, string> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}
const SPECIAL = new RegExp(
  `[${Object.keys(ESCAPED)
    .map((each) => `\\${each}`)
    .join('')}]`,
  'g',
)

/** A row as a line. @throws ColophonError `archive_unusable` when a text has a NUL, which PostgreSQL cannot keep */
export function copyLine(row: readonly unknown[]): string {
  return `${row.map(field).join('\t')}\n`
}

function field(value: unknown): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  const text = String(value)
  if (text.includes('\0'))
    throw new ColophonError(
      'archive_unusable',
      'A text of the archive has a NUL in it, which PostgreSQL cannot keep.',
    )
  return text.replace(SPECIAL, (character) => ESCAPED[character]!)
}
