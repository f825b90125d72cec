import { joinBytes } from '../bounds/long-bytes.ts'
import type { VersionBlock } from '../store/versions.ts'
import type { Body } from './body.ts'

/** A text as it is read: its blocks with a blank line between them, without head or notes of ours. */
export async function plainText(pages: AsyncIterable<readonly VersionBlock[]>): Promise<Body> {
  const parts: Buffer[] = []
  for await (const blocks of pages) {
    const words = blocks.map(({ text }) => text).join('\n\n')
    parts.push(Buffer.from(parts.length > 0 ? `\n\n${words}` : words))
  }
  return { type: 'text/plain; charset=utf-8', body: await joinBytes(parts) }
}
