import { parseParagraphId, parseQuoteId } from '../identity/ids.ts'
import type { WorkRecord } from '../store/works.ts'
import type { Paragraphs } from './paragraph.ts'
import { findWorkNamed } from './work.ts'

/** An address of a work, or of something of it: here, or at any other archive that has the same. */
const ADDRESS = /\/(?:works|paragraphs|quotes)\/([^/?#]{1,200})/
/** Where originals are. */
const ORIGINAL = /^(?:https?:\/\/|doi:|10\.\d{4,9}\/|(?:dx\.)?doi\.org\/)/i
const LONGEST_NAME = 200

/** The work that an address, a DOI, an id of anything in it, its slug or its citation key names; it may name none. */
export async function hintedWork(paragraphs: Paragraphs, hint: string): Promise<WorkRecord | undefined> {
  return (await workHere(paragraphs, ADDRESS.exec(hint)?.[1] ?? hint)) ?? workOriginally(paragraphs, hint)
}

async function workHere(paragraphs: Paragraphs, name: string): Promise<WorkRecord | undefined> {
  if (name.length > LONGEST_NAME) return undefined
  const paragraph = await paragraphs.archive.reads.paragraphs.byId(parseParagraphId(name) ?? '')
  return findWorkNamed(paragraphs, paragraph?.in.work ?? parseQuoteId(name)?.work ?? name)
}

/** By the address or DOI of its original, where that is one work's alone. */
async function workOriginally({ archive }: Paragraphs, hint: string): Promise<WorkRecord | undefined> {
  if (!ORIGINAL.test(hint)) return undefined
  const { works } = archive.reads
  const [id, ...others] = await works.addressed(hint)
  return id === undefined || others.length > 0 ? undefined : works.named(id)
}
