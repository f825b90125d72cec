import type { Engine } from '../sql/connection.ts'
import { lastIndexed, SqliteTextIndex } from './search/text-index.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import { JOINED_LINES } from './versions/record-lines.ts'
import { purgeErased } from './withdrawals/erase.ts'

/** What SQLite does in a way of its own. */
export function sqliteEngine(db: SqliteConnection): Engine {
  return {
    recordLines: JOINED_LINES,
    numbersQuotes: true,
    keepsFormatted: true,
    erases: true,
    textIndex: () => new SqliteTextIndex(db),
    lastIndexed: () => lastIndexed(db),
    forgetErased: () => purgeErased(db),
  }
}
