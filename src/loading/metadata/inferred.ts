/** What nobody said: title from the file's name, language from the words, name parts as proposals. */
import { codePointLength } from '../../text/offsets.ts'
import { MOST } from './bounds.ts'
import type { Name } from './metadata.ts'
import { readNames } from './names.ts'
import type { Statement } from './statement.ts'

/** What can be inferred from. */
export interface Clues {
  /** Given and parsed statements. */
  statements: readonly Statement[]
  firstHeading: string | undefined
  fileName: string | undefined
  /** The language that the words speak for (BCP 47). */
  language: string | null
}

/** Statements for what is missing; each says by its rule why. */
export function inferredStatements({ statements, firstHeading, fileName, language }: Clues): Statement[] {
  const said = new Set(statements.map((statement) => statement.field))
  const inferred: Statement[] = []
  if (!said.has('title') && !said.has('colophon.title')) inferred.push(titleFrom(firstHeading, fileName))
  if (!said.has('type')) inferred.push(infer('type', 'document', 'no type was given'))
  if (!said.has('language') && language !== null)
    inferred.push(infer('language', language, 'its commonest words'))
  return [...inferred, ...statements.flatMap(partsOf)]
}

/** What the parts of a name may be that is kept whole, because somebody else names the authors. */
function partsOf({ field, value }: Statement): Statement[] {
  const literal = field === 'author' ? (value as Name).literal : undefined
  const [read, ...others] = literal === undefined ? [] : readNames(literal)
  if (read?.certainty !== 'probable' || others.length > 0) return []
  return [infer('author.parts', read.name, 'a proposal: the parts of a name are not known')]
}

function titleFrom(firstHeading: string | undefined, fileName: string | undefined): Statement {
  if (firstHeading !== undefined && canBeTitle(firstHeading))
    return infer('title', firstHeading, 'first heading')
  const stem = fileName
    ?.replace(/^.*[/\\]/, '')
    .replace(/\.[^.]{1,10}$/, '')
    .replace(/[-_]+/g, ' ')
    .trim()
  if (stem && canBeTitle(stem)) return infer('title', stem, 'file name')
  return { ...infer('title', 'Untitled', 'no title was found'), certainty: 'unresolved' }
}

/** What is longer is no title of a work: as a heading it is most often a paragraph that a line of hyphens underlines. */
function canBeTitle(text: string): boolean {
  return codePointLength(text) <= MOST.title
}

function infer(field: string, value: unknown, rule: string): Statement {
  return { field, value, certainty: 'probable', origin: 'inferred', rule }
}
