import { resolve } from 'node:path'
import type { ManifestList } from '../collections/lists/read-list.ts'
import type { Collection } from '../collections/walk.ts'
import { note } from './output.ts'

/** Lines of one kind that are told one by one. */
const TOLD = 20

/** Says what of a list is of no use for these files. */
export function noteList(
  { files, withoutFile, leftOut }: ManifestList,
  { name, ...collection }: Collection & { name: string },
): void {
  const named = new Set([...collection.files, ...collection.skipped].map(({ file }) => resolve(file)))
  const others = [...files.values()].filter(({ file }) => !named.has(file))
  noteAll([
    ...withoutFile.map((line) => `${name}, line ${line}: it names no file`),
    ...others.map(({ file, line }) => `${name}, line ${line}: ${file} is not among the files that are named`),
  ])
  noteAll(leftOut.map(({ line, field, why }) => `${name}, line ${line}: "${field}" is left out. ${why}`))
}

function noteAll(lines: readonly string[]): void {
  for (const line of lines.slice(0, TOLD)) note(line)
  if (lines.length > TOLD) note(`… and ${lines.length - TOLD} more of this kind`)
}
