import { ColophonError } from '../errors.ts'
import { SourceTooLarge } from '../loading/errors.ts'
import { formatOf } from '../loading/formats/registry.ts'
import type { ManuscriptQuotation } from './manuscript-quotation.ts'
import { quotationsIn } from './quotations-in.ts'

/** A manuscript as it comes: bytes, and what is known of them. */
export interface Manuscript {
  bytes: Uint8Array
  /** '' when nobody said: then the file's name or the content tells. */
  mediaType: string
  fileName?: string
}

/** Largest manuscript, in bytes: a thousand pages. */
export const MOST_MANUSCRIPT_BYTES = 2 * 1024 * 1024

/**
 * The quotations of a manuscript, in order.
 *
 * @param most as many quotations as are taken
 * @throws LoadingError for what is no UTF-8 text, too large, of another media type, or marked up too deeply;
 * ColophonError `too_many_quotations`
 */
export function readManuscript(
  { bytes, mediaType, fileName }: Manuscript,
  most = Number.POSITIVE_INFINITY,
): ManuscriptQuotation[] {
  const format = formatOf({ bytes, mediaType, fileName })
  if (bytes.length > MOST_MANUSCRIPT_BYTES) throw new SourceTooLarge(bytes.length, MOST_MANUSCRIPT_BYTES)
  const draft = format.read(bytes)
  const quotations = quotationsIn(draft, format.quoted(draft), most)
  if (quotations.length <= most) return quotations
  throw new ColophonError(
    'too_many_quotations',
    `The manuscript has more than ${most} quotations, as many as are checked at once. Send it in parts.`,
  )
}
