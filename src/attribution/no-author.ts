import { printName } from '../loading/metadata/print-name.ts'
import type { WorkReads, WorkRecord } from '../store/works.ts'
import type { Claim } from './claim.ts'
import { nameWords } from './name-words.ts'

const BETWEEN = /[,;/]| and | und | et | y /
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt']

let known: ReadonlySet<string> | undefined

/**
 * "(Aleppo, 2016)" and "(August 2016)" look like an author and a year. Whether what is claimed as an author is likely a
 * place or a month: a large city, or a word of the title that the words stand under. An author whom the archive has is one.
 */
export async function isNoAuthor(
  works: Pick<WorkReads, 'list'>,
  { author = '', title, work, key }: Claim,
  found: Pick<WorkRecord, 'metadata'> | undefined,
): Promise<boolean> {
  const parts = author.split(BETWEEN).map((part) => nameWords(part).join(' '))
  if (title ?? work ?? key ?? parts.includes('')) return false
  const said = found ? namedIn(found) : ''
  if (!parts.every((part) => placesAndMonths().has(part) || said.includes(` ${part} `))) return false
  const authors = await Promise.all(
    author.split(BETWEEN).map((part) => works.list({ author: part.trim(), after: 0, limit: 1 })),
  )
  return authors.every((listed) => listed.length === 0)
}

/** The words of its title, and of the place where it came out, but not its authors' names. */
function namedIn({ metadata }: Pick<WorkRecord, 'metadata'>): string {
  const { title, publisherPlace, authors } = metadata
  const own = new Set(authors.flatMap((name) => nameWords(printName(name))))
  const words = nameWords(`${title} ${publisherPlace ?? ''}`).filter((word) => !own.has(word))
  return ` ${words.join(' ')} `
}

/** Cities after which a time is named, and months. */
function placesAndMonths(): ReadonlySet<string> {
  known ??= new Set(
    [...Intl.supportedValuesOf('timeZone').map((zone) => zone.split('/').at(-1)!), ...months()].map((name) =>
      nameWords(name).join(' '),
    ),
  )
  return known
}

function months(): string[] {
  const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2001, month, 15)))
  return LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })
      return days.map((day) => format.format(day))
    }),
  )
}
