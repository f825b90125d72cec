import { isIsbn, isIssn } from './identifiers.ts'
import type { Metadata } from './metadata.ts'

/** Sentences for a person about what is said of a work and looks wrong. It is kept as it was given. */
export function doubtsAbout({ isbn, issn }: Partial<Pick<Metadata, 'isbn' | 'issn'>>): string[] {
  return [...doubt('ISBN', isbn, isIsbn), ...doubt('ISSN', issn, isIssn)]
}

function doubt(name: string, number: string | undefined, isRight: (number: string) => boolean): string[] {
  if (number === undefined || isRight(number)) return []
  return [
    `The ${name} "${number}" has a wrong check digit or length: compare it with the print. It is kept as it was given.`,
  ]
}
