/** The index of the dumps in a directory: what each file is. Nothing that it does not name is a dump. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { DUMP_FILE, DUMP_FORMATS, type DumpFormat } from '../files/dump-files.ts'
import { replaceFile } from '../files/durable.ts'
import { conforms } from '../json-schema.ts'
import { Count, closed, Sha256 } from '../log/member-types.ts'

const Dump = Type.Object(
  {
    // Nothing else may be asked for by a name from the index, whoever wrote it.
    file: Type.String({ pattern: DUMP_FILE }),
    format: Type.Enum(Object.keys(DUMP_FORMATS) as DumpFormat[]),
    bytes: Count,
    sha256: Sha256,
    /** ISO time. */
    madeAt: Type.String({ maxLength: 30 }),
    /** How many entries of the log it speaks for. */
    logSize: Count,
    /** The signed note of the log at that size. */
    checkpoint: Type.String({ maxLength: 1_000_000 }),
    counts: Type.Object(
      { entries: Count, works: Count, versions: Count, paragraphs: Count, quotes: Count },
      closed,
    ),
  },
  closed,
)

/** One dump. */
export type Dump = Static<typeof Dump>

const DumpIndex = Type.Object({ v: Type.Literal(1), dumps: Type.Array(Dump, { maxItems: 10_000 }) }, closed)

/** The dumps of a directory, the newest first; none when there is no index; undefined when it cannot be read. */
export function readDumps(directory: string): Dump[] | undefined {
  try {
    const index: unknown = JSON.parse(readFileSync(indexFile(directory), 'utf8'))
    return conforms(DumpIndex, index) ? index.dumps : undefined
  } catch (error) {
    return (error as { code?: string }).code === 'ENOENT' ? [] : undefined
  }
}

export function writeDumps(directory: string, dumps: readonly Dump[]): void {
  replaceFile(indexFile(directory), `${JSON.stringify({ v: 1, dumps }, null, 2)}\n`)
}

export function indexFile(directory: string): string {
  return join(directory, 'dumps.json')
}
