import type { GivenNumbering } from '../../numbering/numbering.ts'
import type { DateDetail, NameDetail, TextDetail } from './details.ts'

/** A name, structured as CSL has it, or `literal` when its parts are not known. */
export interface Name {
  family?: string
  given?: string
  'dropping-particle'?: string
  'non-dropping-particle'?: string
  suffix?: string
  literal?: string
}

/** A date as EDTF (ISO 8601-2), with the words it was read from. */
export interface DatedText {
  edtf: string | null
  raw: string
}

/** A named place on the web. */
export interface LabelledUrl {
  label: string
  url: string | null
}

/** What is said of a text beyond what all have. What is not known is absent, so that earlier metadata keep their bytes. */
export type Details = { [field in TextDetail]?: string } & { [field in NameDetail]?: Name[] } & {
  [field in DateDetail]?: DatedText
} & {
  keywords?: string[]
  /** Second numberings of the paragraphs, each with the version whose paragraphs it numbers. */
  locators?: GivenNumbering[]
}

/** The bibliographic metadata of a work and where its text comes from. */
export interface Metadata extends Details {
  title: string
  authors: Name[]
  issued: DatedText | null
  language: string | null
  /** A CSL 1.0.2 item type. */
  type: string
  containerTitle: string | null
  publisher: string | null
  /** The address of the original publication. */
  url: string | null
  license: string | null
  retrieved: (DatedText & { from: LabelledUrl | null }) | null
  archive: LabelledUrl | null
}
