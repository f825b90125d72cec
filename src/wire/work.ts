import type { Static } from 'typebox'
import type { WorkRecord } from '../store/works.ts'
import { cslMembers } from './csl-members.ts'
import type { WorkSchema } from './schemas/work.ts'
import { sourceView } from './source.ts'
import type { Urls } from './urls.ts'

/** The wire shape of a work. */
export function workView(urls: Urls, record: WorkRecord): Static<typeof WorkSchema> {
  const { metadata, version } = record
  const url = urls.work(record.id)
  const { issued, ...csl } = cslMembers(urls, record)
  return {
    id: record.id,
    slug: record.slug,
    url,
    title: metadata.title,
    authors: metadata.authors,
    issued: metadata.issued && { ...issued, ...metadata.issued },
    language: metadata.language,
    type: metadata.type,
    containerTitle: metadata.containerTitle,
    version: { id: version.id, url: urls.version(record.id, version.id), createdAt: version.createdAt },
    paragraphCount: version.paragraphCount,
    wordCount: version.wordCount,
    provenance: {
      source: sourceView(urls, record, url),
      retrieved: metadata.retrieved,
      archive: metadata.archive,
      loader: version.loader,
      repairs: version.repairCount,
      unresolved: version.unresolvedCount,
      url: `${url}/provenance`,
    },
    citation: `${url}/citation`,
    links: {
      paragraphs: `${url}/paragraphs`,
      text: `${url}.txt`,
      markdown: `${url}.md`,
      quotes: `${url}/quotes`,
      versions: `${url}/versions`,
    },
    ...csl,
  }
}
