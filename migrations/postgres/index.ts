/** The steps of the schema on PostgreSQL in their order. A step that was ever released never changes. */
import { columnsOf, indexes, tables } from './0001_archive.ts'
import { statements } from './0002_writing.ts'

export const STEPS = ['0001_archive', '0002_writing'] as const

/** What makes an archive's tables; what makes their indexes, once the rows are there; and the columns. */
export const SCHEMA = { tables: [...tables, ...statements], indexes, columnsOf } as const
