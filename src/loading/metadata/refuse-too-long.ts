/** Refuses what a file says of its work when it is longer than is kept; what a manifest says is bounded by its schema. */
import { codePointLength } from '../../text/offsets.ts'
import { MetadataTooLong } from '../errors.ts'
import { MOST } from './bounds.ts'
import { DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS } from './details.ts'
import { mostOf } from './given-metadata-schema.ts'
import type { LabelledUrl, Metadata, Name } from './metadata.ts'

type Bounded = [field: string, text: string | null | undefined, most: number]

/** @throws MetadataTooLong for the first field that is longer than a manifest's may be */
export function refuseTooLong(metadata: Metadata): void {
  for (const [field, list, most] of listsOf(metadata)) {
    if (list.length > most) throw new MetadataTooLong(field, `names ${list.length} ${field}`, most)
  }
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

function listsOf(metadata: Metadata): [field: string, list: readonly unknown[], most: number][] {
  return [
    ...(['authors', ...NAME_FIELDS] as const).map((field): [string, readonly unknown[], number] => [
      field,
      metadata[field] ?? [],
      MOST.authors,
    ]),
    ['keywords', metadata.keywords ?? [], MOST.keywords],
  ]
}

function textsOf({ authors, issued, retrieved, archive, ...plain }: Metadata): Bounded[] {
  return [
    ...(['title', 'language', 'containerTitle', 'publisher', 'url', 'license'] as const).map(
      (field): Bounded => [field, plain[field], MOST[field]],
    ),
    ...nameTexts('authors', authors),
    ...TEXT_FIELDS.map((field): Bounded => [field, plain[field], mostOf(field)]),
    ...NAME_FIELDS.flatMap((field) => nameTexts(field, plain[field])),
    ...DATE_FIELDS.map((field): Bounded => [field, plain[field]?.raw, MOST.dateInWords]),
    ...(plain.keywords ?? []).map((word, n): Bounded => [`keywords/${n}`, word, MOST.keyword]),
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

function nameTexts(field: string, names: readonly Name[] = []): Bounded[] {
  return names.flatMap((name, index) =>
    Object.entries(name).map(
      ([part, text]: [string, string]): Bounded => [
        `${field}/${index}/${part}`,
        text,
        MOST[part as keyof typeof name],
      ],
    ),
  )
}
