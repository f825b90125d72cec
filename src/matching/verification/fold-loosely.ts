import { CaseFolded } from './case-folded.ts'

/** Accents, points and harakat: marks that a careless copy loses. The vowels of Indic scripts and of Thai stay. */
const LOOSE_MARK = /(?=\p{Mn})[\p{sc=Inherited}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Cyrillic}\p{sc=Syriac}]/gu

/** A text without case, accents and compatibility forms, decomposed (NFKD): for likeness, never for identity. */
export function foldLoosely(text: string): string {
  return new CaseFolded(text.normalize('NFKD').replace(LOOSE_MARK, '')).text
}
