/** The export formats, by media type: the one table that negotiation, links and documentation read. */
import { biblatex } from './biblatex.ts'
import { bibtex } from './bibtex.ts'
import { cslJson } from './csl-json.ts'
import { dublinCore } from './dublin-core.ts'
import type { ExportRecord } from './export-record.ts'
import { ris } from './ris.ts'
import { schemaOrg } from './schema-org.ts'

/** A format that something cited can be written in. All are UTF-8. */
export interface ExportFormat {
  /** As a person calls it. */
  title: string
  /** The extension of a file, and of an address, without its first dot. */
  extension: string
  /** What `format=` takes beside the extension and the media type. */
  names: readonly string[]
  /** Other media types that ask for the same. */
  aliases: readonly string[]
  /** Where the format is described, for readers of unAPI: needed where the name alone does not tell them enough. */
  description?: string
  write(record: ExportRecord): string
}

/**
 * The table. BibLaTeX and Dublin Core have no registered media type: `application/x-biblatex` and
 * `application/dc+xml` are those that others use, and leave `application/xml` to whatever else is XML.
 */
export const EXPORT_FORMATS = {
  'application/x-bibtex': {
    title: 'BibTeX',
    extension: 'bib',
    names: ['bibtex'],
    aliases: ['text/x-bibtex'],
    write: bibtex,
  },
  'application/x-biblatex': {
    title: 'BibLaTeX',
    extension: 'biblatex',
    names: [],
    aliases: ['text/x-biblatex'],
    write: biblatex,
  },
  'application/x-research-info-systems': {
    title: 'RIS',
    extension: 'ris',
    names: [],
    aliases: [],
    write: ris,
  },
  'application/vnd.citationstyles.csl+json': {
    title: 'CSL-JSON',
    extension: 'csl.json',
    names: ['csl', 'csl-json', 'citeproc'],
    aliases: ['application/citeproc+json'],
    description: 'https://docs.citationstyles.org/en/stable/specification.html',
    write: cslJson,
  },
  'application/vnd.schemaorg.ld+json': {
    title: 'schema.org JSON-LD',
    extension: 'jsonld',
    names: ['schema.org', 'schema-org', 'json-ld'],
    aliases: ['application/ld+json'],
    description: 'https://schema.org/',
    write: schemaOrg,
  },
  'application/dc+xml': {
    title: 'Dublin Core',
    extension: 'dc.xml',
    names: ['dc', 'dublin-core'],
    aliases: [],
    description: 'https://www.dublincore.org/specifications/dublin-core/dcmi-terms/',
    write: dublinCore,
  },
} as const satisfies Readonly<Record<string, ExportFormat>>
