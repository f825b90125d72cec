/** The names of dumps. What an export has not finished bears the name of a draft. */
import { join } from 'node:path'

/** The formats of dumps, by the end of their files' names. */
export const DUMP_FORMATS = { ndjson: 'ndjson.br', sqlite: 'sqlite' } as const
export type DumpFormat = keyof typeof DUMP_FORMATS

const DRAFT = '.draft-'
const DUMP = `colophon-[0-9]{1,16}\\.(?:${Object.values(DUMP_FORMATS).join('|').replaceAll('.', '\\.')})`
// What SQLite keeps beside a draft ends otherwise.
const OF_DUMP = new RegExp(`^(?:${DRAFT.replace('.', '\\.')})?${DUMP}`)

/** Pattern of the name of a dump. */
export const DUMP_FILE = `^${DUMP}$`

/** The name of a dump that speaks for so many entries of the log. */
export function dumpFile(logSize: number, format: DumpFormat): string {
  return `colophon-${logSize}.${DUMP_FORMATS[format]}`
}

/** Where a file of a directory is written, before it is given its name. */
export function dumpDraft(directory: string, file: string): string {
  return join(directory, `${DRAFT}${file}`)
}

/** Whether a file was not given its name: it is being written, or was left by an export that was broken off. */
export function isDraft(name: string): boolean {
  return name.startsWith(DRAFT)
}

/** Whether a file is a dump, or has a part of one. */
export function isOfDump(name: string): boolean {
  return OF_DUMP.test(name)
}
