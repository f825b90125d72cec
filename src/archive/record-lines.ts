import { RECORD_KINDS, type RecordPage, type RecordReads } from '../store/records.ts'

/** Rows read at a time. */
const PAGE = 100

/** What a line can be: a block, or a record of some kind. */
export const RECORD_NAMES = ['block', ...RECORD_KINDS] as const
export type RecordName = (typeof RECORD_NAMES)[number]

/**
 * All rows of a version as lines of JSON, some at a time: first the blocks, then each kind of record that its manifest
 * has a digest of. Without the member `record`, and a block's `text`, the bytes of a line are those that are digested.
 *
 * @param only rows of this kind alone
 */
export async function* recordLines(
  reads: RecordReads,
  versionNo: number,
  only?: RecordName,
): AsyncGenerator<string[]> {
  if (only === undefined || only === 'block')
    for await (const rows of pagesOf((from) => reads.blocks(versionNo, from, PAGE)))
      yield rows.map((row) => JSON.stringify({ record: 'block', ...row }))
  for (const kind of RECORD_KINDS)
    if (only === undefined || only === kind)
      // Each row is an object that has members.
      for await (const rows of pagesOf((from) => reads.lines({ versionNo, kind }, from, PAGE)))
        yield rows.map((row) => `{"record":"${kind}",${row.slice(1)}`)
}

async function* pagesOf<T>(pageFrom: (from: number) => Promise<RecordPage<T>>): AsyncGenerator<T[]> {
  for (let from: number | null = 0; from !== null; ) {
    const page: RecordPage<T> = await pageFrom(from)
    yield page.rows
    from = page.next
  }
}
