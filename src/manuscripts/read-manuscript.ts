import { ColophonError } from '../errors.ts'
import { SourceTooLarge } from '../loading/errors.ts'
import { manuscriptFormatOf } from './formats/registry.ts'
import type { ManuscriptQuotation } from './manuscript-quotation.ts'
import { quotationsIn } from './quotations-in.ts'

/** A manuscript as it comes: bytes, and what is known of them. */
export interface Manuscript {
  bytes: Uint8Array
  /** '' when nobody said: then the file's name or the content tells. */
  mediaType: string
  fileName?: string
}

/**
 * The quotations of a manuscript, in order.
 *
 * @param most as many quotations as are taken
 * @throws LoadingError for what cannot be read, is too large, of another media type, or marked up too deeply;
 * ColophonError `too_many_quotations`
 */
export function readManuscript(
  { bytes, mediaType, fileName }: Manuscript,
  most = Number.POSITIVE_INFINITY,
): ManuscriptQuotation[] {
  const format = manuscriptFormatOf({ bytes, mediaType, fileName })
  if (bytes.length > format.mostBytes) throw new SourceTooLarge(bytes.length, format.mostBytes)
  const quotations = quotationsIn(format.read(bytes), most)
  if (quotations.length <= most) return quotations
  throw new ColophonError(
    'too_many_quotations',
    `The manuscript has more than ${most} quotations, as many as are checked at once. Send it in parts.`,
  )
}
