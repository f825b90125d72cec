import type { WorkReads } from '../store/works.ts'
import { type Finding, type FindingKind, findingOf } from './finding.ts'

/** Works whose newest texts are the same, word for word, and works with the same title and authors: once for each group. */
export async function* alikeFindings(reads: WorkReads): AsyncGenerator<Finding> {
  const duplicates = await reads.withSameText()
  yield* groupFindings(reads, duplicates, {
    kind: 'duplicate',
    what: (count) => `${count} works have this text, word for word.`,
  })
  const known = new Set(duplicates.map(String))
  const namesakes = (await reads.withSameNames()).filter((group) => !known.has(String(group)))
  yield* groupFindings(reads, namesakes, {
    kind: 'namesake',
    what: (count) => `${count} works have this title and these authors.`,
  })
}

async function* groupFindings(
  reads: WorkReads,
  groups: readonly string[][],
  { kind, what }: { kind: FindingKind; what: (count: number) => string },
): AsyncGenerator<Finding> {
  for (const [first, ...others] of groups) {
    const work = (await reads.byIds([first!])).get(first!)
    if (work) yield findingOf(kind, work, { what: what(others.length + 1), others })
  }
}
