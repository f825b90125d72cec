import { longestIncreasing } from '../../../src/text/longest-increasing.ts'
import type { Corpus } from './corpora.ts'
import { type Cut, type CutOptions, cutQuotation, wordsOf } from './cut.ts'
import { between, pick, type Random } from './random.ts'

/** How long it is to be, and the corpora to take it from. */
export interface FabricationOptions extends CutOptions {
  others: readonly Corpus[]
}

/** A sentence that nobody wrote, or not here; null when it cannot be made for a corpus. */
export interface Fabrication {
  kind: string
  make: (next: Random, corpus: Corpus, options: FabricationOptions) => string | null
}

export const FABRICATIONS: readonly Fabrication[] = [
  { kind: 'invented: words of the work shuffled', make: shuffled },
  { kind: 'invented: babble of the work', make: babble },
  { kind: 'invented: from another work', make: elsewhere },
  { kind: 'invented: two places run together', make: stitched },
]

/** At most half of the words are left in their order. */
function shuffled(next: Random, corpus: Corpus, options: FabricationOptions): string | null {
  const cut = cutQuotation(next, corpus, options)
  if (!cut) return null
  const order = cut.words.map((_, at) => at)
  for (let at = order.length - 1; at > 0; at--) {
    const other = between(next, 0, at)
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  if (longestIncreasing(order).length > order.length / 2) return null
  return order.map((at) => cut.exact.slice(cut.words[at]!.start, cut.words[at]!.end)).join(spaceOf(corpus))
}

/** Each word follows one that it follows somewhere in the work. */
function babble(next: Random, corpus: Corpus, { fewest = 8, most = 25 }: FabricationOptions): string | null {
  const { followers, plain } = habitsOf(corpus)
  const words = [...followers.keys()]
  const said = [pick(next, words)]
  const length = between(next, fewest, most)
  while (said.length < length) said.push(pick(next, followers.get(said.at(-1)!) ?? words))
  return isQuotation(said, plain) ? null : said.join(spaceOf(corpus))
}

/** Babble can happen to repeat a passage: half of the words in a row are a quotation with a false end. */
function isQuotation(said: readonly string[], plain: string): boolean {
  const half = Math.ceil(said.length / 2)
  return said.slice(half - 1).some((_, at) => plain.includes(`|${said.slice(at, at + half).join('|')}|`))
}

/** How a corpus speaks: which words follow each word, and all its words in a row. */
interface Habits {
  followers: Map<string, string[]>
  plain: string
}

/** As much of a corpus is listened to, in characters. */
const SAMPLE = 20_000
const habits = new Map<Corpus, Habits>()

function habitsOf(corpus: Corpus): Habits {
  let known = habits.get(corpus)
  if (known) return known
  const followers = new Map<string, string[]>()
  const sample = corpus.texts
    .map(({ text }) => text)
    .join(' ')
    .slice(0, SAMPLE)
  const words = wordsOf(sample, corpus.language).map(({ start, end }) => sample.slice(start, end))
  for (const [at, word] of words.slice(1).entries()) {
    const before = words[at]!
    followers.set(before, [...(followers.get(before) ?? []), word])
  }
  known = { followers, plain: `|${words.join('|')}|` }
  habits.set(corpus, known)
  return known
}

function elsewhere(next: Random, corpus: Corpus, options: FabricationOptions): string | null {
  const strangers = options.others.filter((other) => other !== corpus && other.language === corpus.language)
  return strangers.length > 0 ? (cutQuotation(next, pick(next, strangers), options)?.exact ?? null) : null
}

/** The first half of one passage and the second of another, as if they were one. */
function stitched(next: Random, corpus: Corpus, options: FabricationOptions): string | null {
  const [a, b] = [cutQuotation(next, corpus, options), cutQuotation(next, corpus, options)]
  if (!a || !b) return null
  const count = Math.min(a.words.length, b.words.length) >> 1
  const head = a.exact.slice(0, a.words[count]!.end)
  const tail = b.exact.slice(b.words[b.words.length - count - 1]!.start)
  const whole = `${head}${spaceOf(corpus)}${tail}`
  return [a, b].some((cut) => standsNearly(whole, cut)) ? null : whole
}

/** How much of a sentence may stand in order where one of its halves comes from: repetitions happen. */
const MOST_IN_ORDER = 0.7

function standsNearly(sentence: string, { text, range, language }: Cut): boolean {
  const said = wordsOf(sentence, language).map(({ start, end }) => sentence.slice(start, end))
  const place = text.text.slice(Math.max(0, range.start - sentence.length), range.end + sentence.length)
  const written = wordsOf(place, language).map(({ start, end }) => place.slice(start, end))
  const places = written.flatMap((word, at) =>
    said.flatMap((other, n) => (other === word ? [{ at, n }] : [])),
  )
  const inOrder = longestIncreasing(places.sort((x, y) => x.at - y.at || y.n - x.n).map(({ n }) => n))
  return inOrder.length >= said.length * MOST_IN_ORDER
}

function spaceOf({ language }: Corpus): string {
  return language === 'ja' || language === 'th' ? '' : ' '
}
