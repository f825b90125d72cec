import type { Generated } from 'kysely'

export interface FormattedCitationTable {
  no: Generated<number>
  key: string
  /** `EntryPieces` or `CitePieces` of `citing/pieces/pieces.ts` as JSON. */
  pieces: string
  made_at: string
  /** Of the three before. */
  sha256: string
}
