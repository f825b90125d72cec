/** Refuses what a file says of its work when it is longer than is kept; what a manifest says is bounded by its schema. */
import { codePointLength } from '../../text/offsets.ts'
import { MetadataTooLong } from '../errors.ts'
import { MOST } from './bounds.ts'
import type { LabelledUrl, Metadata } from './metadata.ts'

type Bounded = [field: string, text: string | null | undefined, most: number]

/** @throws MetadataTooLong for the first field that is longer than a manifest's may be */
export function refuseTooLong(metadata: Metadata): void {
  const { authors } = metadata
  if (authors.length > MOST.authors)
    throw new MetadataTooLong('authors', `names ${authors.length} authors`, MOST.authors)
  for (const [field, text, most] of textsOf(metadata)) {
    const length = codePointLength(text ?? '')
    if (length > most) throw new MetadataTooLong(field, `has a "${field}" of ${length} characters`, most)
  }
}

/** @throws MetadataTooLong */
export function refuseLongFileName(fileName = ''): void {
  const length = codePointLength(fileName)
  if (length > MOST.fileName)
    throw new MetadataTooLong('fileName', `has a name of ${length} characters`, MOST.fileName)
}

function textsOf({ authors, issued, retrieved, archive, ...plain }: Metadata): Bounded[] {
  return [
    ...(['title', 'language', 'containerTitle', 'publisher', 'url', 'license'] as const).map(
      (field): Bounded => [field, plain[field], MOST[field]],
    ),
    ...authors.flatMap((name, index) =>
      Object.entries(name).map(
        ([part, text]: [string, string]): Bounded => [
          `authors/${index}/${part}`,
          text,
          MOST[part as keyof typeof name],
        ],
      ),
    ),
    ['issued', issued?.raw, MOST.dateInWords],
    ['retrieved/date', retrieved?.raw, MOST.dateInWords],
    ...placeTexts('retrieved', retrieved?.from),
    ...placeTexts('archive', archive),
  ]
}

/** A place without a label is labelled with its address. */
function placeTexts(field: string, place: LabelledUrl | null | undefined): Bounded[] {
  const label = place?.label === place?.url ? undefined : place?.label
  return [
    [`${field}/label`, label, MOST.label],
    [`${field}/url`, place?.url, MOST.url],
  ]
}
