import { LRUCache } from 'lru-cache'
import type { GivenNumbering, Numbering } from '../../../numbering/numbering.ts'
import { runsOf, transposed } from '../../../numbering/numbering.ts'
import type { ParagraphEvent, ParagraphReads, ParagraphRecord, VersionCard } from '../../paragraphs.ts'
import { SHARED } from '../../sql/numberings.ts'
import { HISTORY, onlyEvent, partOf } from '../../sql/paragraph-history.ts'
import {
  BY_ID,
  BY_NUMBER,
  type CardRow,
  cardSelect,
  IN_VERSION,
  NEWEST,
  numberingsGiven,
  PAGE,
  type ParagraphRow,
  paragraphRecord,
  versionCard,
  versionOf,
} from '../../sql/paragraphs.ts'
import { WORK_OF_PARAGRAPH } from '../../sql/work-ids.ts'
import type { PostgresDatabase } from '../database.ts'
import type { Moments } from '../moments.ts'

const CARD = cardSelect("(metadata.body::json -> 'locators')::text")

/** Cards kept, some 200 bytes each. */
const MOST_CARDS = { maxSize: 20_000, sizeCalculation: () => 1 }

/** Reads of paragraphs. What is said of their versions is remembered until something is committed. */
export function paragraphReads(db: PostgresDatabase, moments: Moments): ParagraphReads {
  const cards = new LRUCache<number, VersionCard>(MOST_CARDS)
  const newest = new LRUCache<string, number>(MOST_CARDS)
  moments.onChange(() => {
    cards.clear()
    newest.clear()
  })

  const card = async (versionNo: number): Promise<VersionCard> => {
    const moment = moments.now()
    const known = cards.get(versionNo)
    if (known) return known
    const row = (await db.one<CardRow>(CARD, versionNo))!
    const version = { no: versionNo, id: row.version }
    const given = numberingsGiven(row).map((numbering) => numberingOf(db, version, numbering))
    const made = versionCard(row, await Promise.all(given))
    if (moments.now() === moment) cards.set(versionNo, made)
    return made
  }
  const record = async (row: ParagraphRow | undefined): Promise<ParagraphRecord | undefined> =>
    row && paragraphRecord(row, await card(versionOf(row)))
  const one = async (statement: string, ...parameters: (string | number)[]) =>
    record((await db.tuples<ParagraphRow>(statement, ...parameters))[0])
  const newestOf = async (work: string): Promise<number | undefined> => {
    const moment = moments.now()
    const no = newest.get(work) ?? (await db.value<number>(NEWEST, work))
    if (no !== undefined && moments.now() === moment) newest.set(work, no)
    return no
  }
  const history = async (of: ParagraphRecord): Promise<ParagraphEvent[]> =>
    onlyEvent(of) ?? db.all<ParagraphEvent>(HISTORY, { id: of.id })

  return {
    card,
    history,
    byId: (id) => one(BY_ID, id),
    inVersion: (id, versionNo) => one(IN_VERSION, id, versionNo),
    byNumber: (versionNo, number) => one(BY_NUMBER, versionNo, number),
    page: async (versionNo, { after, to, limit }) => {
      const rows = await db.tuples<ParagraphRow>(PAGE, versionNo, after, to, limit)
      if (rows.length === 0) return []
      const of = await card(versionNo)
      return rows.map((row) => paragraphRecord(row, of))
    },
    numbered: async (work, number) => {
      const no = await newestOf(work)
      return no === undefined ? undefined : one(BY_NUMBER, no, number)
    },
    mergedInto: async (of) => (of.in.newest ? undefined : partOf(await history(of))),
    workOf: (id) => db.one<{ no: number; id: string }>(WORK_OF_PARAGRAPH, id),
  }
}

async function numberingOf(
  db: PostgresDatabase,
  version: { no: number; id: string },
  { label, version: numbered, values }: GivenNumbering,
): Promise<Numbering> {
  const runs = runsOf(values)
  if (numbered === undefined || numbered === version.id) return { label, runs }
  return { label, runs: transposed(runs, await db.tuples<[number, number]>(SHARED, numbered, version.no)) }
}
