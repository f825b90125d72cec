/** What a source should be read as, and where a reading differs from it. */
import { PARAGRAPH_KINDS } from '../../src/loading/block.ts'
import type { LoadedDocument } from '../../src/loading/document.ts'
import type { Name } from '../../src/loading/metadata/metadata.ts'

/** A paragraph as it should read; where the text leaves it open, each of several. */
type TrueParagraph = string | { text: string; alternatives?: string[] }

/** The truth beside a source. `optional` texts may stand anywhere; `furniture` in no paragraph. */
export interface ReadingTruth {
  title: string
  author?: string
  authors?: string[]
  date?: string | { raw: string; edtf: string | null } | null
  paragraphs: TrueParagraph[]
  notes?: string[]
  optional?: string[]
  furniture?: string[]
  items?: string[]
  retrieved?: { edtf: string | null }
}

/** Sentences that say where a document is not read as its truth says; none when it is. */
export function differences(document: LoadedDocument, truth: ReadingTruth): string[] {
  return [
    ...metadataDifferences(document, truth),
    ...paragraphDifferences(paragraphsOf(document, truth), truth.paragraphs),
    ...(truth.notes ?? []).flatMap((note) =>
      document.blocks.some(({ kind, text }) => kind === 'note' && text.includes(note))
        ? []
        : [`no note says: ${note}`],
    ),
    ...(truth.items ?? []).flatMap((item) =>
      document.blocks.some(({ kind, text }) => kind === 'li' && text === item) ? [] : [`no item: ${item}`],
    ),
    ...(truth.furniture ?? []).flatMap((line) =>
      document.blocks.some(({ text }) => text.includes(line)) ? [`furniture in a block: ${line}`] : [],
    ),
  ]
}

/** The paragraphs of a document, without those that may stand anywhere. */
function paragraphsOf(document: LoadedDocument, { optional = [] }: Pick<ReadingTruth, 'optional'>): string[] {
  return document.blocks
    .filter(({ kind, text }) => PARAGRAPH_KINDS.has(kind) && !optional.includes(text))
    .map(({ text }) => text)
}

function metadataDifferences({ metadata }: LoadedDocument, truth: ReadingTruth): string[] {
  const authors = truth.authors ?? (truth.author === undefined ? [] : [truth.author])
  const date = typeof truth.date === 'string' ? { raw: truth.date } : truth.date
  const expected: [what: string, found: unknown, right: unknown][] = [
    ['title', metadata.title, truth.title],
    ['authors', metadata.authors.map(displayName).join('; '), authors.join('; ')],
    ['date', metadata.issued?.raw ?? null, date?.raw ?? null],
  ]
  if (date && 'edtf' in date) expected.push(['issued', metadata.issued?.edtf, date.edtf])
  if (truth.retrieved?.edtf) expected.push(['retrieved', metadata.retrieved?.edtf, truth.retrieved.edtf])
  return expected.flatMap(([what, found, right]) =>
    found === right ? [] : [`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(right)}`],
  )
}

function displayName(name: Name): string {
  return name.literal ?? [name.given, name['non-dropping-particle'], name.family].filter(Boolean).join(' ')
}

function paragraphDifferences(found: readonly string[], truth: readonly TrueParagraph[]): string[] {
  const differing: string[] = []
  for (let at = 0; at < Math.max(found.length, truth.length); at++) {
    const right = truth[at]
    if (right !== undefined && readings(right).includes(found[at] ?? '')) continue
    differing.push(`paragraph ${at + 1}: ${JSON.stringify(found[at])}, not ${JSON.stringify(right)}`)
  }
  return differing
}

function readings(paragraph: TrueParagraph): string[] {
  return typeof paragraph === 'string' ? [paragraph] : [paragraph.text, ...(paragraph.alternatives ?? [])]
}
