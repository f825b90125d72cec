/** Names that title case must leave alone, whatever the style. */
import type { CslItem } from '../csl/item.ts'
import { isHostName } from '../host-name.ts'

const FIELDS = ['title', 'container-title', 'source'] as const

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
    return name && needsProtection(field, name) ? [[field, `<span class="nocase">${name}</span>`]] : []
  })
  return protectedFields.length === 0 ? item : { ...item, ...Object.fromEntries(protectedFields) }
}

function needsProtection(field: string, name: string): boolean {
  return isHostName(name) || (field !== 'title' && isForeign(name))
}

/** A lower-case word of another language between capitalised ones. */
function isForeign(name: string): boolean {
  const words = name.split(/\s+/)
  return words.slice(1, -1).some((word) => FOREIGN_WORDS.has(word)) && !name.includes('<')
}
