/** The pages among the records of web archives, each with the address that it is known by. */
import { ColophonError } from '../../errors.ts'
import { canonicalAddress } from '../../formats/warc/canonical-address.ts'
import { targetOf, unbracketed } from '../../formats/warc/captured-page.ts'
import {
  isPage,
  isPdf,
  isPlain,
  mediaTypeOf,
  type Response,
  readResponse,
} from '../../formats/warc/http-message.ts'
import { loadZstd } from '../../formats/warc/zstd.ts'
import { sha256 } from '../../identity/digest.ts'
import { MOST } from '../../loading/metadata/bounds.ts'
import type { Statement } from '../../loading/metadata/statement.ts'
import type { SkippedFile } from '../skipped-file.ts'
import type { Contents, Member } from './container.ts'
import type { FileWindow } from './file-window.ts'
import { GZIP, gzipPacking } from './gzip-member.ts'
import type { Packing } from './packing.ts'
import { type Found, type FoundRecord, type RecordPlace, readRecord, recordsIn } from './record-places.ts'
import { isZstd, zstdPacking } from './zstd-frame.ts'

/** What else is known of captures than their records say. */
export interface KnownOfCaptures {
  /** Titles by address and time, as lists of pages have them. */
  titles?: ReadonlyMap<string, string>
}

/** Records that are looked at until others have their turn. */
const AT_ONCE = 100
/** Documents of one file: each takes some hundred bytes while it waits. */
const MOST_MEMBERS = 1_000_000

/** Collects the pages of one or several files of records. */
export class Captures {
  readonly #members: Member[] = []
  readonly #pages: SkippedFile[] = []
  readonly #reasons = new Map<string, number>()
  readonly #damaged: Contents['damaged'] = []
  /** What wrote the records, by the id of the record that says so. */
  readonly #software = new Map<string, string>()
  readonly #wants: (address: string) => boolean
  readonly #known: KnownOfCaptures
  #records = 0

  /** @param wants tells of an address whether it is wanted */
  constructor(wants: (address: string) => boolean, known: KnownOfCaptures = {}) {
    this.#wants = wants
    this.#known = known
  }

  /** Whether no record was found that is whole. */
  get isEmpty(): boolean {
    return this.#records === 0
  }

