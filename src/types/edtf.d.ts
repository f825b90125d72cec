/** The part of the `edtf` package (EDTF, ISO 8601-2) that we use. */
declare module 'edtf' {
  /** A parsed date, season, interval or set; `min` and `max` are milliseconds since 1970. */
  export interface ExtendedDate {
    min: number
    max: number
  }
  /** Parses an EDTF text of level 0 to 3. @throws Error when it is none */
  export default function edtf(text: string): ExtendedDate
}
