import { Type } from 'typebox'
import { coreOfDigest, sha256 } from '../identity/digest.ts'
import { parseQuoteId, printQuoteId } from '../identity/ids.ts'
import { conforms } from '../json-schema.ts'
import { Count, closed, isInstant, LongId, ShortId, Time } from '../log/member-types.ts'
import { ReadingText } from '../matching/reading-text.ts'
import { standsIn } from '../matching/standing.ts'
import type { RegisteredQuote } from '../store/quotes.ts'
import type { Database } from '../store/sqlite/database.ts'
import { findVersionNo } from '../store/sqlite/mirror/copies.ts'
import { type QuotesPage, readMirrorState, recordQuotesPage } from '../store/sqlite/mirror/state.ts'
import { countRegistered, recordQuote } from '../store/sqlite/quotes.ts'
import { blockRecords } from '../store/sqlite/versions/version-records.ts'
import { canonicalWords } from '../text/canonical.ts'
import { MirrorError } from './errors.ts'
import type { Fetched, Origin } from './origin.ts'
import type { Room } from './room.ts'

/** Quotes asked for at a time, most bytes of so many, and most characters of what an origin calls a page. */
const PAGE = 100
const LONGEST_PAGE = 16 * 1024 * 1024
const LONGEST_NAME = 200

const Line = Type.Object(
  {
    id: Type.String({ maxLength: 100 }),
    work: ShortId,
    version: LongId,
    exact: Type.String({ minLength: 1, maxLength: 100_000 }),
    startBlock: Count,
    startOffset: Count,
    endBlock: Count,
    endOffset: Count,
    registeredAt: Time,
  },
  closed,
)

/** How many quotes are new, and the first whose version is not here: it was published later, or is missing. */
export interface Taken {
  added: number
  ahead: RegisteredQuote | undefined
}

/**
 * Takes over the quotes that were registered since the last time, in their order, as far as their versions are here. It
 * begins with the page that was the last one then, whatever clocks say; at the beginning when that is another origin's,
 * or the origin knows it no more.
 *
 * @throws MirrorError `origin_unreachable`, `mirror_full`; `origin_altered` at one that is not what its id says: those before it are
 *   kept, and the next time goes on with it
 */
export async function takeQuotes(db: Database, origin: Origin, room: Room): Promise<Taken> {
  let added = 0
  // Who tells us what we have can tell each of them once.
  let again = -countRegistered(db) - PAGE
  let page = await firstPage(origin, readMirrorState(db)!.quotes)
  for (;;) {
    room.assertLeft()
    const { lines, next } = page
    const kept = keep(db, lines, next === null ? null : { origin: origin.url, page: next })
    added += kept.added
    again += lines.length - kept.added
    if (kept.ahead || next === null) return { added, ahead: kept.ahead }
    if (again > 0) throw altered(origin, 'tells the same registered quotes again and again')
    page = read(origin, await origin.get(addressOf(next), LONGEST_PAGE))
  }
}

/** Quotes in lines, and what the origin calls the page after them; null for none. */
interface Page {
  lines: string[]
  next: string | null
}

/** The page that was read last, or the first of all when the origin does not know it. */
async function firstPage(origin: Origin, known: QuotesPage): Promise<Page> {
  if (known.origin === origin.url && known.page !== '') {
    const answer = await origin.list(addressOf(known.page), LONGEST_PAGE)
    if (answer.status !== 400) return read(origin, answer)
  }
  return read(origin, await origin.get(addressOf(''), LONGEST_PAGE))
}

function read(origin: Origin, answer: Fetched): Page {
  if (answer.status !== 200) throw altered(origin, 'does not tell the registered quotes')
  const lines = answer.bytes.toString().split('\n').filter(Boolean)
  if (answer.next === null) return { lines, next: null }
  const next = new URLSearchParams(answer.next.split('?')[1]).get('after') ?? ''
  if (lines.length === 0 || next === '' || next.length > LONGEST_NAME)
    throw altered(origin, 'tells of more registered quotes, but not of which')
  return { lines, next }
}

function addressOf(page: string): string {
  return `/quotes?${new URLSearchParams({ ...(page !== '' && { after: page }), limit: String(PAGE) })}`
}

function altered({ url }: Origin, what: string): MirrorError {
  return new MirrorError('origin_altered', `${url} ${what}.`)
}

/**
 * Keeps quotes up to the first whose version is not here.
 *
 * @param next the page after them, which is remembered when all are kept
 * @throws MirrorError at a wrong one: those before it are kept
 */
function keep(db: Database, lines: readonly string[], next: QuotesPage | null): Taken {
  const kept: Taken = { added: 0, ahead: undefined }
  const texts = new Map<number, ReadingText>()
  const record = () => {
    for (const line of lines) {
      const quote = parse(line)
      const versionNo = findVersionNo(db, quote.work, quote.version)
      if (!versionNo) {
        kept.ahead = quote
        return
      }
      const text = texts.get(versionNo) ?? new ReadingText([...blockRecords(db, versionNo)])
      texts.set(versionNo, text)
      if (!isRight(quote, text)) throw wrong(line)
      // Of a version that is withdrawn nothing is kept.
      if (text.blocks.length > 0 && keepOne(db, quote, versionNo)) kept.added++
    }
    if (next) recordQuotesPage(db, next)
  }
  let fault: unknown
  db.transaction(() => {
    try {
      record()
    } catch (error) {
      fault = error
    }
  })
  if (fault) throw fault
  return kept
}

/** @throws MirrorError `origin_altered` when the line is no quote */
function parse(line: string): RegisteredQuote {
  let quote: unknown
  try {
    quote = JSON.parse(line)
  } catch {
    throw wrong(line)
  }
  if (!conforms(Line, quote) || !isInstant(quote.registeredAt)) throw wrong(line)
  return quote
}

function wrong(line: string): MirrorError {
  return new MirrorError('origin_altered', `A registered quote is not what it says: ${line.slice(0, 200)}`)
}

/** Its id is made from its words, and they stand where it says, unless the text was withdrawn meanwhile. */
function isRight(quote: RegisteredQuote, text: ReadingText): boolean {
  const id = parseQuoteId(quote.id)
  if (!id || printQuoteId(id) !== quote.id || id.work !== quote.work) return false
  if (coreOfDigest(sha256(canonicalWords(quote.exact))) !== id.core) return false
  return text.blocks.length === 0 || standsIn(text, quote)
}

function keepOne(db: Database, quote: RegisteredQuote, versionNo: number): boolean {
  const { core, occurrence } = parseQuoteId(quote.id)!
  const { version: _, ...rest } = quote
  const wordsSha256 = sha256(canonicalWords(quote.exact))
  return recordQuote(db, { ...rest, versionNo, core, occurrence, wordsSha256 })
}
