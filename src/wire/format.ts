import type { Static } from 'typebox'
import type { Format } from '../formats/format.ts'
import type { FormatSchema } from './schemas/format.ts'

/** The wire shape of a format that sources are read in. */
export function formatView(format: Format): Static<typeof FormatSchema> {
  const { name, version, title, mediaTypes, extensions, keeps, leavesOut } = format
  return { name, version, title, mediaTypes: [...mediaTypes], extensions: [...extensions], keeps, leavesOut }
}
