/** Marks before words without their beginning, which open where a mark closes that nothing else opens. */
import { CLOSERS, type Mark } from './quotation-marks.ts'

/** Finds the marks before elided words that open, in a paragraph and of one shape. */
export class ElidedOpeners {
  readonly opening: Mark[] = []
  readonly #text: string
  /** Quotations that are surely open. */
  #open = 0
  #waiting: Mark[] = []
  readonly #outer: { mark: string; open: number; waiting: Mark[] }[] = []

  readonly #openers: readonly string[]
  readonly #closers: string

  constructor(text: string, openers: readonly string[]) {
    this.#text = text
    this.#openers = openers
    this.#closers = openers.map((opener) => CLOSERS[opener]!).join('')
  }

  /** Takes the next mark. */
  read(mark: Mark): void {
    const opens = mark.opens && this.#openers.includes(mark.mark)
    if (opens && mark.elides === 'before') {
      if (this.#open === 0 && !isTime(this.#text, mark.at)) this.#waiting.push(mark)
    } else if (opens && !(mark.closes && mark.wins === 'close')) this.#open++
    else if (!this.#closers.includes(mark.mark)) this.#other(mark)
    else if (mark.closes) this.#closes(mark)
  }

  #closes(mark: Mark): void {
    if (this.#open > 0) this.#open--
    else this.#choose(mark.elides === 'behind' && !isBehindQuotation(this.#text, mark.at))
  }

  /** A quotation in other marks: what stands outside it opens nothing that closes within. */
  #other(mark: Mark): void {
    const outer = this.#outer.at(-1)
    if (outer && mark.closes && CLOSERS[outer.mark]!.includes(mark.mark)) {
      this.#outer.pop()
      this.#open = outer.open
      this.#waiting = outer.waiting
    } else if (mark.opens) {
      this.#outer.push({ mark: mark.mark, open: this.#open, waiting: this.#waiting })
      this.#open = 0
      this.#waiting = []
    }
  }

  /** A straight mark is too easily an apostrophe. */
  goesOn(): void {
    if (this.#open === 0 && this.#waiting[0]?.mark !== "'") this.#choose(false)
  }

  /** @param isUnsure whether what closes may be an apostrophe: then somebody must be said to speak */
  #choose(isUnsure: boolean): void {
    const said = this.#waiting.find(({ at }) => matchesBefore(SAID, this.#text, at))
    const opening =
      said ??
      (isUnsure
        ? undefined
        : (this.#waiting.find(({ at }) => isCapitalWithin(this.#text, at)) ??
          this.#waiting.find(({ at }) => matchesBefore(BEGINNING, this.#text, at)) ??
          this.#waiting[0]))
    if (!opening) return
    this.opening.push(opening)
    this.#waiting = []
  }
}

/** Characters before a mark that tell what it is. */
const FAR = 14
/** Somebody speaks, or what follows is named. */
const SAID =
  /(?:: ?|(?:^|\s)(?:said|says?|saying|wrote|writes?|written|asks?|asked|answer(?:s|ed)|repl(?:y|ies|ied)|claim(?:s|ed)|shout(?:s|ed)|sang|sings|call(?:s|ed)),? )$/iu
/** The beginning of a paragraph, a sentence or a clause. */
const BEGINNING = /(?:^|[,;.!?\u2026\u2013\u2014([{"\u201c\u201e\u00ab/-]\s?|(?:^|\s)(?:that|as|is|was) )$/iu
/** The '90s, the summer of '36. */
const TIME =
  /(?:^|\s)(?:the|of|in|since|late|early|mid|by|from|to|until|till|summer|winter|spring|autumn|fall|class|and|or)[ -]$/iu
/** Behind the quotation its sentence goes on, in small letters; behind a possessive a noun does. */
const SENTENCE_GOES_ON =
  /^ (?:[([@]|(?:I|he|she|they|it|we|you|who|which|and|or|but|is|was|were|are|said|says|wrote|writes|asked|asks)\b|(?:in|on|at|to|of|from|for|by|as|with) )/u

/** A capital letter where no sentence begins. */
function isCapitalWithin(text: string, at: number): boolean {
  return /\p{Lu}/u.test(text[at + 1] ?? '') && matchesBefore(/[\p{Ll},] $/u, text, at)
}

function isTime(text: string, at: number): boolean {
  return /^\d{2}/.test(text.slice(at + 1, at + 3)) && matchesBefore(TIME, text, at)
}

/** Whether the sentence of a quotation goes on behind the mark at an offset, and no noun does. */
export function isBehindQuotation(text: string, at: number): boolean {
  return SENTENCE_GOES_ON.test(text.slice(at + 1, at + 1 + FAR))
}

function matchesBefore(pattern: RegExp, text: string, at: number): boolean {
  return pattern.test(text.slice(Math.max(0, at - FAR), at))
}
