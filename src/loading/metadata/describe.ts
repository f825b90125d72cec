/** Everything said about a work: given, parsed with raw text and byte range, inferred; and the metadata it makes. */
import { decisionStatements } from '../decisions/decision.ts'
import type { LoadRequest } from '../document.ts'
import type { Draft } from '../draft.ts'
import type { Fact, Known } from './facts.ts'
import { readFrontMatterFields } from './front-matter-fields.ts'
import { givenStatements } from './given.ts'
import { inferredStatements } from './inferred.ts'
import { mergeMetadata } from './merge.ts'
import type { Metadata, Name } from './metadata.ts'
import { readNames } from './names.ts'
import { oneLine } from './one-line.ts'
import { printName } from './print-name.ts'
import type { Statement } from './statement.ts'
import { isWebAddress } from './web-address.ts'

/** What a description is made from. */
export interface Description {
  draft: Draft
  request: LoadRequest
  facts: readonly Fact[]
  /** UTF-16 unit to byte offset. */
  offset: (unit: number) => number
  firstHeading: string | undefined
  /** The language that the words speak for (BCP 47). */
  guessed: string | null
}

/** Title, authors and language that manifest or front matter give before the text is looked at. */
export function knownBefore(
  draft: Draft,
  { manifest }: LoadRequest,
): Known & { language: string | undefined } {
  const statements = [...givenStatements(manifest), ...readFrontMatterFields(draft.statements)]
  const first = (field: string) => statements.find((statement) => statement.field === field)?.value
  const authors = statements.filter((statement) => statement.field === 'author')
  return {
    title: first('title') as string | undefined,
    authors: authors.map((statement) => printName(statement.value as Name)),
    language: first('language') as string | undefined,
  }
}

/** Statements in order of trust, offsets in bytes, and the metadata that they make. */
export function describe(description: Description): { statements: Statement[]; metadata: Metadata } {
  const { draft, request, facts, offset, firstHeading, guessed } = description
  const before = [
    ...givenStatements(request.manifest),
    ...(request.said ?? []),
    ...readFrontMatterFields(draft.statements).map((statement) => inBytes(statement, offset)),
  ]
  const isNamed = before.some(({ field }) => field === 'author')
  const found = facts.flatMap((fact): Statement[] => {
    const value = inOneLine(fact)
    const raw = draft.source.slice(fact.start, fact.end)
    return value === undefined ? [] : [inBytes({ ...fact, value, raw, origin: 'parsed' }, offset)]
  })
  const said = [...before, ...(isNamed ? found : found.flatMap(inPersons))]
  const inferred = inferredStatements({
    statements: said,
    firstHeading: oneLine(firstHeading ?? ''),
    fileName: oneLine(request.fileName ?? ''),
    language: guessed,
  })
  const statements = [...said, ...inferred, ...decisionStatements(request.decisions ?? [])]
  return { statements, metadata: mergeMetadata(statements) }
}

/** A byline in the persons that it names, which is never more certain than that it is one. */
function inPersons(statement: Statement): Statement[] {
  const { literal } = statement.field === 'author' ? (statement.value as Name) : {}
  if (literal === undefined) return [statement]
  const read = readNames(literal)
  return read.length === 0
    ? [statement]
    : read.map(({ name, certainty }) => ({
        ...statement,
        value: name,
        certainty: certainty === 'certain' ? statement.certainty : certainty,
      }))
}

/** What a fact says; undefined for what metadata cannot hold. Its raw words stay as they are in provenance. */
function inOneLine({ field, value }: Fact): unknown {
  if (field.endsWith('.url')) return isWebAddress(value as string) ? value : undefined
  if (typeof value === 'string') return oneLine(value)
  if (field !== 'author') return value
  const literal = oneLine((value as Name).literal ?? '')
  return literal === undefined ? undefined : { literal }
}

function inBytes(statement: Statement, offset: (unit: number) => number): Statement {
  const { start, end } = statement
  return start === undefined || end === undefined
    ? statement
    : { ...statement, start: offset(start), end: offset(end) }
}
