/** Names that title case must leave alone, whatever the style. */
import type { CslItem } from '../csl/item.ts'
import { isHostName } from '../host-name.ts'
import { smallBeginning } from './journal-names.ts'

const FIELDS = ['title', 'container-title', 'source'] as const

/** Types whose container has a name of its own making. */
const PERIODICAL: ReadonlySet<string> = new Set(['article-journal', 'article-magazine', 'article-newspaper', 'review', 'review-book']) // biome-ignore format: one set

/**
 * Function words of languages that do not use title case, as they stand inside a name ("Socialisme ou
 * Barbarie"). Only words that English does not have, save "et" and "de", which English titles keep small too.
 */
const FOREIGN_WORDS = new Set(
  'ou et de du des les le la della dello delle degli dei del el los las y und der das dem den für zur zum och og и'.split(
    ' ',
  ),
)

/** The item with host names and names in another language marked `nocase` (CSL-JSON rich text). */
export function protectNames(item: CslItem): CslItem {
  const protectedFields = FIELDS.flatMap((field) => {
    const name = item[field]
    if (!name) return []
    if (needsProtection(field, name)) return [[field, nocase(name)]]
    const small = field === 'container-title' && PERIODICAL.has(item.type) ? smallBeginning(name) : ''
    return small === '' ? [] : [[field, nocase(small) + name.slice(small.length)]]
  })
  return protectedFields.length === 0 ? item : { ...item, ...Object.fromEntries(protectedFields) }
}

function nocase(text: string): string {
  return `<span class="nocase">${text}</span>`
}

function needsProtection(field: string, name: string): boolean {
  return isHostName(name) || (field !== 'title' && isForeign(name))
}

/** A lower-case word of another language between capitalised ones. */
function isForeign(name: string): boolean {
  const words = name.split(/\s+/)
  return words.slice(1, -1).some((word) => FOREIGN_WORDS.has(word)) && !name.includes('<')
}
