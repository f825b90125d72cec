/** What the verbs of OAI-PMH are answered from: the works of an archive as items of a repository (OAI-PMH 2.0, 2). */

import type { Archive } from '../archive/archive.ts'
import { printSecond } from '../archive/work-changes.ts'
import type { WorkRecord } from '../store/works.ts'
import { xmlElement, xmlNode } from '../text/xml.ts'
import { citableWork, exportedRecord } from '../wire/cited.ts'
import type { Urls } from '../wire/urls.ts'
import type { OaiFormat } from './formats/format.ts'
import { OaiSets, setsOf } from './sets.ts'

/** A work as it is now: with its metadata, or withdrawn. */
export type Item = { work: string; record: WorkRecord | 'deleted' }

export class OaiRepository {
  readonly archive: Archive
  readonly urls: Urls
  readonly sets: OaiSets
  /** Where one writes to the operator: a mail address, or ''. */
  readonly contact: string
  readonly #failed: (error: unknown) => void

  /** @param failed is told why a record was left out of a list */
  constructor({ archive, urls, contact, failed }: OaiRepositoryOptions) {
    this.archive = archive
    this.urls = urls
    this.contact = contact
    this.sets = new OaiSets(archive.changes, archive.reads.works)
    this.#failed = failed
  }

  /** The domain, or what stands for one, that identifiers begin with: that of the permanent addresses. */
  get domain(): string {
    return new URL(this.urls.permanent.base).hostname.replace(/[^a-zA-Z0-9.-]/g, '-')
  }

  identifierOf(work: string): string {
    return `oai:${this.domain}:${work}`
  }

  /** The id that stands in an identifier; undefined when it is none of this repository. */
  workIn(identifier: string): string | undefined {
    const head = this.identifierOf('')
    return identifier.startsWith(head) ? identifier.slice(head.length) : undefined
  }

  /** The work with this id; undefined when it never was here. */
  async item(work: string): Promise<Item | undefined> {
    const found = (await this.archive.reads.works.byIds([work])).get(work)
    if (found) return { work, record: found }
    return (await this.archive.reads.withdrawals.ofWork(work)) && { work, record: 'deleted' }
  }

  /** The works with these ids in their order. One that cannot be read is left out, so that the others are given. */
  async items(works: readonly string[]): Promise<Item[]> {
    const found = await this.archive.reads.works.byIds(works).catch(() => undefined)
    const items: Item[] = []
    for (const work of works) {
      const record = found?.get(work)
      const item = record ? { work, record } : await this.#spared(() => this.item(work))
      if (item) items.push(item)
    }
    return items
  }

  /** The header of an item (2.5); undefined for one that the log does not speak of yet. */
  header({ work, record }: Item): string | undefined {
    const changed = this.archive.changes.changedAt(work)
    if (changed === undefined) return undefined
    const sets = record === 'deleted' ? [] : setsOf(record.metadata)
    return xmlNode(
      'header',
      [
        xmlElement('identifier', this.identifierOf(work)),
        xmlElement('datestamp', printSecond(changed)),
        ...sets.map(({ spec }) => xmlElement('setSpec', spec)),
      ],
      record === 'deleted' ? { status: 'deleted' } : {},
    )
  }

  /** The record of an item in a format: of one that was withdrawn the header alone. */
  async record(item: Item, format: OaiFormat): Promise<string | undefined> {
    const header = this.header(item)
    if (header === undefined || item.record === 'deleted') return header && xmlNode('record', [header])
    const { urls, archive } = this
    const work = item.record
    const cited = exportedRecord(urls, citableWork(urls, work), { citation: '' })
    const written = await format.write({ work, cited, reads: archive.reads, urls })
    return xmlNode('record', [header, xmlNode('metadata', written)])
  }

  /** The header or record of an item of a list; undefined when it cannot be written. */
  written(item: Item, format: OaiFormat | undefined): Promise<string | undefined> {
    return this.#spared(async () => (format ? this.record(item, format) : this.header(item)))
  }

  async #spared<T>(read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read()
    } catch (error) {
      this.#failed(error)
      return undefined
    }
  }
}

interface OaiRepositoryOptions {
  archive: Archive
  urls: Urls
  contact: string
  failed: (error: unknown) => void
}
