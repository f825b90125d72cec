import { nextTurn } from '../../../bounds/next-turn.ts'
import type { Segment } from '../../../loading/segment.ts'
import { LAST_SEGMENT, MARKUP, WINDOW } from '../../sql/markup.ts'
import { type SegmentRow, segmentRecord } from '../../sql/provenance.ts'
import type { Database } from '../database.ts'

/** The segments that are no words, each with its neighbours, in the order of the source, some at a time. */
export async function* markupPages(db: Database, versionNo: number): AsyncGenerator<Segment[]> {
  const last = db.value<number | null>(LAST_SEGMENT, versionNo) ?? -1
  for (let from = 0; from <= last; from += WINDOW) {
    // Before the first one, too: the source was read just now.
    await nextTurn()
    const rows = db.all<SegmentRow>(MARKUP, versionNo, from, from + WINDOW - 1)
    yield rows.map(segmentRecord)
  }
}
