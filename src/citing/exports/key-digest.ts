import { sha256 } from '../../identity/digest.ts'
import type { Metadata } from '../../loading/metadata/metadata.ts'
import { cslItem } from '../csl/item-of-work.ts'
import { citationKey } from './citation-key.ts'

/** The digest (SHA-256) of the citation key of a work with this id, before it is told from those of others. */
export function keyDigest(id: string, metadata: Metadata): string {
  const work = { id, title: metadata.title, url: '' }
  return sha256(citationKey({ item: cslItem(metadata, { id }), work }))
}
