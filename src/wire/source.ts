import type { Static } from 'typebox'
import type { WorkRecord } from '../store/works.ts'
import type { SourceSchema } from './schemas/source.ts'
import type { Urls } from './urls.ts'

/** The wire shape of a source. @param address of the text that was made of it */
export function sourceView(
  urls: Urls,
  { source, extraction }: Pick<WorkRecord, 'source' | 'extraction'>,
  address: string,
): Static<typeof SourceSchema> {
  return {
    sha256: source.sha256,
    bytes: source.byteLength,
    mediaType: source.mediaType,
    url: `${address}/source`,
    ...(extraction && {
      extraction: {
        sha256: extraction.sha256,
        bytes: extraction.byteLength,
        mediaType: extraction.mediaType,
        tool: extraction.tool,
        url: urls.blob(extraction.sha256),
      },
    }),
  }
}