  /** Looks through a file of records. */
  async addAll(window: FileWindow): Promise<void> {
    await loadZstd()
    let last: string | undefined
    for (const found of recordsIn(window, await packingOf(window))) {
      last = this.#add(found, last)
      if (this.#members.length > MOST_MEMBERS)
        throw new ColophonError(
          'source_too_complex',
          `${window.file} has more than ${MOST_MEMBERS} pages. Import them in parts, by --match.`,
        )
      if (++this.#records % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    window.rest()
  }

  /** What was collected. */
  contents(): Contents {
    const counted = [...this.#reasons].map(([why, count]) => ({
      file: '',
      why: `${count === 1 ? '1 record' : `${count} records`} left out: ${why}`,
    }))
    return { members: this.#members, skipped: [...this.#pages, ...counted], damaged: this.#damaged }
  }

  /** @param info id of the last record that tells of those behind it; answers with that which is it now */
  #add(found: Found, info: string | undefined): string | undefined {
    if ('damage' in found) {
      this.#records--
      this.#addDamage(found)
      return info
    }
    const { fields } = found.place.head
    const id = unbracketed(fields.get('warc-record-id') ?? '')
    switch (fields.get('warc-type')) {
      case 'warcinfo':
        this.#software.set(id, softwareIn(found))
        return id
      case 'response':
        this.#addResponse(found, unbracketed(fields.get('warc-warcinfo-id') ?? info ?? ''))
        return info
      case 'revisit':
        this.#addRevisit(found)
        return info
      default:
        return info
    }
  }

  #addDamage({ at, damage, head }: Extract<Found, { damage: string }>): void {
    const type = head?.fields.get('warc-type')
    const isOther = type !== undefined && type !== 'response'
    const address = head ? targetOf(head) : ''
    if (isOther || (address !== '' && !this.#wants(address))) return
    const error = new ColophonError('unreadable_document', `The record at byte ${at}: ${damage}.`)
    this.#damaged.push({ name: address, error })
  }

  #addResponse({ place, bytes }: FoundRecord, info: string): void {
    const { head } = place
    const address = targetOf(head)
    const block = bytes().subarray(head.length)
    const response = this.#wants(address) ? readResponse(block) : undefined
    const why = this.#whyNot(address, response)
    if (response === undefined || why !== undefined) {
      this.#reasons.set(why!, (this.#reasons.get(why!) ?? 0) + 1)
      return
    }
    const captured = head.fields.get('warc-date') ?? ''
    const said = this.#saidOf(info, { address, captured })
    const canonical = canonicalAddress(response, address)
    this.#members.push({
      name: address,
      size: head.length + head.blockLength,
      series: canonical.length <= MOST.key ? canonical : `sha256:${sha256(canonical)}`,
      captured,
      read: () => ({ ...requestOf(place, address), said }),
    })
  }

  #whyNot(address: string, response: Response | undefined): string | undefined {
    if (!/^https?:/i.test(address)) return 'no address on the web'
    if (!this.#wants(address)) return 'another address than was asked for'
    if (response === undefined) return 'no response of HTTP'
    if (isPlain(response) && FOR_MACHINES.test(address)) return 'a text for machines, such as robots.txt'
    if (!isRead(response)) return `of the type ${mediaTypeOf(response).slice(0, 100) || 'that nobody told'}`
    return response.status === 200 ? undefined : `with the status ${response.status}`
  }

  #saidOf(info: string, { address, captured }: { address: string; captured: string }): Statement[] {
    const said = {
      'warc.software': this.#software.get(info) || undefined,
      'warc.title-in-list': this.#known.titles?.get(`${address} ${captured}`),
    }
    return Object.entries(said).flatMap(([field, value]): Statement[] =>
      value === undefined ? [] : [{ field, value, certainty: 'certain', origin: 'given' }],
    )
  }

  /** The same was found again: the record that has it stands elsewhere. */
  #addRevisit({ place: { head }, bytes }: FoundRecord): void {
    const address = targetOf(head)
    if (!this.#wants(address)) return
    const response = readResponse(bytes().subarray(head.length))
    if (response !== undefined && !isRead(response)) return
    const first = head.fields.get('warc-refers-to-date')
    const when = head.fields.get('warc-date') ?? 'then'
    this.#pages.push({
      file: address,
      why: `on ${when} it was found as it had been captured${first ? ` on ${first}` : ' before'}`,
    })
  }
}

/** Texts that tell programs what they may do, by their names. */
const FOR_MACHINES =
  /^https?:\/\/[^/]+\/(?:(?:robots|ads|app-ads|sellers|security|humans|llms|llms-full)\.txt$|\.well-known\/)/i

/** Whether a response is of a type that is read. */
function isRead(response: Response): boolean {
  return isPage(response) || isPdf(response) || isPlain(response)
}

/** How the records of a file are compressed; undefined where they are not. */
async function packingOf(window: FileWindow): Promise<Packing | undefined> {
  const beginning = window.read(0, 4)
  if (isZstd(beginning)) return zstdPacking(window)
  return GZIP.every((byte, at) => beginning[at] === byte) ? gzipPacking : undefined
}

function requestOf(place: RecordPlace, address: string) {
  return { bytes: readRecord(place), mediaType: 'application/warc', fileName: nameOf(address) }
}

/** A name for the record as a file, from the last part of its address. */
function nameOf(address: string): string {
  const { host, pathname } = URL.canParse(address) ? new URL(address) : { host: 'page', pathname: '' }
  const last = pathname.split('/').findLast((part) => part !== '')
  const name = (last ?? host).replace(/\.[a-z]{1,5}$/i, '').replace(/[^\p{L}\p{N}._-]/gu, '-')
  return `${name.slice(0, 100) || 'page'}.warc`
}

/** What a record about the others says of the program that wrote them. */
function softwareIn({ place: { head }, bytes }: FoundRecord): string {
  const block = Buffer.from(bytes().subarray(head.length, head.length + 64 * 1024)).toString()
  const line = block.split(/\r?\n/).find((each) => /^software:/i.test(each)) ?? ''
  return line
    .slice('software:'.length)
    .replace(/[\p{Cc}]/gu, ' ')
    .trim()
    .toWellFormed()
    .slice(0, 500)
}
