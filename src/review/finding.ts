import type { WorkRecord } from '../store/works.ts'

/** What a person may have to look at, the gravest first: each with what is to be done of the WORK, and of the OTHER that is like it. */
export const FINDING_KINDS = {
  unresolved:
    'Compare the place with the source, which the provenance shows, and decide: colophon repairs WORK.',
  probable:
    'See whether the place reads as the source does, then accept or reject it: colophon repairs WORK.',
  doubtful: 'Say what is right: colophon metadata WORK MANIFEST.',
  'no-author': 'Name the authors, if they are known: colophon metadata WORK MANIFEST.',
  'no-date': 'Give the date, if it is known: colophon metadata WORK MANIFEST.',
  warning: 'Look at the text beside its source.',
  duplicate: 'Keep one, and withdraw the others: colophon withdraw OTHER --reason "The same text."',
  'near-duplicate':
    'See whether they are texts of one work. If so, make one a version of the other: colophon import FILE --work OTHER; colophon withdraw WORK --reason "Imported twice."',
  namesake:
    'If they are texts of one work, make the later one a version of the first: colophon import FILE --work WORK; colophon withdraw OTHER --reason "Imported twice."',
} as const

export type FindingKind = keyof typeof FINDING_KINDS

/** Something that needs a person. */
export interface Finding {
  kind: FindingKind
  /** Id of the work, its slug, its title, and the id of the version that it is found in. */
  work: string
  slug: string
  title: string
  version: string
  /** Number of the paragraph that it stands in, and the bytes of the source; null for what has no place. */
  paragraph: number | null
  start: number | null
  end: number | null
  /** A sentence, or the words around the place. */
  what: string
  /** Ids of other works that it is about. */
  others: string[]
}

/** What is found of a work as a whole; `place` says where in it. */
export function findingOf(
  kind: FindingKind,
  { id, slug, metadata, version }: WorkRecord,
  found: Pick<Finding, 'what'> & Partial<Pick<Finding, 'paragraph' | 'start' | 'end' | 'others'>>,
): Finding {
  const nowhere = { paragraph: null, start: null, end: null, others: [] }
  return { kind, work: id, slug, title: metadata.title, version: version.id, ...nowhere, ...found }
}
