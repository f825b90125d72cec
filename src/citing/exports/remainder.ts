/** What a format has no field for, in labelled words, so that nothing of an item is lost. */
import { DATE_DETAILS, NAME_DETAILS, TEXT_DETAILS } from '../../loading/metadata/details.ts'
import { oneLine } from '../../text/one-line.ts'
import type { CslDate, CslItem, CslName } from '../csl/item.ts'
import { dateWords } from './calendar.ts'
import { edtfDate } from './edtf.ts'
import { nameParts } from './name-parts.ts'
import { plainText } from './rich-text.ts'

const TEXTS = [...Object.values(TEXT_DETAILS), 'publisher'] as const
const NAMES = Object.values(NAME_DETAILS)
const DATES = Object.values(DATE_DETAILS)

/**
 * A line for each variable that is not carried: "Original Date: 1920", "Director: Ward || Anna". Zotero reads such
 * lines in its field "Extra" as the variables of CSL that they name; people read "Ward, Anna".
 */
export function remainder(item: CslItem, carried: ReadonlySet<string>, between = ' || '): string[] {
  const values: [variable: string, value: string | null | undefined][] = [
    ...TEXTS.map((field): [string, string | undefined] => [field, plainText(item[field])]),
    ...NAMES.flatMap((field) => names(item[field], between).map((name): [string, string] => [field, name])),
    ...DATES.map((field): [string, string | null] => [field, date(item[field])]),
  ]
  return values.flatMap(([field, value]) =>
    !value || carried.has(field) ? [] : [`${label(field)}: ${oneLine(value)}`],
  )
}

function names(given: readonly CslName[] | undefined, between: string): string[] {
  return nameParts(given).map((parts) => {
    if (parts.literal !== undefined) return parts.literal
    const family = [parts.particle, parts.family].filter(Boolean).join(' ')
    return [family, [parts.given, parts.suffix].filter(Boolean).join(', ')].filter(Boolean).join(between)
  })
}

function date(given: CslDate | undefined): string | null {
  return edtfDate(given) ?? dateWords(given)
}

/** "original-date" → "Original Date". */
function label(variable: string): string {
  return variable.replace(/(?:^|[-_])[a-z]/g, (start) => start.toUpperCase()).replace(/[-_]/g, ' ')
}
