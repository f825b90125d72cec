/** How far a mirror has come: written beside what it speaks of, in the same transactions. */
import type { Database } from '../database.ts'

/** How far a mirror has come with its origin. */
export interface MirrorState {
  /** The newest checkpoint of the origin that was verified: a signed note. */
  seen: string
  /** The page of an origin's list of registered quotes that was read last, as the origin calls it; '' for its first. */
  quotes: QuotesPage
  /** When the origin last answered with a checkpoint (ISO time). */
  contactedAt: string
  /** Whether the file may still hold what was erased. */
  unforgotten: boolean
}

/** A page of the list of registered quotes at an address. */
export interface QuotesPage {
  origin: string
  page: string
}

/** Undefined before the first checkpoint. */
export function readMirrorState(db: Database): MirrorState | undefined {
  const row = db.one<{
    seen: string
    origin: string
    page: string
    contactedAt: string
    unforgotten: 0 | 1
  }>(`SELECT seen, quotes_origin AS origin, quotes_page AS page, contacted_at AS "contactedAt", unforgotten
     FROM mirror_state`)
  if (!row) return undefined
  const { seen, origin, page, contactedAt, unforgotten } = row
  return { seen, quotes: { origin, page }, contactedAt, unforgotten: unforgotten === 1 }
}

/** The origin answered with this checkpoint, which was verified. */
export function recordSeen(db: Database, seen: string, now: string): void {
  db.run(
    `INSERT INTO mirror_state (id, seen, contacted_at, unforgotten)
       VALUES (1, @seen, @now, 0)
       ON CONFLICT (id) DO UPDATE SET seen = excluded.seen, contacted_at = excluded.contacted_at`,
    { seen, now },
  )
}

/** All pages before this one were taken over. */
export function recordQuotesPage(db: Database, { origin, page }: QuotesPage): void {
  db.run('UPDATE mirror_state SET quotes_origin = ?, quotes_page = ?', origin, page)
}

/** Whether the file may still hold what was erased. */
export function recordErasurePending(db: Database, unforgotten: boolean): void {
  db.run('UPDATE mirror_state SET unforgotten = ?', unforgotten ? 1 : 0)
}
