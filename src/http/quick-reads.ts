import type { Urls } from '../wire/urls.ts'
import type { PlainRead, QuickRead } from './plain-reads.ts'
import { originalLink } from './protocol/every-answer.ts'
import type { Representation } from './protocol/representation.ts'
import { plainResponse } from './protocol/send.ts'

/**
 * Reads as JSON what an address names in its canonical spelling; undefined for every other. The route of the address reads all
 * that it does not, and every fault.
 */
export type QuickJson = (url: string) => Promise<Representation | undefined> | undefined

/** Quick reads of several resources as one. */
export function quickReads({ mirrorOf }: Urls, reads: readonly QuickJson[]): QuickRead {
  return (request) => {
    if (!wantsJson(request)) return undefined
    const original = mirrorOf === null ? null : originalLink(mirrorOf + request.url)
    for (const read of reads) {
      const reading = read(request.url)
      if (reading) return reading.then((found) => found && plainResponse(request, found, original))
    }
    return undefined
  }
}

function wantsJson({ headers: { accept } }: PlainRead): boolean {
  return accept === undefined || accept === '*/*' || accept === 'application/json'
}
