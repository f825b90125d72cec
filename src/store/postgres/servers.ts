import { connect as connectSocket, type Socket } from 'node:net'

/** Where a server listens: a port of a machine, or the file of a socket. */
type Place = { host: string; port: number } | { path: string }

const PORT = 5432
/** Milliseconds that a server has to take a connection before the next one is asked. */
const LONGEST = 2000

/** An address of one server, as the driver takes it, the folder of its socket, and the places of all servers. */
interface ServerAddress {
  address: string
  folder: string | null
  places: Place[]
}

/**
 * Reads an address as libpq does: `postgres://user@one:5432,other:5432/database`, or with `?host=/folder,/other` where
 * the servers listen on sockets.
 *
 * @throws TypeError when it is none
 */
export function readAddress(url: string): ServerAddress {
  const start = url.indexOf('://') + 3
  const found = url.slice(start).search(/[/?]/)
  const end = found < 0 ? url.length : start + found
  const authority = url.slice(start, end)
  const at = authority.lastIndexOf('@') + 1
  const hosts = authority.slice(at).split(',')
  const address = new URL(url.slice(0, start + at) + hosts[0] + url.slice(end))
  const folders = address.searchParams.get('host')?.split(',')
  address.searchParams.delete('host')
  const places = folders
    ? folders.map((folder) => ({ path: `${folder}/.s.PGSQL.${address.port || PORT}` }))
    : hosts.map(placeOf)
  return { address: address.href, folder: folders?.[0] ?? null, places }
}

function placeOf(host: string): Place {
  const { hostname, port } = new URL(`postgres://${host}`)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || PORT) }
}

/**
 * Connects to the first server that takes a connection, from the one on that did last. When none does, the connection
 * that is handed out fails, and tells why: the driver forgets one that it is not given.
 */
export function connectToAny(places: readonly Place[]): () => Promise<Socket> {
  let last = 0
  return async () => {
    for (let turn = 0; turn < places.length; turn++) {
      const at = (last + turn) % places.length
      const socket = await taken(places[at]!)
      if (!socket) continue
      last = at
      return socket
    }
    return begin(places[last]!)
  }
}

/** A connection that was taken; undefined when it was refused, or not in time. */
function taken(place: Place): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = begin(place)
    const settle = (result?: Socket) => {
      clearTimeout(timer)
      socket.removeAllListeners()
      if (!result) socket.on('error', () => {}).destroy()
      resolve(result)
    }
    const timer = setTimeout(settle, LONGEST)
    socket.once('connect', () => settle(socket)).once('error', () => settle())
  })
}

/** The driver looks for the name of the machine at the socket, when it checks a certificate. */
function begin(place: Place): Socket {
  return Object.assign(connectSocket(place), 'host' in place && { host: place.host })
}
