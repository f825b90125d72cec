import { type NoteVerifier, printVerifierKey } from '../../log/note-key.ts'
import type { Urls } from '../../wire/urls.ts'

/** What makes a copy of the archive: it is copied from where it is at home. */
export function mirrorCommands(urls: Urls, keys: readonly NoteVerifier[]): string {
  const given = keys.map((key) => ` --key "${printVerifierKey(key)}"`).join('')
  return `colophon mirror init ./copy ${urls.permanent.base}${given}\ncolophon mirror sync ./copy`
}
