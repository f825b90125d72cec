import { LRUCache } from 'lru-cache'
import type {
  ParagraphEvent,
  ParagraphRange,
  ParagraphReads,
  ParagraphRecord,
  VersionCard,
} from '../../paragraphs.ts'
import {
  BY_ID,
  BY_NUMBER,
  type CardRow,
  cardSelect,
  IN_VERSION,
  NEWEST,
  numberingsGiven,
  PAGE,
  paragraphRecord,
  type ParagraphRow as Row,
  versionCard,
  versionOf,
} from '../../sql/paragraphs.ts'
import type { Database } from '../database.ts'
import type { Snapshot } from '../snapshot.ts'
import { workOfParagraph } from '../works/work-ids.ts'
import { numberingsOf } from './numberings.ts'
import { mergedInto, paragraphHistory } from './paragraph-history.ts'

const SELECT_CARD = cardSelect("metadata.body ->> '$.locators'")

/**
 * Cards kept, some 200 bytes each, and the newest versions of as many works. Each counts as one: a maximal count would have
 * room made for all of them at once, which takes 10 ms.
 */
const MOST_CARDS = { maxSize: 20_000, sizeCalculation: () => 1 }

/** The paragraph reads: the hottest of the house. */
export class SqliteParagraphs implements ParagraphReads {
  readonly #db: Database
  readonly #cards = new LRUCache<number, VersionCard>(MOST_CARDS)
  readonly #newest = new LRUCache<string, number>(MOST_CARDS)
  readonly #snapshot: Snapshot

  constructor(db: Database, snapshot: Snapshot) {
    this.#db = db
    this.#snapshot = snapshot
    snapshot.onChange(() => {
      this.#cards.clear()
      this.#newest.clear()
    })
  }

  async inVersion(id: string, versionNo: number): Promise<ParagraphRecord | undefined> {
    this.#snapshot.hold()
    const row = this.#db.tuple<Row>(IN_VERSION, id, versionNo)
    return row && this.#record(row)
  }

  async byId(id: string): Promise<ParagraphRecord | undefined> {
    this.#snapshot.hold()
    const row = this.#db.tuple<Row>(BY_ID, id)
    return row && this.#record(row)
  }

  async byNumber(versionNo: number, number: number): Promise<ParagraphRecord | undefined> {
    this.#snapshot.hold()
    const row = this.#db.tuple<Row>(BY_NUMBER, versionNo, number)
    return row && this.#record(row)
  }

  async page(versionNo: number, { after, to, limit }: ParagraphRange): Promise<ParagraphRecord[]> {
    this.#snapshot.hold()
    return this.#db.tuples<Row>(PAGE, versionNo, after, to, limit).map((row) => this.#record(row))
  }

  async card(versionNo: number): Promise<VersionCard> {
    // Whoever asks for nothing else, as for a quote, is not to keep an erasure from ending.
    this.#snapshot.look()
    return this.#cardOf(versionNo)
  }

  async numbered(work: string, number: number): Promise<ParagraphRecord | undefined> {
    this.#snapshot.hold()
    const newest = this.#newestOf(work)
    const row = newest === undefined ? undefined : this.#db.tuple<Row>(BY_NUMBER, newest, number)
    return row && this.#record(row)
  }

  async history(record: ParagraphRecord): Promise<ParagraphEvent[]> {
    return paragraphHistory(this.#db, record)
  }

  async mergedInto(record: ParagraphRecord): Promise<string | undefined> {
    return mergedInto(this.#db, record)
  }

  async workOf(id: string): Promise<{ no: number; id: string } | undefined> {
    return workOfParagraph(this.#db, id)
  }

  #record(row: Row): ParagraphRecord {
    return paragraphRecord(row, this.#cardOf(versionOf(row)))
  }

  #newestOf(work: string): number | undefined {
    let no = this.#newest.get(work)
    if (no === undefined) {
      no = this.#db.value<number>(NEWEST, work)
      if (no !== undefined) this.#newest.set(work, no)
    }
    return no
  }

  #cardOf(versionNo: number): VersionCard {
    let card = this.#cards.get(versionNo)
    if (!card) {
      card = this.#readCard(versionNo)
      this.#cards.set(versionNo, card)
    }
    return card
  }

  #readCard(no: number): VersionCard {
    const row = this.#db.one<CardRow>(SELECT_CARD, no)!
    return versionCard(row, numberingsOf(this.#db, { no, id: row.version }, numberingsGiven(row)))
  }
}
