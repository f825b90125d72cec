/** What the person who imports should know: one sentence for each assumption and each doubt. */
import { doubtsAbout } from './metadata/doubts.ts'
import { frontMatterWarnings } from './metadata/front-matter-warnings.ts'
import type { Metadata } from './metadata/metadata.ts'
import { nameWarnings } from './metadata/name-warnings.ts'
import type { Statement } from './metadata/statement.ts'
import type { Repair } from './repair/repair.ts'

/** The warnings that follow from what was said and repaired. */
export function warningsFor(
  statements: readonly Statement[],
  metadata: Metadata,
  repairs: readonly Repair[],
): string[] {
  const count = (certainty: Repair['certainty'], ofLines = false) =>
    repairs.filter(
      (repair) => repair.certainty === certainty && (!ofLines || repair.rule.endsWith('-line-break')),
    ).length
  const probableWords = count('probable', true)
  return [
    ...titleWarning(statements),
    ...(metadata.authors.length === 0 ? ['No author was found. Name the authors in a manifest.'] : []),
    ...(metadata.issued?.edtf === null
      ? [`The date "${metadata.issued.raw}" can be read in several ways. Give \`issued\` in a manifest.`]
      : []),
    ...nameWarnings(statements),
    ...frontMatterWarnings(statements),
    ...doubtsAbout(metadata),
    ...some(
      count('probable') - probableWords,
      'paragraph was',
      'paragraphs were',
      'joined to the next by what the words show alone: look there.',
    ),
    ...some(
      probableWords,
      'word that the end of a line cut was',
      'words that the end of a line cut were',
      'mended by what the halves show alone: look at them.',
    ),
    ...some(
      count('unresolved'),
      'hyphen',
      'hyphens',
      'at a break may or may not belong to the word: kept, for you to decide.',
    ),
  ]
}

function titleWarning(statements: readonly Statement[]): string[] {
  const title = statements.find((statement) => statement.field === 'title')
  if (title?.certainty === 'certain' || title === undefined) return []
  return [`The title "${String(title.value)}" was taken from the ${title.rule}.`]
}

function some(count: number, one: string, many: string, rest: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many} ${rest}`]
}
