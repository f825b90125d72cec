import type { GivenMetadata } from '../../loading/metadata/given-metadata-schema.ts'
import type { Metadata } from '../../loading/metadata/metadata.ts'
import { type AskApi, askJson, posted } from '../../mcp/api.ts'
import { nameOfWork } from '../../mcp/named.ts'

/** What is said of a work, as the API has it. */
interface Revision {
  /** Its address. */
  work: string
  revision: number
  metadata: Metadata
  warnings?: string[]
}

/** Reads what a server says of a work. @throws ToolFailure */
export async function askMetadata(ask: AskApi, typed: string): Promise<Metadata> {
  return (await askJson<Revision>(ask, { path: pathOf(typed) })).metadata
}

/** Replaces it, whichever there is. @throws ToolFailure */
export async function sendMetadata(ask: AskApi, typed: string, manifest: GivenMetadata) {
  const request = { ...posted(pathOf(typed), manifest), method: 'PUT', headers: { 'if-match': '*' } } as const
  const { work, revision, warnings = [] } = await askJson<Revision>(ask, request)
  return { id: work.split('/').at(-1)!, revision, warnings }
}

function pathOf(typed: string): string {
  return `/works/${encodeURIComponent(nameOfWork(typed))}/metadata`
}
