import postgres from 'postgres'
import { ColophonError } from '../../errors.ts'
import { connectToAny, readAddress } from './servers.ts'

/** The schema of a database in which an archive lies; what is not proven yet lies in the other. */
export const ARCHIVE = 'colophon'
export const INCOMING = 'colophon_incoming'

/** Seconds that a connection may take to begin, and that a statement may take. */
const LONGEST = { connecting: 5, reading: 20 }

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
  try {
    const { address, folder, places } = readAddress(url)
    return postgres(address, {
      ...(folder !== null && { host: folder }),
      ...(places.length > 1 && { socket: connectToAny(places) as never }),
      max: most,
      fetch_types: false,
      connect_timeout: LONGEST.connecting,
      // A server that has gone is asked again with each read, so that each is told.
      backoff: () => 0.1,
      types: { number: NUMBER } as never,
      onnotice: () => {},
      connection: {
        application_name: 'colophon',
        ...(!writes && {
          search_path: ARCHIVE,
          default_transaction_read_only: true,
          statement_timeout: LONGEST.reading * 1000,
        }),
      } as never,
    })
  } catch (cause) {
    throw new ColophonError(
      'invalid_setting',
      '--store (or COLOPHON_STORE) cannot be read as the address of a database. Write such as postgres://user@host/database.',
      {},
      cause,
    )
  }
}
