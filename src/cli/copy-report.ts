import type { Copy } from '../archive/backup/backup.ts'
import { print, printJson } from './output.ts'

/** Prints what was copied where. */
export function reportCopy(copy: Copy & { file: string }, { json = false }: { json?: boolean }): void {
  const { file, bytes, sha256, works, log, files } = copy
  if (json) {
    printJson({ file, bytes, sha256, works, log, files })
    return
  }
  print(`file    ${file}`)
  print(`bytes   ${bytes}`)
  print(`sha256  ${sha256}`)
  print(`works   ${works}`)
  if (files.length > 0) print(`with    ${files.join(', ')}`)
  if (!log?.signed) return
  print(`log     ${log.signed.origin}, ${log.size} entries, ${log.signed.size} of them signed`)
  print(`root    ${log.signed.root}`)
}

/** How many entries are not signed yet. */
export function unsignedIn({ log }: Copy): number {
  return log ? log.size - (log.signed?.size ?? 0) : 0
}
