import type { Static } from 'typebox'
import type { BlockChange, VersionDiff } from '../lineage/version-diff.ts'
import type { WorkRecord } from '../store/works.ts'
import type { WordEdit } from '../text/word-diff.ts'
import { inParts, printList, printObject } from './printed-json.ts'
import type { BlockChangeSchema, VersionDiffSchema } from './schemas/version.ts'
import type { Urls } from './urls.ts'
import { workReference } from './work-reference.ts'

/** Two versions of a work, and how they differ. */
export interface Compared {
  older: WorkRecord
  newer: WorkRecord
  diff: VersionDiff
}

/** The wire shape of a comparison of two versions, printed a part at a time, as the reading of it is. */
export async function versionDiffBody(urls: Urls, { older, newer, diff }: Compared): Promise<Buffer> {
  const paragraph = (id: string | null) => (id === null ? null : { id, url: urls.paragraph(id) })
  const reference = ({ id, version }: WorkRecord) => ({ id: version.id, url: urls.version(id, version.id) })
  const head: Omit<Static<typeof VersionDiffSchema>, 'changes'> = {
    work: workReference(urls, newer),
    from: reference(older),
    to: reference(newer),
    same: diff.same.length,
  }
  const changes = await printList(
    inParts(diff.changes),
    (change): Static<typeof BlockChangeSchema> => ({
      ...change,
      paragraph: paragraph(change.paragraph),
      other: paragraph(change.other),
    }),
  )
  return printObject(head, { changes })
}

/** A comparison for people to read: deleted words stand in `[-…-]`, inserted ones in `{+…+}`. */
export async function printDiff(urls: Urls, { older, newer, diff }: Compared): Promise<string> {
  const same = diff.same.length
  let printed = [
    `--- ${urls.version(older.id, older.version.id)}`,
    `+++ ${urls.version(newer.id, newer.version.id)}`,
    `${same} ${same === 1 ? 'block is' : 'blocks are'} the same, ${diff.changes.length} are not.\n`,
  ].join('\n')
  for await (const part of inParts(diff.changes))
    printed += part.map((change) => printChange(urls, change)).join('')
  return printed
}

function printChange(urls: Urls, { change, kind, paragraph, from, to, other, diff }: BlockChange): string {
  const name = paragraph === null ? kind : `paragraph ${from ?? '–'} → ${to ?? '–'}`
  const beside = other === null ? '' : ` (${change === 'merged' ? 'into' : 'from'} ${urls.paragraph(other)})`
  const address = paragraph === null ? '' : `  ${urls.paragraph(paragraph)}`
  return `\n${name}: ${change}${beside}${address}\n${printWordEdits(diff)}\n`
}

const MARKS = { equal: ['', ''], delete: ['[-', '-]'], insert: ['{+', '+}'] } as const

/** Words with those that were deleted and inserted marked; the space before them stands before the mark. */
function printWordEdits(diff: readonly WordEdit[]): string {
  return diff
    .map(({ op, text }) => {
      const words = text.trimStart()
      return `${text.slice(0, text.length - words.length)}${MARKS[op][0]}${words}${MARKS[op][1]}`
    })
    .join('')
}
