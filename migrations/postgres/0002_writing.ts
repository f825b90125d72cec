/**
 * What writers need. Each takes the lock of the one row of `log_head` before anything else: they write one after the other,
 * the numbers of the log have no gap, and every key is one more than the last. It tells since when the archive is written here;
 * without a time it is a copy of one that is written elsewhere.
 */
export const statements: readonly string[] = [
  'CREATE TABLE log_head (id bigint PRIMARY KEY CHECK (id = 1), written_since text COLLATE "C")',
  'INSERT INTO log_head (id) VALUES (1)',
]
