import { parseParagraphId, parseQuoteId } from '../identity/ids.ts'
import type { WorkRecord } from '../store/works.ts'
import type { Paragraphs } from './paragraph.ts'
import { findWorkNamed } from './work.ts'

/** An address of a work, or of something of it: here, or at any other archive that has the same. */
const ADDRESS = /\/(?:works|paragraphs|quotes)\/([^/?#]{1,200})/
const LONGEST_NAME = 200

/** The work that an address, an id of anything in it, or its slug as the key of a citation names; it may name none. */
export async function hintedWork(paragraphs: Paragraphs, hint: string): Promise<WorkRecord | undefined> {
  const name = ADDRESS.exec(hint)?.[1] ?? hint
  if (name.length > LONGEST_NAME) return undefined
  const paragraph = await paragraphs.archive.reads.paragraphs.byId(parseParagraphId(name) ?? '')
  return findWorkNamed(paragraphs, paragraph?.in.work ?? parseQuoteId(name)?.work ?? name)
}
