/** The entities of a document of XML. None is fetched, and none is made of others, so that none can grow. */
import { MalformedMarkup, SourceTooComplex } from '../../loading/errors.ts'
import { decodeReference } from '../character-references.ts'

/** Characters that an entity stands for, and all of a document together. */
const MOST_OF_ONE = 1_000
const MOST_OF_ALL = 1_000_000

const NAMED = /&([A-Za-z_][\w.-]{0,100});/g
const REFERENCE = /&(#?[\w.-]{1,101});/g
const DECLARED = /<!ENTITY\s+([A-Za-z_][\w.-]{0,100})\s+(?:"([^"]*)"|'([^']*)')\s*>/g
const EXTERNAL = /<!ENTITY\s+([A-Za-z_][\w.-]{0,100})\s+(?:SYSTEM|PUBLIC)\b/g
const BASIC: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** A run of a text and what it reads. */
interface Expanded {
  start: number
  end: number
  text: string
}

/** Knows what the references of a source stand for. */
export class Entities {
  /** Those of HTML that the source uses, by their names. */
  readonly known: ReadonlyMap<string, string>
  readonly #own = new Map<string, string>()
  readonly #refused = new Map<string, string>()
  readonly #source: string

  constructor(source: string) {
    this.#source = source
    const known = new Map<string, string>()
    for (const [whole, name] of source.matchAll(NAMED)) {
      if (known.has(name!)) continue
      const decoded = decodeReference(whole)
      if (decoded !== whole) known.set(name!, decoded)
    }
    this.known = known
  }

  /** Those that a declaration of the document type declares as short texts. Throws `SourceTooComplex` where they are used too much. */
  declared(doctype: string): ReadonlyMap<string, string> {
    for (const [, name] of doctype.matchAll(EXTERNAL)) this.#refused.set(name!, 'stands for another file')
    for (const [, name, quoted, single] of doctype.matchAll(DECLARED)) {
      const text = (quoted ?? single ?? '').replace(/&#(?:x[\da-fA-F]{1,6}|\d{1,7});/g, decodeReference)
      if (this.#own.has(name!) || BASIC.has(name!)) continue
      if (/[&%<]/.test(text)) this.#refused.set(name!, 'is declared as markup or by other entities')
      else if (text.length > MOST_OF_ONE) this.#refused.set(name!, 'stands for a long text')
      else this.#own.set(name!, text)
    }
    let total = 0
    if (this.#own.size > 0)
      for (const [, name] of this.#source.matchAll(NAMED)) total += this.#own.get(name!)?.length ?? 0
    if (total > MOST_OF_ALL)
      throw new SourceTooComplex(
        `The entities of the document stand for more than ${MOST_OF_ALL} characters. Send it with its entities written out.`,
      )
    return this.#own
  }

  /** The error for a reference to what is not known. */
  unknown(name: string, line: number): MalformedMarkup {
    const why = this.#refused.get(name) ?? 'is not known here'
    return new MalformedMarkup(
      line,
      `the entity "${name}" ${why}; write its text in its place (xmllint --noent --nonet does so where it is declared)`,
    )
  }

  /** A text in runs: each of a declared entity, and what stands between them with its characters. */
  expanded(raw: string): Expanded[] {
    if (!raw.includes('&')) return [{ start: 0, end: raw.length, text: raw }]
    const runs: Expanded[] = []
    let from = 0
    const upTo = (end: number) => {
      if (end > from)
        runs.push({
          start: from,
          end,
          text: raw.slice(from, end).replace(REFERENCE, (whole) => this.#characters(whole)),
        })
    }
    for (const { index, 0: whole, 1: name } of this.#own.size > 0 ? raw.matchAll(NAMED) : []) {
      const text = this.#own.get(name!)
      if (text === undefined) continue
      upTo(index)
      from = index + whole.length
      runs.push({ start: index, end: from, text })
    }
    upTo(raw.length)
    return runs
  }

  #characters(reference: string): string {
    const name = reference.slice(1, -1)
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return String.fromCodePoint(Number.parseInt(name.slice(1), 10))
    return BASIC.get(name) ?? this.known.get(name) ?? reference
  }
}
