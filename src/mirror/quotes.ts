import { Type } from 'typebox'
import { coreOfDigest, sha256 } from '../identity/digest.ts'
import { parseQuoteId, printQuoteId } from '../identity/ids.ts'
import { conforms } from '../json-schema.ts'
import { Count, closed, isInstant, LongId, ShortId, Time } from '../log/member-types.ts'
import { ReadingText } from '../matching/reading-text.ts'
import { standsIn } from '../matching/standing.ts'
import type { QuoteCursor, RegisteredQuote } from '../store/quotes.ts'
import type { Database } from '../store/sqlite/database.ts'
import { findVersionNo } from '../store/sqlite/mirror/copies.ts'
import { readMirrorState, recordQuotesPlace } from '../store/sqlite/mirror/mirror.ts'
import { recordQuote } from '../store/sqlite/quotes.ts'
import { blockRecords } from '../store/sqlite/versions/version-records.ts'
import { canonicalWords } from '../text/canonical.ts'
import { MirrorError } from './errors.ts'
import type { Origin } from './origin.ts'

/** Quotes asked for at a time, and most bytes of so many. */
const PAGE = 100
const LONGEST_PAGE = 16 * 1024 * 1024

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

/**
 * How far before the last quote that was taken over the next time begins, in milliseconds: of two quotes of one moment
 * the second may come before the first in the list, and a clock may have been set back.
 */
const OVERLAP = 600_000
const FIRST_ID = printQuoteId({ work: '0'.repeat(16), core: '0'.repeat(24), occurrence: 1 })

/** How many quotes are new, and the first whose version is not here: it was published later, or is missing. */
export interface Taken {
  added: number
  ahead: RegisteredQuote | undefined
}

/**
 * Takes over the quotes that were registered since the last time, in their order, as far as their versions are here.
 *
 * @param now ISO time, behind which the next time begins, whatever time a quote has
 * @throws MirrorError `origin_unreachable`; `origin_altered` at one that is not what its id says: those before it are
 *   kept, and the next time goes on with it
 */
export async function takeQuotes(db: Database, origin: Origin, now: string): Promise<Taken> {
  let taken = 0
  const { quotes } = readMirrorState(db)!
  for (let after: QuoteCursor | undefined = beforeThat(quotes); ; ) {
    const answer = await origin.get(addressAfter(after), LONGEST_PAGE)
    if (answer.status !== 200)
      throw new MirrorError('origin_altered', `${origin.url} does not tell the registered quotes.`)
    const lines = answer.bytes.toString().split('\n').filter(Boolean)
    const { added, last, ahead } = keep(db, lines, { after, now })
    taken += added
    if (ahead || answer.next === null) return { added: taken, ahead }
    if (!last)
      throw new MirrorError(
        'origin_altered',
        `${origin.url} tells of more registered quotes, but not of which.`,
      )
    after = last
  }
}

function beforeThat({ registeredAt, id }: QuoteCursor): QuoteCursor | undefined {
  if (id === '') return undefined
  return { registeredAt: new Date(Date.parse(registeredAt) - OVERLAP).toISOString(), id: FIRST_ID }
}

function addressAfter(place: QuoteCursor | undefined): string {
  const after = place && { after: `${place.registeredAt},${place.id}` }
  return `/quotes?${new URLSearchParams({ ...after, limit: String(PAGE) })}`
}

interface Kept extends Taken {
  /** The last that was kept. */
  last: QuoteCursor | undefined
}

/** Keeps quotes up to the first whose version is not here. @throws MirrorError at a wrong one: those before it are kept */
function keep(
  db: Database,
  lines: readonly string[],
  { after, now }: { after: QuoteCursor | undefined; now: string },
): Kept {
  const kept: Kept = { added: 0, last: undefined, ahead: undefined }
  const texts = new Map<number, ReadingText>()
  const record = () => {
    for (const line of lines) {
      const quote = parse(line, kept.last ?? after)
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
      kept.last = quote
    }
  }
  let fault: unknown
  db.transaction(() => {
    try {
      record()
    } catch (error) {
      fault = error
    }
    if (kept.last) recordPlace(db, kept.last, now)
  })
  if (fault) throw fault
  return kept
}

/** Nothing that is told puts the place into the future, where all that comes would be passed over. */
function recordPlace(db: Database, { id, registeredAt }: QuoteCursor, now: string): void {
  const place = { id, registeredAt: registeredAt < now ? registeredAt : now }
  if (place.registeredAt >= readMirrorState(db)!.quotes.registeredAt) recordQuotesPlace(db, place)
}

/** @throws MirrorError `origin_altered` when the line is no quote that may stand after this place */
function parse(line: string, after: QuoteCursor | undefined): RegisteredQuote {
  let quote: unknown
  try {
    quote = JSON.parse(line)
  } catch {
    throw wrong(line)
  }
  if (!conforms(Line, quote) || !isInstant(quote.registeredAt) || !isAfter(quote, after)) throw wrong(line)
  return quote
}

/** Whether a quote comes after a place in the list. */
function isAfter({ registeredAt, id }: QuoteCursor, place: QuoteCursor | undefined): boolean {
  if (!place || registeredAt > place.registeredAt) return true
  return registeredAt === place.registeredAt && id > place.id
}

function wrong(line: string): MirrorError {
  return new MirrorError(
    'origin_altered',
    `A registered quote is not what it says, or not in its place: ${line.slice(0, 200)}`,
  )
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
