import type { ReadingBlock } from '../matching/reading-text.ts'
import type { ParagraphHit, TextReads } from '../store/texts.ts'
import { canonicalWords } from '../text/canonical.ts'
import type { Utf16Range } from '../text/folded.ts'
import { sentencePieces } from '../text/sentences.ts'
import { wordsOf } from '../text/words.ts'
import { looseCandidates } from './words/loose-candidates.ts'
import type { Query } from './words/query.ts'
import { type RankedText, SearchPlan } from './words/search-plan.ts'

/** Words of a quotation that are looked for: the rarest that there are, and as many that no text has, which may be misspelt. */
const MOST_KNOWN = 16
const MOST_UNKNOWN = 6
/** Words of a longer quotation that are looked at. */
const MOST_WORDS = 200
/** Of a quotation, the share that stands in a passage that is offered: what has less is another one. */
const LEAST_SHARE = 0.5
/** Texts that have the most of it, of which the one is offered that has the most of it together. */
const MOST_COMPARED = 5
/** How much longer than the quotation a passage of whole sentences is, at the most. */
const MOST_LONGER = 2

/** Where most of a quotation's words stand together, in whatever form; typography is folded (C2). */
export interface NearestByWords<Place> {
  place: Place
  passage: string
  /** How much of the quotation stands there, the rare words weighing more: 0 to 1. */
  share: number
}

/** Finds the passage that a quotation was most likely meant to be, by its words alone. Only paragraphs are offered. */
export class WordsOfQuotation {
  readonly #reads: TextReads
  readonly #quotation: string

  constructor(reads: TextReads, quotation: string) {
    this.#reads = reads
    this.#quotation = quotation
  }

  /** In the newest versions of all works. */
  async inArchive(): Promise<NearestByWords<ParagraphHit> | null> {
    const plan = await this.#plan()
    if (!plan) return null
    const { groups, rarity, none } = plan
    const texts = await looseCandidates(this.#reads, { typed: this.#quotation, groups, rarity, none })
    const { ranked } = await plan.ranked(texts, LEAST_SHARE)
    for (const { text, ...found } of this.#nearest(plan, ranked)) {
      const [[place] = []] = await this.#reads.hits([text.no], {})
      if (place) return { place, ...found }
    }
    return null
  }

  /** In one text. */
  async inBlocks(blocks: readonly ReadingBlock[]): Promise<NearestByWords<ReadingBlock> | null> {
    const plan = await this.#plan()
    if (!plan) return null
    const ranked = plan.rankedOf(blocks.map(({ text }, no) => ({ no, text })))
    const [best] = this.#nearest(plan, ranked)
    return best ? { place: blocks[best.text.no]!, passage: best.passage, share: best.share } : null
  }

  #nearest(plan: SearchPlan, ranked: readonly RankedText[]) {
    return ranked
      .slice(0, MOST_COMPARED)
      .map((text) => {
        const { passage, together } = text.marks()
        const share = together / plan.rarity.reduce((sum, rarity) => sum + rarity, 0)
        return { text, share, passage: canonicalWords(this.#stretch(text.text, passage)) }
      })
      .filter(({ share }) => share >= LEAST_SHARE)
      .sort((a, b) => b.share - a.share)
  }

  /** Null when no word of it is in the archive. */
  async #plan(): Promise<SearchPlan | null> {
    const words = new Set<string>()
    for (const { word } of wordsOf(this.#quotation)) {
      words.add(word)
      if (words.size === MOST_WORDS) break
    }
    const counted = [...(await this.#reads.textsWith([...words]))].sort((a, b) => a[1] - b[1])
    const known = counted.filter(([, texts]) => texts > 0).slice(0, MOST_KNOWN)
    const unknown = counted.filter(([, texts]) => texts === 0).slice(0, MOST_UNKNOWN)
    if (known.length === 0) return null
    const chosen = new Set([...known, ...unknown].map(([word]) => word))
    const query: Query = {
      clauses: [...words]
        .filter((word) => chosen.has(word))
        .map((word) => ({ terms: [{ kind: 'words', words: [word], typed: word }], isRequired: false })),
      excluded: [],
      near: [],
    }
    return SearchPlan.for(this.#reads, query, { freedom: 'forms', language: undefined })
  }

  /** The sentences that a passage is of, or as much of them around it as the quotation is long. */
  #stretch(text: string, { start, end }: Utf16Range): string {
    const pieces = sentencePieces(text).filter((piece) => piece.start < end && start < piece.end)
    const from = Math.min(start, pieces[0]?.start ?? start)
    const to = Math.max(end, pieces.at(-1)?.end ?? end)
    const most = Math.max(this.#quotation.length, end - start) * MOST_LONGER
    if (to - from <= most) return text.slice(from, to)
    const beside = Math.max(0, (this.#quotation.length - (end - start)) / 2)
    const before = text.slice(Math.max(from, start - beside), start)
    const behind = text.slice(end, Math.min(to, end + beside))
    return (
      before.slice(before.indexOf(' ') + 1) +
      text.slice(start, end) +
      behind.slice(0, behind.lastIndexOf(' ') + 1)
    )
  }
}
