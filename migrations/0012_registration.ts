/**
 * The order in which quotes were registered, by a number and not by a clock, which may be set back: what is told to
 * copies of the archive comes in this order. A copy keeps which page of its origin's list it read last.
 */
import { type Kysely, sql } from 'kysely'

const REGISTRATIONS = [
  `CREATE TABLE registration (
    no INTEGER PRIMARY KEY,
    quote TEXT NOT NULL UNIQUE REFERENCES quote
  ) STRICT`,
  'INSERT INTO registration (quote) SELECT id FROM quote ORDER BY registered_at, id',
  `CREATE TRIGGER quote_registration AFTER INSERT ON quote
    BEGIN INSERT INTO registration (quote) VALUES (NEW.id); END`,
  ...['UPDATE', 'DELETE'].map(
    (change) => `CREATE TRIGGER registration_no_${change.toLowerCase()} BEFORE ${change} ON registration
      BEGIN SELECT RAISE(ABORT, 'registration is append-only'); END`,
  ),
]

/** The times that told how far a copy had come are forgotten: it reads the list of quotes once from its beginning. */
const MIRROR_STATE = [
  'DROP TRIGGER mirror_state_twin_insert',
  'DROP TRIGGER mirror_state_twin_update',
  'ALTER TABLE mirror_state DROP COLUMN quotes_registered_at',
  'ALTER TABLE mirror_state DROP COLUMN quotes_id',
  "ALTER TABLE mirror_state ADD COLUMN quotes_origin TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE mirror_state ADD COLUMN quotes_page TEXT NOT NULL DEFAULT ''",
  ...['INSERT', 'UPDATE'].map(
    (change) => `CREATE TRIGGER mirror_state_twin_${change.toLowerCase()} AFTER ${change} ON mirror_state
      BEGIN INSERT INTO twin (kind, key, content) VALUES ('mirror_state', '', json_array(NEW.id, NEW.seen,
          NEW.contacted_at, NEW.unforgotten, NEW.quotes_origin, NEW.quotes_page))
        ON CONFLICT (kind, key) DO UPDATE SET content = excluded.content; END`,
  ),
  'UPDATE mirror_state SET unforgotten = unforgotten',
]

/** Makes the table and the triggers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...REGISTRATIONS, ...MIRROR_STATE]) await sql.raw(statement).execute(db)
}
