import { ColophonError } from '../errors.ts'

const WHY: Record<string, string> = {
  EADDRINUSE: 'another process listens there. End it, or name another port with FLAG (0 picks a free one)',
  EACCES: 'this user may not. Name a port from 1024 up with FLAG',
  EADDRNOTAVAIL: 'this machine has no such address. Name one that it has with HOST',
  ENOTFOUND: 'nobody knows this host. Name an address of this machine with HOST',
}

/** Why a server cannot listen, in words. @param flag the one that names both host and port, where one does */
export function cannotListen(
  { host, port, flag }: { host: string; port: number; flag?: string },
  { code = '', message }: NodeJS.ErrnoException,
): ColophonError {
  const why = (WHY[code] ?? message).replace('FLAG', flag ?? '--port').replace('HOST', flag ?? '--host')
  return new ColophonError('cannot_listen', `The server cannot listen on ${host}:${port}: ${why}.`)
}
