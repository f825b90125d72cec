/** Metadata at the head of a file, in one of several notations. */
import type { Statement } from '../../loading/metadata/statement.ts'

/** A head that was found: what it says, in UTF-16 units of the source, and where the text begins. */
export interface Head {
  end: number
  rule: string
  statements: Statement[]
  warnings: string[]
}

/** A value of a head and where it stands. */
export interface HeadValue {
  key: string
  value: unknown
  raw?: string
  start?: number
}

/** What a head says, as statements that are not understood yet. */
export function headStatements(rule: string, values: readonly HeadValue[]): Statement[] {
  return values.map(({ key, value, raw, start }) => ({
    field: `frontMatter.${key}`,
    value,
    ...(raw !== undefined && start !== undefined && { raw, start, end: start + raw.length }),
    certainty: 'certain',
    origin: 'parsed',
    rule,
  }))
}

/** The number of the line, from 1, in which an offset lies. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split(/\r\n|\n|\r/).length
}
