/** What the citer should know before trusting a citation. */
import type { CslItem } from './csl/item.ts'
import { calendarDate } from './exports/calendar.ts'
import { isHostName } from './host-name.ts'
import type { CitedLocator } from './pieces/locator.ts'
import { isSetInCapitals } from './prepare/capitals.ts'
import { withReadDates } from './prepare/dates.ts'
import type { Style } from './styles/style.ts'

/** Types that are published as a part of something with a title of its own. */
const CONTAINED: ReadonlySet<string> = new Set([
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'chapter',
  'entry-dictionary',
  'entry-encyclopedia',
  'paper-conference',
  'post-weblog',
])

/** Styles that take paragraph numbers only from a source that prints them (MLA 6.20). */
const PRINTED_NUMBERS_ONLY: ReadonlySet<string> = new Set(['modern-language-association'])

/** The locator that was asked for, and whether the style prints one. */
interface Located {
  locator: CitedLocator | undefined
  locatorShown: boolean
}

/** Sentences for the person who cites; none when all is well. */
export function citationWarnings(item: CslItem, style: Style, { locator, locatorShown }: Located): string[] {
  return [...(locator ? locatorWarnings(style, { locator, locatorShown }) : []), ...itemWarnings(item, style)]
}

function locatorWarnings(
  { independent, title }: Style,
  { locator, locatorShown }: Located & { locator: CitedLocator },
): string[] {
  const isOfEdition = 'label' in locator
  if (!locatorShown)
    return [
      `${title} has no place for ${isOfEdition ? 'the locator' : 'a paragraph number'} in a citation: it is left out.`,
    ]
  if (isOfEdition) return []
  return printedNumbersOnly(independent)
}

/** What a style's handbook asks of paragraph numbers that the source does not print. */
export function printedNumbersOnly(style: string): string[] {
  if (!PRINTED_NUMBERS_ONLY.has(style)) return []
  return [
    'This archive counted the paragraphs. MLA wants their numbers only where the source prints them: cite this archive’s copy, which does.',
  ]
}

/** What is missing in an item, and what of it the style cannot say. */
export function itemWarnings(item: CslItem, { title, tellsCirca }: Style): string[] {
  const container = item['container-title']
  const warnings: string[] = []
  if (container !== undefined && isHostName(container))
    warnings.push(`The container’s title is not known: its host name ${container} stands in its place.`)
  else if (container === undefined && CONTAINED.has(item.type))
    warnings.push('The container’s title is not known: the work is cited as if it stood alone.')
  if (item.URL !== undefined && isHomePage(item.URL))
    warnings.push(`No exact address of the work is known: ${item.URL} is the address of the whole site.`)
  if (calendarDate(withReadDates(item).issued)?.circa && !tellsCirca)
    warnings.push(
      `${title} has no way to say that a date is approximate: it is printed as if it were certain.`,
    )
  if (isSetInCapitals(item))
    warnings.push('The title is in capitals throughout: look at the names in it, which lost theirs.')
  if (item.issued === undefined && item.status === undefined)
    warnings.push('The date of publication is not known.')
  return warnings
}

function isHomePage(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { pathname, search, hash } = new URL(address)
  return pathname === '/' && search === '' && hash === ''
}
