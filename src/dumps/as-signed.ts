import type SQLite from 'better-sqlite3'
import { Damages } from '../fixity/damage.ts'
import { DamagedArchive } from '../fixity/damaged-archive.ts'
import { checkPublished } from '../fixity/published-version.ts'
import { openCheckpoint } from '../log/checkpoint.ts'
import { parseVerifierKey } from '../log/note-key.ts'
import { TreeEdge } from '../log/tree-edge.ts'
import { leafHash } from '../log/tree-hash.ts'
import { LogRows } from '../store/log.ts'
import { chooseVersions } from '../store/publications.ts'
import type { Moment, Tick } from './dump-lines.ts'

/** Entries read at a time. */
const PAGE = 1000

/**
 * Whoever fetches a dump can check what the log signs of it: so it is checked here before, with memory that does not
 * grow. The quotes, which prove themselves, and what no reader of a dump relies on, is left to `colophon verify`.
 *
 * @throws DamagedArchive
 */
export function refuseAltered(sql: SQLite.Database, moment: Moment, tick: Tick): void {
  const damages = new Damages()
  damages.examine({ table: 'log_entry' }, () => checkEntries(sql, moment, { damages, tick }))
  damages.examine({ table: 'version' }, () => {
    for (const no of chooseVersions(sql, () => true)) {
      damages.examine({ table: 'version', key: String(no) }, () => checkPublished(sql, no, damages))
      tick(1)
    }
  })
  if (damages.count > 0)
    throw new DamagedArchive(
      'Nothing was exported: what would be in the dump is not what was signed. The dumps that were there are as they were.',
      damages,
    )
}

/** The entries make the root that the note signs. @throws LogError when its signature is wrong */
function checkEntries(
  sql: SQLite.Database,
  { size, checkpoint, publicKeys }: Moment,
  { damages, tick }: { damages: Damages; tick: Tick },
): void {
  const { root } = openCheckpoint(checkpoint, publicKeys.map(parseVerifierKey))
  const log = new LogRows(sql)
  let edge = TreeEdge.empty
  while (edge.size < size) {
    const entries = log.entries(edge.size, Math.min(PAGE, size - edge.size))
    if (entries.length === 0) break
    edge = edge.extend(entries.map(leafHash))
    tick(entries.length)
  }
  damages.expect(edge.root().equals(root), {
    table: 'log_entry',
    what: `does not make the root that was signed for ${size} entries`,
  })
}
