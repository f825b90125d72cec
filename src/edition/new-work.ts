import slugify from '@sindresorhus/slugify'
import { sha256 } from '../identity/digest.ts'
import { parseWorkId, workId, workKey } from '../identity/ids.ts'
import type { LoadedDocument, LoadRequest } from '../loading/document.ts'
import { type Edition, firstEdition } from './edition.ts'

/** A new work's names. */
export interface NewWork {
  id: string
  key: string
  slug: string
}

/** A new work and its first edition. Pure: the same request and document, the same edition. */
export function newWork(request: LoadRequest, document: LoadedDocument): { work: NewWork; edition: Edition } {
  const key = request.manifest?.key ?? workKey(sha256(request.bytes))
  const id = workId(key)
  return {
    work: { id, key, slug: request.manifest?.slug ?? slugOf(document.metadata.title, id) },
    edition: firstEdition(request, document, id),
  }
}

const LONGEST_SLUG = 80

/** A readable address from the title; never one that reads as a work id. */
function slugOf(title: string, work: string): string {
  const words = slugify(title).split('-')
  let slug = ''
  for (const word of words) {
    if (slug.length + word.length >= LONGEST_SLUG) break
    slug = slug ? `${slug}-${word}` : word
  }
  return slug && !parseWorkId(slug) ? slug : `work-${work}`
}
