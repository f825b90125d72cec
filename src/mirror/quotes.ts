import type SQLite from 'better-sqlite3'
import { Type } from 'typebox'
import Value from 'typebox/value'
import { coreOfDigest, sha256 } from '../identity/digest.ts'
import { parseQuoteId, printQuoteId } from '../identity/ids.ts'
import { Count, closed, isInstant, LongId, ShortId, Time } from '../log/member-types.ts'
import { ReadingText } from '../quoting/reading-text.ts'
import { standsIn } from '../quoting/standing.ts'
import { findVersionNo } from '../store/copies.ts'
import { readMirrorState, recordQuotesPlace } from '../store/mirror.ts'
import { type QuotePlace, type RegisteredQuote, recordQuote } from '../store/quotes.ts'
import { blockRecords } from '../store/version-records.ts'
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
 * Takes over the quotes that were registered since the last time, in their order, as far as their versions are here.
 * Answers with how many.
 *
 * @throws MirrorError `origin_unreachable`; `origin_altered` at one that is not what its id says: those before it are
 *   kept, and the next time goes on with it
 */
export async function takeQuotes(sql: SQLite.Database, origin: Origin): Promise<number> {
  let taken = 0
  for (;;) {
    const { quotes: after } = readMirrorState(sql)!
    const answer = await origin.get(addressAfter(after), LONGEST_PAGE)
    if (answer.status !== 200)
      throw new MirrorError('origin_altered', `${origin.url} does not tell the registered quotes.`)
    const lines = answer.bytes.toString().split('\n').filter(Boolean)
    const kept = keep(sql, lines)
    taken += kept
    if (kept < lines.length || answer.next === null) return taken
  }
}

function addressAfter({ registeredAt, id }: QuotePlace): string {
  const after = id === '' ? {} : { after: `${registeredAt},${id}` }
  return `/quotes?${new URLSearchParams({ ...after, limit: String(PAGE) })}`
}

/** Keeps quotes up to the first whose version is not here, or that is none. */
function keep(sql: SQLite.Database, lines: readonly string[]): number {
  const texts = new Map<number, ReadingText>()
  let fault: MirrorError | undefined
  const record = sql.transaction((): number => {
    for (const [at, line] of lines.entries()) {
      const quote = parse(line)
      const versionNo = quote && findVersionNo(sql, quote.work, quote.version)
      // It was published after the checkpoint, or is one of those that could not be taken over.
      if (quote && !versionNo) return at
      const text = versionNo && (texts.get(versionNo) ?? new ReadingText([...blockRecords(sql, versionNo)]))
      if (!quote || !text || !isRight(quote, text)) {
        fault = new MirrorError(
          'origin_altered',
          `A registered quote is not what it says: ${line.slice(0, 200)}`,
        )
        return at
      }
      texts.set(versionNo, text)
      if (text.blocks.length > 0) keepOne(sql, quote, versionNo)
      recordQuotesPlace(sql, quote)
    }
    return lines.length
  })
  const kept = record.immediate()
  if (fault) throw fault
  return kept
}

function parse(line: string): RegisteredQuote | undefined {
  try {
    const quote: unknown = JSON.parse(line)
    return Value.Check(Line, quote) && isInstant(quote.registeredAt) ? quote : undefined
  } catch {
    return undefined
  }
}

/** Its id is made from its words, and they stand where it says, unless the text was withdrawn meanwhile. */
function isRight(quote: RegisteredQuote, text: ReadingText): boolean {
  const id = parseQuoteId(quote.id)
  if (!id || printQuoteId(id) !== quote.id || id.work !== quote.work) return false
  if (coreOfDigest(sha256(canonicalWords(quote.exact))) !== id.core) return false
  return text.blocks.length === 0 || standsIn(text, quote)
}

function keepOne(sql: SQLite.Database, quote: RegisteredQuote, versionNo: number): void {
  const { core, occurrence } = parseQuoteId(quote.id)!
  const { version: _, ...rest } = quote
  const wordsSha256 = sha256(canonicalWords(quote.exact))
  recordQuote(sql, { ...rest, versionNo, core, occurrence, wordsSha256 })
}
