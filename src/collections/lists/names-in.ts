import type { Name } from '../../loading/metadata/metadata.ts'
import { readNames } from '../../loading/metadata/names.ts'

/**
 * The names in a cell, separated by semicolons: in parts where these are certain, as of `Doe, Jane`, and whole as they
 * were written where they are not.
 */
export function namesIn(cell: string): Name[] {
  const written = cell.split(';').map((name) => name.trim())
  return written.filter((name) => name !== '').flatMap(namesOf)
}

function namesOf(text: string): Name[] {
  const read = readNames(text)
  return read.every(({ certainty }) => certainty === 'certain')
    ? read.map(({ name }) => name)
    : [{ literal: text }]
}
