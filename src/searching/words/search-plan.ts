import { nextTurn } from '../../bounds/next-turn.ts'
import type { ParagraphHit, TextReads, WordsWanted } from '../../store/texts.ts'
import { WEIGHTS } from './forms.ts'
import { type Freedom, type Group, groupsOf } from './groups.ts'
import { type Answer, type Marks, Matcher } from './matcher.ts'
import { parseQuery, type Query } from './query.ts'
import { Vocabulary } from './vocabulary.ts'

/** A paragraph that answers a search, with what of it stands there. */
export interface SearchHit extends ParagraphHit, Marks {
  text: string
}

/** A text that answers a search, by its key, and how well. */
export interface RankedText extends Answer {
  no: number
  text: string
}

/** Groups that the index is asked for: the rarest. The others are looked for in the texts. */
const MOST_INDEXED = 6
/** Forms of one group that the index is asked for: the best. */
const MOST_FORMS = 24
/** Texts read at a time, and characters of texts that are looked through at once: some 200 ms. */
const AT_A_TIME = 25
const MOST_CHARACTERS = 4_000_000

/** A search in the words of an archive: what the index is asked for, and how the texts are judged. */
export class SearchPlan {
  readonly query: Query
  readonly groups: readonly Group[]
  /** The inverse document frequency of each group. */
  readonly rarity: readonly number[]
  readonly #reads: TextReads
  readonly #matcher: Matcher

  private constructor(reads: TextReads, query: Query, groups: readonly Group[], texts: number) {
    this.#reads = reads
    this.query = query
    this.groups = groups
    this.rarity = groups.map((group) => Math.log(1 + texts / (1 + group.texts)))
    this.#matcher = new Matcher(groups, {
      rarity: this.rarity,
      near: query.near,
      excluded: query.excluded.map(({ words }) => words),
    })
  }

  /** @throws ColophonError `empty_search`, `search_too_long` */
  static of(
    reads: TextReads,
    { q, ...how }: { q: string; freedom: Freedom; language: string | undefined },
  ): Promise<SearchPlan> {
    return SearchPlan.for(reads, parseQuery(q), how)
  }

  /** For what was not typed as a search. */
  static async for(
    reads: TextReads,
    query: Query,
    { freedom, language }: { freedom: Freedom; language: string | undefined },
  ): Promise<SearchPlan> {
    const vocabulary = await Vocabulary.of(reads, language)
    const texts = await reads.count()
    return new SearchPlan(reads, query, await groupsOf(query, vocabulary, { freedom, texts }), texts)
  }

  /** Whether no text can have everything that it must have. */
  get isVain(): boolean {
    return (
      this.groups.every(({ forms }) => forms.length === 0) ||
      this.groups.some(({ forms, isRequired }) => isRequired && forms.length === 0)
    )
  }

  /** Texts that may have all of it, by their words. Null where some word is in none. */
  get wanted(): WordsWanted | null {
    return this.#wanted(0)
  }

  /** Likewise as they are typed; null where these are no others. */
  get wantedAsTyped(): WordsWanted | null {
    const hasOthers = this.groups.some(({ forms }) => forms.some(({ weight }) => weight < WEIGHTS.typed))
    return hasOthers ? this.#wanted(WEIGHTS.typed) : null
  }

  #wanted(least: number): WordsWanted | null {
    const rarest = [...this.groups].sort((a, b) => a.texts - b.texts).slice(0, MOST_INDEXED)
    const all = rarest.map(({ forms }) =>
      forms
        .filter(({ weight }) => weight >= least)
        .slice(0, MOST_FORMS)
        .map(({ words }) => words),
    )
    return all.some((forms) => forms.length === 0) ? null : { all, none: this.none }
  }

  /**
   * What was typed with the words that were most likely meant; null when there is nothing to correct.
   *
   * @param best the forms of the best hit
   */
  corrected(typed: string, best: Marks['forms'] | undefined): string | null {
    let corrected = typed
    for (const [at, group] of this.groups.entries()) {
      const found = best?.[at]?.join(' ')
      const meant = found && group.corrections.includes(found) ? found : group.corrections[0]
      if (meant) corrected = corrected.replace(group.typed, () => meant)
    }
    return corrected === typed ? null : corrected
  }

  /** Single words that a text must not have. */
  get none(): string[] {
    return this.query.excluded.filter(({ words }) => words.length === 1).map(({ words }) => words[0]!)
  }

  /**
   * How well these texts answer, the best first: as many of them as may be looked through at once, in this order.
   *
   * @param leastShare of all that is looked for, what a text must have
   */
  async ranked(
    texts: readonly number[],
    leastShare: number,
  ): Promise<{ ranked: RankedText[]; read: number }> {
    const ranked: RankedText[] = []
    let characters = 0
    let read = 0
    while (read < texts.length && characters < MOST_CHARACTERS) {
      const some = texts.slice(read, read + AT_A_TIME)
      const contents = await this.#reads.contents(some)
      const there = some.flatMap((no, at) => {
        const text = contents[at]
        return text === undefined ? [] : [{ no, text }]
      })
      characters += there.reduce((sum, { text }) => sum + text.length, 0)
      ranked.push(...this.rankedOf(there).filter(({ share }) => share >= leastShare))
      read += some.length
      await nextTurn()
    }
    return { ranked: sorted(ranked), read }
  }

  /** How well these texts answer, the best first. */
  rankedOf(texts: readonly { no: number; text: string }[]): RankedText[] {
    return sorted(
      texts.flatMap(({ no, text }) => {
        const answer = this.#matcher.answer(text)
        return answer ? [{ no, text, ...answer }] : []
      }),
    )
  }
}

/** The best first; of those that answer as well, the last that came. */
export function sorted(ranked: readonly RankedText[]): RankedText[] {
  return [...ranked].sort((a, b) => b.score - a.score || b.no - a.no)
}
