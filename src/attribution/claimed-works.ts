import { hintedWork } from '../resolving/hint.ts'
import type { Reads } from '../store/store.ts'
import type { WorkRecord } from '../store/works.ts'
import { searchFold } from '../text/search-fold.ts'
import type { Claim } from './claim.ts'
import { nameWords } from './name-words.ts'
import { fitsAuthors } from './names.ts'
import { fitsTitle } from './titles.ts'
import { fitsYear } from './years.ts'

/** What claimed works are looked up in. */
export interface ClaimedIn {
  archive: { reads: Pick<Reads, 'works' | 'withdrawals' | 'paragraphs'> }
}

/** What of an archive a claim can mean. */
export interface ClaimedWorks {
  /** The work that is named by an id, an address, a DOI or a key. */
  named: WorkRecord | undefined
  /** Else those that agree with all that is said. */
  fitting: WorkRecord[]
}

/** Works of an author, or of a title, that are looked at. */
const MOST_LISTED = 200
/** Words of what was written by which works are looked for. */
const MOST_WORDS = 4

/** Looks up the works that a claim can mean. */
export async function claimedWorks(services: ClaimedIn, claim: Claim): Promise<ClaimedWorks> {
  const named = await namedWork(services, claim)
  const { works } = services.archive.reads
  if (named || isNamed(claim)) return { named, fitting: [] }
  const ids = new Set<string>()
  for (const filter of filtersOf(claim)) {
    for (const { id, metadata } of await works.list({ ...filter, after: 0, limit: MOST_LISTED }))
      if (agrees(claim, metadata)) ids.add(id)
  }
  const records = await works.byIds(ids)
  const fitting = [...ids].flatMap((id) => records.get(id) ?? [])
  const whole = fitting.filter(({ metadata }) => fitsTitle(claim.title ?? '', metadata) === 'whole')
  return { named, fitting: whole.length > 0 ? whole : fitting }
}

/** Whether the claim names one work, so that no other will do. */
export function isNamed({ work, key }: Claim): boolean {
  return (work ?? key ?? '').trim() !== ''
}

async function namedWork(services: ClaimedIn, { work, key }: Claim): Promise<WorkRecord | undefined> {
  for (const name of [work?.trim(), key?.trim().replace(/^@/, '')]) {
    const found = name ? await hintedWork(services, name) : undefined
    if (found) return found
  }
  return undefined
}

/** Whether nothing that is said of author, title and year is wrong of a work, and something is right. */
export function agrees({ author, title, year }: Claim, metadata: WorkRecord['metadata']): boolean {
  const facts = [
    author?.trim() ? fitsAuthors(author, metadata) : undefined,
    title?.trim() ? fitsTitle(title, metadata) !== null : undefined,
    year?.trim() ? fitsYear(year, metadata) : undefined,
  ]
  return facts.includes(true) && !facts.includes(false)
}

/** By the words of the author's names, and by the title: accents and small words play no part. */
function filtersOf({ author = '', title = '' }: Claim): ({ author: string } | { title: string })[] {
  const titles = [searchFold(title), ...longest(title).slice(0, 1)].filter((words) => words !== '')
  return [...longest(author).map((word) => ({ author: word })), ...titles.map((words) => ({ title: words }))]
}

/** Each as it is written and as it is spelt without marks. */
function longest(written: string): string[] {
  const words = searchFold(written)
    .split(' ')
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_WORDS)
  return [...new Set(words.flatMap((word) => [word, ...nameWords(word)]))].filter((word) => word.length > 1)
}
