import type { ChangeRange, WorkChange } from '../../archive/work-changes.ts'
import { xmlNode } from '../../text/xml.ts'
import { readDatestamp } from '../datestamps.ts'
import { oaiFault } from '../faults.ts'
import type { OaiFormat } from '../formats/format.ts'
import type { OaiRepository } from '../repository.ts'
import type { Arguments } from '../request.ts'
import { type ListVerb, printRecordsToken, type RecordList, readRecordsToken } from '../resumption.ts'
import { formatWith } from './get-record.ts'
import { MOST_CHARACTERS, MOST_ITEMS, resumptionToken } from './list-page.ts'

/** An item of a list as it is written, and its place in the log's order. */
interface Listed {
  seq: number
  xml: string
}

/**
 * ListRecords and ListIdentifiers (4.3, 4.5). A list has each work that had changed in its range when the list was begun, once, in
 * the order of the log; what it says of it is what is so when it is given. So nothing is lost or given twice while works
 * change: whatever changes later is of a later harvest.
 */
export async function listRecords(
  repository: OaiRepository,
  verb: ListVerb,
  args: Arguments,
): Promise<string> {
  const { resumptionToken: token } = args
  const begun = token === undefined ? await beginning(repository, verb, args) : readRecordsToken(verb, token)
  if (begun.size > repository.archive.changes.size)
    throw oaiFault('badResumptionToken', 'The token is of a list that was not begun here. Begin it again.')
  const format = formatWith(begun.metadataPrefix)
  const changes = await changesOf(repository, begun)
  const total = token === undefined ? count(changes()) : begun.total
  const { given, isMore } = await firstOf(repository, changes(), verb === 'ListRecords' ? format : undefined)
  if (given.length === 0) throw oaiFault('noRecordsMatch', 'No record matches the arguments.')
  const rest = isMore
    ? printRecordsToken({
        ...begun,
        after: given.at(-1)!.seq,
        cursor: begun.cursor + given.length,
        total,
      })
    : undefined
  return xmlNode(verb, [
    ...given.map(({ xml }) => xml),
    ...resumptionToken({ token: rest, cursor: begun.cursor, total: Math.max(total, 1) }),
  ])
}

/** A list that begins now. */
async function beginning(
  { archive }: OaiRepository,
  verb: ListVerb,
  { metadataPrefix = '', from, until, set }: Arguments,
): Promise<RecordList> {
  const { size } = archive.changes
  return { verb, metadataPrefix, from, until, set, size, after: -1, cursor: 0, total: 0 }
}

/** The changes of a list that are still to be given. */
async function changesOf(
  { archive, sets }: OaiRepository,
  { from, until, set, size, after }: RecordList,
): Promise<() => Iterable<WorkChange>> {
  const range: ChangeRange = {
    after,
    from: from === undefined ? undefined : readDatestamp(from)!.first,
    until: until === undefined ? undefined : readDatestamp(until)!.last,
    size,
  }
  if (set === undefined) return () => archive.changes.within(range)
  await sets.refresh()
  const isIn = sets.membership(set)
  return function* members() {
    for (const change of archive.changes.within(range)) if (isIn(change.work)) yield change
  }
}

function count(changes: Iterable<unknown>): number {
  let total = 0
  for (const _ of changes) total++
  return total
}

/** The items of a page, and whether the list goes on: one more is written to see. */
async function firstOf(
  repository: OaiRepository,
  changes: Iterable<WorkChange>,
  format: OaiFormat | undefined,
): Promise<{ given: Listed[]; isMore: boolean }> {
  const given: Listed[] = []
  let characters = 0
  for (const some of inGroups(changes, format?.isLong ? 1 : MOST_ITEMS + 1)) {
    const items = await repository.items(some.map(({ work }) => work))
    const places = new Map(some.map(({ work, seq }) => [work, seq]))
    for (const item of items) {
      const xml = await repository.written(item, format)
      if (xml === undefined) continue
      if (given.length === MOST_ITEMS || characters >= MOST_CHARACTERS) return { given, isMore: true }
      given.push({ seq: places.get(item.work)!, xml })
      characters += xml.length
    }
  }
  return { given, isMore: false }
}

function* inGroups<T>(all: Iterable<T>, most: number): Generator<T[]> {
  let some: T[] = []
  for (const one of all) {
    some.push(one)
    if (some.length < most) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
