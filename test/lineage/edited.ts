import { exactDigest, wordsDigest } from '../../src/identity/digest.ts'
import type { LineageBlock } from '../../src/lineage/alignment.ts'

/** A block of these words; a paragraph unless it is of another kind. */
export function block(text: string, { kind = 'p', paragraph = null as string | null } = {}): LineageBlock {
  return {
    kind,
    text,
    exactSha256: exactDigest(text),
    wordsSha256: wordsDigest(text),
    paragraph,
    counted: kind === 'p' || kind === 'blockquote',
  }
}

/** Random numbers from 0 below 1 that are the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A new text of old paragraphs, and which paragraph of the new one has text of which of the old. */
export interface Edited {
  texts: string[]
  /** `from-to`, by index. */
  links: Set<string>
}

/** How often what happens to a paragraph, and to how many of the characters of a damaged one. */
const RATES = { damaged: 0.4, deleted: 0.02, split: 0.03, merged: 0.03, moved: 0.01, added: 0.01 }

/** Edits paragraphs as a second scan and an editor would. */
export function edit(paragraphs: readonly string[], noise: number, random: () => number): Edited {
  const pieces: { text: string; from: number[] }[] = []
  for (const [index, paragraph] of paragraphs.entries()) {
    if (random() < RATES.added) pieces.push({ text: shuffled(paragraph, random), from: [] })
    if (random() < RATES.deleted) continue
    const text = random() < RATES.damaged ? damage(paragraph, noise, random) : paragraph
    const last = pieces.at(-1)
    const cut = random() < RATES.split ? sentenceEnd(text, random) : 0
    if (cut > 0) {
      pieces.push({ text: text.slice(0, cut), from: [index] }, { text: text.slice(cut + 1), from: [index] })
    } else if (last && last.from.length === 1 && random() < RATES.merged) {
      last.text += ` ${text}`
      last.from.push(index)
    } else pieces.push({ text, from: [index] })
  }
  for (let times = Math.round(pieces.length * RATES.moved); times > 0; times--) {
    const [piece] = pieces.splice(Math.floor(random() * pieces.length), 1)
    pieces.splice(Math.floor(random() * (pieces.length + 1)), 0, piece!)
  }
  return {
    texts: pieces.map(({ text }) => text),
    links: new Set(pieces.flatMap(({ from }, to) => from.map((index) => `${index}-${to}`))),
  }
}

/** Replaces, drops and doubles characters. */
function damage(text: string, noise: number, random: () => number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  return [...text]
    .map((character) => {
      if (random() >= noise) return character
      const other = letters[Math.floor(random() * letters.length)]!
      return [other, '', character + other][Math.floor(random() * 3)]!
    })
    .join('')
    .trim()
}

function shuffled(text: string, random: () => number): string {
  const words = text.split(' ')
  for (let index = words.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    ;[words[index], words[other]] = [words[other]!, words[index]!]
  }
  return words.join(' ')
}

/** The end of one of a text's sentences, 0 where there is but one. */
function sentenceEnd(text: string, random: () => number): number {
  const ends = [...text.matchAll(/[.!?]["']? /g)].map(({ index, 0: end }) => index + end.length - 1)
  return ends[Math.floor(random() * ends.length)] ?? 0
}
