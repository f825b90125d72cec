import type { Utf16Range } from '../../text/folded.ts'
import { wordsAlone, wordsOf } from '../../text/words.ts'
import { closestPassage, type Standing } from './closeness.ts'
import type { Group } from './groups.ts'
import type { Nearness } from './query.ts'

/** How a text answers a search. */
export interface Answer {
  score: number
  /** Of all that is looked for and known, the share that stands somewhere in the text, the rare weighing more: 0 to 1. */
  share: number
  marks: () => Marks
}

/** What of a search stands in a text. Ranges are UTF-16. */
export interface Marks {
  /** Where the words stand, in order, none over another. */
  ranges: Utf16Range[]
  /** Where most of them stand together. */
  passage: Utf16Range
  /** What does not stand in it, as it was typed. */
  missing: string[]
  /** How much stands together in the passage: the rarities of the groups, the best forms counting whole. */
  together: number
  /** Of each group the best form that stands in the text. */
  forms: (readonly string[] | undefined)[]
}

/** Saturation of repeated words and weight of a text's length, as is usual for BM25. */
const K1 = 1.2
const B = 0.75
/** Words of a usual paragraph. */
const USUAL_LENGTH = 80
/** Shares in the score, beside what stands together, of the words that stand anywhere, and of how often they do. */
const ANYWHERE = 0.4
const OFTEN = 0.08

/** Tells how texts answer one search. */
export class Matcher {
  readonly #groups: readonly Group[]
  readonly #near: readonly Nearness[]
  readonly #rarity: readonly number[]
  /** Of each word, the forms that begin with it. */
  readonly #begun = new Map<string, { words: readonly string[]; group: number; weight: number }[]>()

  /** @param rarity the inverse document frequency of each group */
  constructor(
    groups: readonly Group[],
    {
      rarity,
      near,
      excluded,
    }: { rarity: readonly number[]; near: readonly Nearness[]; excluded: readonly (readonly string[])[] },
  ) {
    this.#groups = groups
    this.#rarity = rarity
    this.#near = near
    for (const [group, { forms }] of groups.entries())
      for (const { words, weight } of forms) this.#begin(words, { group, weight })
    for (const words of excluded) this.#begin(words, { group: -1, weight: 0 })
  }

  #begin(words: readonly string[], { group, weight }: { group: number; weight: number }): void {
    const begun = this.#begun.get(words[0]!) ?? []
    begun.push({ words, group, weight })
    this.#begun.set(words[0]!, begun)
  }

  /** Null where nothing is found that is looked for, or not what must be. */
  answer(text: string): Answer | null {
    const words = wordsAlone(text)
    const standing = this.#standingIn(words)
    if (!standing) return null
    const best = this.#groups.map(() => 0)
    const counts = this.#groups.map(() => 0)
    for (const { group, weight } of standing) {
      best[group] = Math.max(best[group]!, weight)
      counts[group]!++
    }
    if (this.#groups.some(({ isRequired }, group) => isRequired && counts[group] === 0)) return null
    if (!this.#near.every((nearness) => isNear(standing, nearness))) return null
    const together = closestPassage(standing, this.#rarity)
    if (!together) return null
    const anywhere = this.#sum((at) => best[at]!)
    const often = this.#sum((at) => best[at]! * saturated(counts[at]!, words.length))
    return {
      score: together.score + ANYWHERE * anywhere + OFTEN * often,
      share:
        this.#sum((at) => Math.sign(counts[at]!)) /
        this.#sum((at) => Math.sign(this.#groups[at]!.forms.length)),
      marks: () => this.#marks(text),
    }
  }

  /** A sum over the groups, the rare ones weighing more. */
  #sum(part: (group: number) => number): number {
    return this.#rarity.reduce((sum, rarity, group) => sum + rarity * part(group), 0)
  }

  /** Of a text that answers. */
  #marks(text: string): Marks {
    const words = [...wordsOf(text)]
    const standing = this.#standingIn(words.map(({ word }) => word)) ?? []
    const { from, to } = closestPassage(standing, this.#rarity) ?? { from: 0, to: 0 }
    const best = (among: readonly Standing[]) =>
      this.#groups.map((_, at) => bestOf(among.filter(({ group }) => group === at)))
    const inside = best(standing.filter(({ at }) => from <= at && at <= to))
    const forms = best(standing).map((each) => each?.words)
    return {
      ranges: rangesOf(standing, words),
      passage: { start: words[from]!.start, end: words[to]!.end },
      together: this.#sum((at) => inside[at]?.weight ?? 0),
      forms,
      missing: this.#groups.filter((_, at) => !forms[at]).map(({ typed }) => typed),
    }
  }

  /** Null when something stands there that must not. */
  #standingIn(words: readonly string[]): Standing[] | null {
    const found: Standing[] = []
    for (let at = 0; at < words.length; at++) {
      const begun = this.#begun.get(words[at]!)
      if (begun === undefined) continue
      for (const { words: run, group, weight } of begun) {
        if (run.length > 1 && !run.every((each, n) => words[at + n] === each)) continue
        if (group < 0) return null
        found.push({ at, words: run, group, weight })
      }
    }
    return found
  }
}

function bestOf(standing: readonly Standing[]): Standing | undefined {
  return standing.reduce<Standing | undefined>(
    (best, each) => (best && best.weight >= each.weight ? best : each),
    undefined,
  )
}

function saturated(count: number, length: number): number {
  return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / USUAL_LENGTH))
}

/** Whether a form of one stands within so many words of one of the other. */
function isNear(standing: readonly Standing[], { clauses: [one, other], distance }: Nearness): boolean {
  let last: Standing | undefined
  for (const each of standing) {
    if (each.group !== one && each.group !== other) continue
    if (last && last.group !== each.group && each.at - (last.at + last.words.length) <= distance) return true
    last = each
  }
  return false
}

/** The same run of characters may stand for several words. */
function rangesOf(standing: readonly Standing[], words: readonly Utf16Range[]): Utf16Range[] {
  const marked = new Set(standing.flatMap(({ at, words: run }) => run.map((_, n) => at + n)))
  const joined: Utf16Range[] = []
  for (const at of [...marked].sort((a, b) => a - b)) {
    const { start, end } = words[at]!
    const last = joined.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}
