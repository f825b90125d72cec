/** What citeproc does against the handbooks in every style, mended where it does it. */
import type citeproc from 'citeproc'
import type { Engine as Processor } from 'citeproc'
import { withoutLeadingArticles } from './leading-articles.ts'
import { letterByLetter } from './letter-by-letter.ts'
import { wholeTitleCase } from './title-case.ts'

/** Mends the functions that all processors share. To be called once. */
export function correctCiteproc(CSL: typeof citeproc): void {
  const { Formatters } = CSL.Output
  const { title } = Formatters
  Formatters.title = (state, text) => wholeTitleCase(text ?? '', (plain) => title(state, plain))
  const { Names } = CSL.Util
  const { initializeWith } = Names
  Names.initializeWith = (state, name, terminator, normalizeOnly) =>
    normalizeOnly || !IN_SMALL_LETTERS.test(name)
      ? initializeWith.call(Names, state, wholeGivenName(state, name), terminator, normalizeOnly)
      : initializeWith.call(Names, state, name.toUpperCase(), terminator).toLowerCase()
  delimitEndsOfRanges(CSL)
  joinGroupsWithoutComma(CSL)
  keepEditionsWhole(CSL)
  knowLocatorLabels(CSL)
  const { getSortKeys } = CSL
  CSL.getSortKeys = function (item, area) {
    return getSortKeys.call(this, letterByLetter(withoutLeadingArticles(item), this.opt), area)
  }
}

/** citeproc's tests for the kind of a locator know no act, equation, scene and others of CSL 1.0.2, appendix III. */
function knowLocatorLabels({ Engine }: typeof citeproc): void {
  const { processNumber } = Engine.prototype
  Engine.prototype.processNumber = function (node, item, variable) {
    processNumber.call(this, node, item, variable)
    const label = item?.['label']
    const locator = this.tmp.shadow_numbers['locator']
    if (variable === 'locator' && typeof label === 'string' && locator && item?.['locator'])
      locator.label ??= label
  }
}

/** What parts numbers: citeproc takes "revised and enlarged" for two editions, and gives each a capital. */
const PARTING = ['and', ',', '&', '-', '–']
const PARTS = /\band\b|[,&–-]/g
/** Letters that no text has, one for each of these. */
const STAND_INS = /[\ue000-\ue004]/g
const FIRST_STAND_IN = 0xe000

/** A number of an edition has no word beside its ending: "2nd". */
const IN_WORDS = /[a-z]{3}/i

/** An edition in words is one thing: its parting words are hidden while it is read as a number. */
function keepEditionsWhole({ Engine }: typeof citeproc): void {
  const { processNumber } = Engine.prototype
  Engine.prototype.processNumber = function (node, item, variable) {
    const edition = item?.['edition']
    if (variable !== 'edition' || typeof edition !== 'string' || !IN_WORDS.test(edition))
      return processNumber.call(this, node, item, variable)
    const hidden = edition.replace(PARTS, (sign) =>
      String.fromCharCode(FIRST_STAND_IN + PARTING.indexOf(sign)),
    )
    processNumber.call(this, node, { ...item, edition: hidden }, variable)
    for (const number of this.tmp.shadow_numbers['edition']?.values ?? [])
      number.value = `${number.value}`.replace(
        STAND_INS,
        (letter) => PARTING[letter.charCodeAt(0) - FIRST_STAND_IN]!,
      )
  }
}

/**
 * The comma before "and" is there because the first of two names is inverted, "Ward, Bea, and Tom Hill". A group's is
 * not: "NATO and Tom Hill" (The Chicago Manual of Style, 18th edition, 13.74; MLA Handbook, 9th edition, 5.8).
 */
function joinGroupsWithoutComma({ NameOutput }: typeof citeproc): void {
  const { _getAndJoin: join, _renderOnePersonalName: render } = NameOutput.prototype
  NameOutput.prototype._renderOnePersonalName = function (name, ...place) {
    const blob = render.call(this, name, ...place)
    if (blob && !name.given) blob.isInverted = false
    return blob
  }
  NameOutput.prototype._getAndJoin = function (names, delimiter) {
    const and = join.call(this, names, delimiter)
    const isList = this.state.inheritOpt(this.name, 'name-as-sort-order') === 'first'
    const first = names[0]?.blobs?.[0]
    if (and && isList && names.length === 2 && first && !first.isInverted) and.strings.prefix = ' '
    return and
  }
}

/**
 * The end of a range stands in a queue whose delimiter is that of the last date in the style, whichever is printed:
 * "2001 Jul 30-Aug5".
 */
function delimitEndsOfRanges({ Node }: typeof citeproc): void {
  const { build } = Node.date
  Node.date.build = function (state, target) {
    build.call(this, state, target)
    this.execs.push(({ dateput }) => {
      dateput.current.value().strings.delimiter = this.strings.delimiter
    })
  }
}

/** A given name as its bearer writes it, "bell": citeproc cuts initials out of capitals alone. */
const IN_SMALL_LETTERS = /^\p{Ll}[^\p{Lu}]*$/u

/** Where a style joins the initials of a compound, its second part has one too: "Yong-il" is "YI" (Citing Medicine, ch. 1). */
function wholeGivenName({ opt }: Processor, name: string): string {
  if (opt['initialize-with-hyphen'] !== false || !name) return name
  return name.replace(/(?<=\p{L})-(\p{Ll})/gu, (_, letter: string) => `-${letter.toUpperCase()}`)
}

/** Prepositions of so many letters have a capital in the 18th edition of The Chicago Manual of Style (8.160). */
const LONG_PREPOSITION = 5

/** Citeproc's short words that are no preposition and none of the conjunctions that it keeps small: and, but, for, or, nor. */
const CAPITALISED_CONJUNCTIONS: ReadonlySet<string> = new Set(['lest', 'so', 'than', 'yet'])

/** Mends a processor of one style. */
export function correctProcessor({ locale, opt }: Processor, styleXml: string): void {
  const options = locale[opt.lang]!.opts
  if (/<title>[^<]{0,100}Chicago Manual of Style 18th/.test(styleXml)) {
    const small = options['skip-words'].filter(
      (word) => word.trim().length < LONG_PREPOSITION && !CAPITALISED_CONJUNCTIONS.has(word),
    )
    options['skip-words-regexp'] = new RegExp(`^(?:${small.join('|')})$`)
  }
}
