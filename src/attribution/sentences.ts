import type { Metadata } from '../loading/metadata/metadata.ts'
import { printName } from '../loading/metadata/print-name.ts'
import type { WorkRecord } from '../store/works.ts'
import type { Claim } from './claim.ts'
import { yearOf } from './years.ts'

/** Characters of what was claimed that a sentence repeats. */
const LONGEST = 120

/** "Al Shami 2016", "Roe and Doe 1999", "Smith et al."; the title of what has no authors. */
export function printSource(metadata: Metadata): string {
  return [whoseOf(metadata) || titleOf(metadata), yearOf(metadata)].filter(Boolean).join(' ')
}

/** With its title, where the author alone does not tell works apart. */
export function printWork({ metadata }: Pick<WorkRecord, 'metadata'>): string {
  const source = printSource(metadata)
  return whoseOf(metadata) ? `${source}, ${titleOf(metadata)}` : source
}

/** What was claimed, as a sentence names it: "Smith 1999". */
export function printClaim({ work, key, author, title, year }: Claim): string {
  const said = [author, title?.trim() && `“${title.trim()}”`, year].filter((words) => words?.trim())
  return (said.length > 0 ? said.join(' ') : (work ?? key ?? '')).trim().slice(0, LONGEST)
}

function whoseOf({ authors }: Metadata): string {
  const [first, second, third] = authors.map(familyOf)
  if (first === undefined || second === undefined) return first ?? ''
  return third === undefined ? `${first} and ${second}` : `${first} et al.`
}

function familyOf(name: Metadata['authors'][number]): string {
  const { family } = name
  return family === undefined
    ? printName(name)
    : [name['non-dropping-particle'], family].filter(Boolean).join(' ')
}

function titleOf({ title }: Metadata): string {
  return `“${title.slice(0, LONGEST)}”`
}
