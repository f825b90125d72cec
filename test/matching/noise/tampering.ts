import { type Cut, wordsOf } from './cut.ts'
import { between, pick, type Random } from './random.ts'

/** The words that deny, most telling first, and a word to put in where there is none. */
const DENIALS: Record<Cut['language'], { words: RegExp; put: string }> = {
  en: { words: /\b(?:not|never|no|nothing|none|neither|nor|without)\b ?|n[\u2019']t\b/i, put: 'not ' },
  ar: {
    words: /(?<=^| )(?:\u0644\u0627|\u0644\u0645|\u0644\u0646|\u0644\u064a\u0633) /,
    put: '\u0644\u0627 ',
  },
  he: { words: /(?<=^| )(?:\u05dc\u05d0|\u05d0\u05d9\u05df|\u05d1\u05dc\u05d9) /, put: '\u05dc\u05d0 ' },
  ja: { words: /\u306a\u3044|\u306a\u304f|\u4e0d|\u7121/, put: '\u4e0d' },
  th: { words: /\u0e44\u0e21\u0e48|\u0e21\u0e34/, put: '\u0e44\u0e21\u0e48' },
}

/** The quotation with a word that denies taken out; null when it has none. */
export function withoutDenial(_next: Random, { exact, language }: Cut): string | null {
  const [word] = DENIALS[language].words.exec(exact) ?? []
  const at = word === undefined ? -1 : exact.indexOf(word)
  return at > 0 && at + word!.length < exact.length
    ? exact.slice(0, at) + exact.slice(at + word!.length)
    : null
}

/** The quotation with a word that denies put in before one of its words. */
export function withDenial(next: Random, { exact, words, language }: Cut): string {
  const { start } = words[between(next, 1, words.length - 1)]!
  return exact.slice(0, start) + DENIALS[language].put + exact.slice(start)
}

const NUMBER_WORDS = ['two', 'three', 'four', 'five', 'seven', 'ten', 'twenty', 'hundred', 'thousand']

/** The quotation with another number in it; null when it has none. */
export function withOtherNumber(next: Random, { exact, words }: Cut): string | null {
  const place = words.find(({ start, end }) => {
    const word = exact.slice(start, end)
    return /\p{Nd}/u.test(word) || NUMBER_WORDS.includes(word)
  })
  if (!place) return null
  const number = exact.slice(place.start, place.end)
  const other = /\p{Nd}/u.test(number)
    ? number.replace(/[0-9]/, (digit) => String((Number(digit) + between(next, 1, 8)) % 10))
    : pick(
        next,
        NUMBER_WORDS.filter((word) => word !== number),
      )
  return exact.slice(0, place.start) + other + exact.slice(place.end)
}

/** A word in the middle left out. */
export function withoutWord(next: Random, { exact, words }: Cut): string | null {
  if (words.length < 3) return null
  const at = between(next, 1, words.length - 2)
  return exact.slice(0, words[at]!.start) + exact.slice(words[at + 1]!.start)
}

/** Where another word is taken from. */
const NEAR = 300

/** A word replaced by another word of the same work. */
export function withOtherWord(next: Random, { exact, words, text, language }: Cut): string | null {
  const { start, end } = words[between(next, 0, words.length - 1)]!
  const near = Math.floor(next() * Math.max(1, text.text.length - NEAR))
  const sample = text.text.slice(near, near + NEAR)
  const { start: from, end: to } = pick(next, wordsOf(sample, language).slice(1, -1))
  const other = sample.slice(from, to)
  return other === exact.slice(start, end) ? null : exact.slice(0, start) + other + exact.slice(end)
}

/** Two neighbouring words in each other's place. */
export function withSwappedWords(next: Random, { exact, words }: Cut): string | null {
  const at = between(next, 0, words.length - 2)
  const [a, b] = [words[at]!, words[at + 1]!]
  const swapped =
    exact.slice(0, a.start) +
    exact.slice(b.start, b.end) +
    exact.slice(a.end, b.start) +
    exact.slice(a.start, a.end) +
    exact.slice(b.end)
  return swapped === exact ? null : swapped
}
