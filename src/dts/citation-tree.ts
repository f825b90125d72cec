/** The citable units of a text (DTS 1.0, "Citation Tree"): its paragraphs, and the places of each second numbering. */
import type { Numbering } from '../numbering/numbering.ts'

/** Paragraphs by their numbers, both included. */
export interface NumberRange {
  from: number
  to: number
}

/** A node of a tree. */
export interface CitableUnit {
  identifier: string
  level: number
  /** Identifier of the unit that it stands in; null at the top. */
  parent: string | null
  citeType: string
  /** The paragraphs that it has, in order. */
  numbers: readonly NumberRange[]
}

/** A tree, its units in the order of the text, each before those in it. */
export interface CitationTree {
  /** Undefined for the first, which is meant when none is named. */
  identifier: string | undefined
  /** What its levels count, the topmost first. */
  citeTypes: readonly string[]
  units(): CitableUnit[]
}

const PARAGRAPH = 'paragraph'

/** The trees of a text with so many paragraphs. */
export function citationTrees(paragraphs: number, numberings: readonly Numbering[]): CitationTree[] {
  return [
    { identifier: undefined, citeTypes: [PARAGRAPH], units: () => numbered({ from: 1, to: paragraphs }) },
    ...numberings.map((numbering) => ({
      identifier: numbering.label,
      citeTypes: [numbering.label, PARAGRAPH],
      units: () => placed(numbering),
    })),
  ]
}

function numbered({ from, to }: NumberRange, parent: string | null = null): CitableUnit[] {
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const number = from + at
    return {
      // No place of an edition has this sign, so that none has the name of a paragraph.
      identifier: parent === null ? `${number}` : `${parent}¶${number}`,
      level: parent === null ? 1 : 2,
      parent,
      citeType: PARAGRAPH,
      numbers: [{ from: number, to: number }],
    }
  })
}

/** A place that comes back later in the text is one unit, where it stands first. */
function placed({ label, runs }: Numbering): CitableUnit[] {
  const places = new Map<string, NumberRange[]>()
  for (const { from, to, value } of runs) {
    const here = places.get(value)
    if (here) here.push({ from, to })
    else places.set(value, [{ from, to }])
  }
  return [...places].flatMap(([value, numbers]) => [
    { identifier: value, level: 1, parent: null, citeType: label, numbers },
    ...numbers.flatMap((range) => numbered(range, value)),
  ])
}
