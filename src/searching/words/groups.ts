import type { CountedWord } from '../../store/texts.ts'
import { inOtherScripts } from '../../text/han-script.ts'
import { wordsOf } from '../../text/words.ts'
import { type Form, WEIGHTS } from './forms.ts'
import type { Clause, Query, Term } from './query.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One clause of a search with all that answers it. */
export interface Group {
  /** The best first; none when the archive has no such word. */
  forms: Form[]
  typed: string
  isRequired: boolean
  /** In how many texts a form of it stands, at the most. */
  texts: number
  /** What was most likely meant by what no text has, the likeliest first. */
  corrections: string[]
}

type FoundForm = Form & { texts: number }

/** How freely words are understood: as they are typed, or in their other forms too. */
export type Freedom = 'exact' | 'forms'

/** A word in more than this share of the texts, and in more than so many, says too little for its other forms to be found. */
const TOO_COMMON = 0.1
const LEAST_COMMON = 2000

/** The clauses of a search in the words of the archive. */
export async function groupsOf(
  query: Query,
  vocabulary: Vocabulary,
  { freedom, texts }: { freedom: Freedom; texts: number },
): Promise<Group[]> {
  const finder = new FormFinder(vocabulary, freedom, Math.max(LEAST_COMMON, texts * TOO_COMMON))
  const groups: Group[] = []
  for (const clause of query.clauses) groups.push(await finder.groupOf(clause))
  if (freedom === 'forms') await finder.join(query.clauses, groups)
  return groups
}

class FormFinder {
  readonly #vocabulary: Vocabulary
  readonly #freedom: Freedom
  readonly #common: number

  constructor(vocabulary: Vocabulary, freedom: Freedom, common: number) {
    this.#vocabulary = vocabulary
    this.#freedom = freedom
    this.#common = common
  }

  async groupOf({ terms, isRequired }: Clause): Promise<Group> {
    const found = new Map<string, FoundForm>()
    for (const term of terms)
      for (const form of await this.#formsOf(term)) {
        const key = form.words.join(' ')
        if ((found.get(key)?.weight ?? 0) < form.weight) found.set(key, form)
      }
    const forms = [...found.values()].sort((a, b) => b.weight - a.weight)
    return {
      forms: forms.map(({ words, weight }) => ({ words, weight })),
      typed: terms.map(({ typed }) => typed).join(' OR '),
      isRequired: isRequired || this.#freedom === 'exact',
      texts: forms.reduce((sum, form) => sum + form.texts, 0),
      corrections: forms.some(({ weight }) => weight > WEIGHTS.corrected)
        ? []
        : await this.#correctionsOf(terms[0]!, forms),
    }
  }

