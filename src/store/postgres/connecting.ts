import postgres from 'postgres'
import { ColophonError } from '../../errors.ts'
import { connectToAny, readAddress } from './servers.ts'

/** The schema of a database in which an archive lies; what is not proven yet lies in the other. */
export const ARCHIVE = 'colophon'
export const INCOMING = 'colophon_incoming'

/** Seconds that a connection may take to begin, and that a statement may take. */
const LONGEST = { connecting: 5, reading: 20 }
/** Milliseconds that a writer waits for another one. */
const LONGEST_LOCK = 10_000

/** Whole numbers of 64 bits: those of an archive are safe in JavaScript's. */
const NUMBER = { to: 20, from: [20], serialize: String, parse: Number }

/**
 * Connections to a PostgreSQL database, each made when it is needed.
 *
 * @param url as libpq reads it (`readAddress`); of several servers the first that takes a connection is read from
 * @throws ColophonError `invalid_setting`
 */
export function connect(
  url: string,
  { most, writes = false }: { most: number; writes?: boolean },
): postgres.Sql {
  const { address, folder, places } = addressIn(url)
  const reading = { default_transaction_read_only: true, statement_timeout: LONGEST.reading * 1000 }
  return postgres(address, {
    ...COMMON,
    ...(folder !== null && { host: folder }),
    ...(places.length > 1 && { socket: connectToAny(places) as never }),
    max: most,
    // A server that has gone is asked again with each read, so that each is told.
    backoff: () => 0.1,
    onnotice: () => {},
    connection: {
      application_name: 'colophon',
      ...(!writes && { search_path: ARCHIVE, ...reading }),
    } as never,
  })
}

/** Whether a server follows another one. Who waits for no disk there is made to wait for it. */
const ROLE = `SELECT pg_is_in_recovery() AS follows,
  CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', false) END`

/**
 * One connection that writes to the archive in a database: to the first server of an address that takes a connection and
 * follows no other. It is made once: what is sent after it was lost fails.
 *
 * @param warn is told what the server has to say beside its answers
 * @throws ColophonError `invalid_setting`; what the last server says
 */
export async function connectToWrite(
  url: string,
  warn: (notice: postgres.Notice) => void,
): Promise<postgres.Sql> {
  const { address, places } = addressIn(url)
  let refusal: unknown
  for (const place of places) {
    const sql = postgres(address, {
      ...COMMON,
      ...{ socket: once(connectToAny([place])) as never },
      max: 1,
      max_lifetime: 0,
      onnotice: warn,
      connection: {
        application_name: 'colophon writer',
        search_path: ARCHIVE,
        lock_timeout: LONGEST_LOCK,
      } as never,
    })
    try {
      const [role] = await sql.unsafe(ROLE)
      if (!role!['follows']) return sql
      refusal = Object.assign(new Error('The server follows another one.'), { code: '25006' })
    } catch (error) {
      refusal = error
    }
    void sql.end({ timeout: 0 })
  }
  throw refusal
}

const COMMON = {
  fetch_types: false,
  connect_timeout: LONGEST.connecting,
  types: { number: NUMBER } as never,
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let isMade = false
  return () => {
    if (isMade) throw Object.assign(new Error('The connection was lost.'), { code: 'CONNECTION_CLOSED' })
    isMade = true
    return make()
  }
}

function addressIn(url: string): ReturnType<typeof readAddress> {
  try {
    return readAddress(url)
  } catch (cause) {
    throw new ColophonError(
      'invalid_setting',
      '--store (or COLOPHON_STORE) cannot be read as the address of a database. Write such as postgres://user@host/database.',
      {},
      cause,
    )
  }
}
