import { LogError } from '../log/errors.ts'
import { rangeRoot } from '../log/hash-reader.ts'
import { TreeEdge } from '../log/tree-edge.ts'
import { leafHash } from '../log/tree-hash.ts'
import type { Database } from '../store/sqlite/database.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { signedRoot } from './entry-tiles.ts'
import { MirrorError } from './errors.ts'
import { type Head, refuseFork } from './head.ts'
import type { Origin } from './origin.ts'

/** Entries read at a time. */
const PAGE = 5000

/** Says who is wrong when the entries do not make the root: we, the log, or what lies between. */
export async function explain(
  db: Database,
  { origin, head, seen, error }: { origin: Origin; head: Head; seen: Head | undefined; error: LogError },
): Promise<MirrorError> {
  const log = new LogRows(db)
  const since = log.size()
  const ours = rootHere(log, since)
  if (!ours || (seen?.size === since && !seen.root.equals(ours))) {
    return new MirrorError(
      'mirror_damaged',
      'The copy of the log here is damaged: its entries and hashes are not those of the checkpoint that was seen. Run `colophon mirror repair`.',
    )
  }
  const altered = new MirrorError(
    'origin_altered',
    `The entries that ${origin.url} serves are not those that were signed: ${error.message} None of them was taken over.`,
  )
  if (since === 0) return altered
  try {
    const theirs = await signedRoot(origin, head, since)
    if (seen?.size === since) refuseFork(theirs, { seen, head })
    return altered
  } catch (cause) {
    if (cause instanceof MirrorError) return cause
    if (!(cause instanceof LogError)) throw cause
    return new MirrorError(
      'origin_altered',
      `Neither the entries nor the tiles that ${origin.url} serves make the root that was signed: ${cause.message} None of them was taken over.`,
    )
  }
}

/** The root of the copy here; undefined when its entries and its hashes differ, or some are not there. */
function rootHere(log: LogRows, size: number): Buffer | undefined {
  try {
    const root = rangeRoot(log, { start: 0, end: size })
    return root.equals(rootOfEntries(log, size)) ? root : undefined
  } catch (error) {
    if (error instanceof LogError) return undefined
    throw error
  }
}

/** The root over the first entries, from their bytes and not from the hashes that are kept. */
function rootOfEntries(log: LogRows, size: number): Buffer {
  let edge = TreeEdge.empty
  while (edge.size < size) {
    const entries = log.entries(edge.size, Math.min(PAGE, size - edge.size))
    if (entries.length === 0) return Buffer.alloc(0)
    edge = edge.extend(entries.map(leafHash))
  }
  return edge.root()
}
