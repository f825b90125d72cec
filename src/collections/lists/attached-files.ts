import { fileURLToPath } from 'node:url'

/** `;` and `:` that no backslash takes for themselves. */
const BETWEEN_FILES = /(?<!\\);/
const BETWEEN_PARTS = /(?<!\\):/

/**
 * The files that the field `file` of an entry names: a path, or, as Zotero and JabRef write them, one or more of
 * `description:path:type`, separated by semicolons, with a backslash before what is none of these marks.
 */
export function attachedFiles(field: unknown): string[] {
  if (typeof field !== 'string' || field.trim() === '') return []
  if (field.startsWith('file://')) return [fileURLToPath(field)]
  const attached = field.split(BETWEEN_FILES).flatMap(pathIn)
  return [...new Set([...(attached.length === 1 ? [] : [field]), ...attached, field])]
}

function pathIn(attachment: string): string[] {
  const parts = attachment.split(BETWEEN_PARTS)
  const path = parts.length > 1 ? parts[1] : parts[0]
  return path ? [path.replace(/\\([:;\\])/g, '$1').trim()] : []
}
