import type { Archive } from '../archive/archive.ts'
import { parseParagraphId, parseQuoteId, parseWorkId } from '../identity/ids.ts'
import { findWork, type WorkRecord } from '../store/sqlite/works/works.ts'

/** An address of a work, or of something of it: here, or at any other archive that has the same. */
const ADDRESS = /\/(?:works|paragraphs|quotes)\/([^/?#]{1,200})/
const LONGEST_NAME = 200

/** The work that an address, an id of anything in it, or its slug as the key of a citation names. */
export async function hintedWork(archive: Archive, hint: string): Promise<WorkRecord | undefined> {
  const name = (ADDRESS.exec(hint)?.[1] ?? hint).toLowerCase()
  if (name.length > LONGEST_NAME) return undefined
  const paragraph = archive.paragraphs.byId(parseParagraphId(name) ?? '')
  const id = paragraph?.in.work ?? parseQuoteId(name)?.work ?? parseWorkId(name) ?? name
  return findWork(archive.connection.query, id)
}