  /** Words that were found in place of a word, or a phrase with those that its words may have been. */
  async #correctionsOf({ kind, words }: Term, forms: readonly Form[]): Promise<string[]> {
    const found = forms
      .filter(({ weight }) => weight === WEIGHTS.corrected)
      .map((form) => form.words.join(' '))
    if (found.length > 0 || (kind === 'words' && this.#freedom === 'forms')) return found
    const counts = await this.#vocabulary.textsWith(words)
    const corrected: string[] = []
    for (const word of words) {
      const [meant] = counts.get(word) ? [{ word }] : await this.#vocabulary.corrections(word)
      if (!meant) return []
      corrected.push(meant.word)
    }
    const meant = corrected.join(' ')
    if (meant === words.join(' ')) return []
    return [kind === 'phrase' ? `"${meant}"` : kind === 'beginning' ? `${meant}*` : meant]
  }

  async #formsOf(term: Term): Promise<FoundForm[]> {
    const { kind, words } = term
    if (kind === 'beginning') return withWeight(await this.#vocabulary.beginning(words[0]!), WEIGHTS.typed)
    const counts = await this.#vocabulary.textsWith(words)
    const texts = Math.min(...counts.values())
    const typed = texts > 0 ? [{ words, weight: WEIGHTS.typed, texts }] : []
    if (kind === 'phrase' || this.#freedom === 'exact') return typed
    return words.length === 1
      ? [...typed, ...(await this.#formsOfWord(words[0]!, texts))]
      : [...typed, ...(await this.#formsOfRun(words, texts > 0))]
  }

  async #formsOfWord(word: string, texts: number): Promise<FoundForm[]> {
    if (texts > this.#common) return []
    const vocabulary = this.#vocabulary
    const spellings = await vocabulary.spellings(word)
    const inflected = await vocabulary.inflected(word)
    for (const { word: spelling } of spellings.slice(0, 2))
      inflected.push(...(await vocabulary.inflected(spelling)))
    const found = [
      ...withWeight(spellings, WEIGHTS.spelling),
      ...withWeight(inflected, WEIGHTS.inflected),
      ...(await this.#divided(word)),
    ]
    if (texts > 0 || found.length > 0) return found
    const corrections = await vocabulary.corrections(word)
    const [first] = corrections
    const forms = first ? await vocabulary.inflected(first.word) : []
    return [...withWeight(corrections, WEIGHTS.corrected), ...withWeight(forms, WEIGHTS.correctedInflected)]
  }

  async #divided(word: string): Promise<FoundForm[]> {
    const cuts = await this.#vocabulary.divided(word)
    const counts = await this.#vocabulary.textsWith(cuts.flat())
    return cuts.map((words) => ({
      words,
      weight: WEIGHTS.joined,
      texts: Math.min(...words.map((part) => counts.get(part)!), 50),
    }))
  }

  /** `re-brand` and "rebrand", "l'homme" and "homme", either script of Chinese. */
  async #formsOfRun(words: readonly string[], isThere: boolean): Promise<FoundForm[]> {
    const joined = words.join('')
    const found: FoundForm[] = []
    if (words.every((word) => /^[a-z]+$/.test(word)) && words.some((word) => word.length > 1)) {
      const texts = (await this.#vocabulary.textsWith([joined])).get(joined)!
      if (texts > 0) found.push({ words: [joined], weight: WEIGHTS.joined, texts })
      found.push(...withWeight(await this.#vocabulary.inflected(joined), WEIGHTS.inflected))
      const last = words.at(-1)!
      for (const form of await this.#vocabulary.inflected(last))
        found.push({
          words: [...words.slice(0, -1), form.word],
          weight: WEIGHTS.inflected,
          texts: form.texts,
        })
    }
    for (const text of isThere ? [] : await inOtherScripts(joined)) {
      const other = [...wordsOf(text)].map(({ word }) => word)
      const counts = await this.#vocabulary.textsWith(other)
      const texts = Math.min(...counts.values())
      if (texts > 0) found.push({ words: other, weight: WEIGHTS.spelling, texts })
    }
    return found
  }

  /** Two words that were typed may stand as one: "time bombs" as "timebombs". */
  async join(clauses: readonly Clause[], groups: readonly Group[]): Promise<void> {
    const words = clauses.map(({ terms: [term, other] }) =>
      !other && term!.kind === 'words' && term!.words.length === 1 ? term!.words[0] : undefined,
    )
    for (const [at, word] of words.entries()) {
      const next = words[at + 1]
      if (word === undefined || next === undefined) continue
      const one = word + next
      const forms = [one, ...(await this.#vocabulary.spellings(one)).map((spelling) => spelling.word)]
      for (const [form, texts] of await this.#vocabulary.textsWith(forms)) {
        if (texts === 0) continue
        for (const group of [groups[at]!, groups[at + 1]!]) {
          group.forms.push({ words: [form], weight: WEIGHTS.joined })
          group.texts += texts
        }
      }
    }
  }
}

function withWeight(words: readonly CountedWord[], weight: number): FoundForm[] {
  return words.map(({ word, texts }) => ({ words: [word], weight, texts }))
}
