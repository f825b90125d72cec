import type { Urls } from '../wire/urls.ts'
import type { PlainRead, QuickRead } from './plain-reads.ts'
import { originalLink } from './protocol/every-answer.ts'
import type { Representation } from './protocol/representation.ts'
import { plainResponse } from './protocol/send.ts'

/** What reads a resource as JSON by its address alone. */
export interface QuickJson {
  /** The template of the route that reads all that this does not, and every fault. */
  route: string
  /** What an address names in its canonical spelling; undefined for every other. */
  read(url: string): Promise<Representation | undefined> | undefined
}

/** Quick reads of several resources as one. */
export function quickReads({ mirrorOf }: Urls, reads: readonly QuickJson[]): QuickRead {
  return (request) => {
    if (!wantsJson(request)) return undefined
    const original = mirrorOf === null ? null : originalLink(mirrorOf + request.url)
    for (const { route, read } of reads) {
      const reading = read(request.url)
      if (reading) return reading.then((found) => found && plainResponse(request, found, { original, route }))
    }
    return undefined
  }
}

function wantsJson({ headers: { accept } }: PlainRead): boolean {
  return accept === undefined || accept === '*/*' || accept === 'application/json'
}
