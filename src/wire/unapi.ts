import { EXPORT_FORMATS } from '../citing/exports/index.ts'
import { xmlElement, xmlEscaped } from '../citing/exports/xml.ts'
import { EXPORT_TYPES, type ExportType, isExportType, shortName, typeNamed } from './media-types.ts'

/** Where a format is described, for those that the short name does not tell readers of unAPI enough. */
const DOCUMENTATION: Partial<Record<ExportType, string>> = {
  'application/vnd.citationstyles.csl+json': 'https://docs.citationstyles.org/en/stable/specification.html',
  'application/vnd.schemaorg.ld+json': 'https://schema.org/',
  'application/dc+xml': 'https://www.dublincore.org/specifications/dublin-core/dcmi-terms/',
}

/** The names of the formats, as unAPI has them: what Zotero knows are `bibtex` and `ris`. */
export const UNAPI_FORMATS = EXPORT_TYPES.map((type) => shortName(EXPORT_FORMATS[type]))

/** The media type of a name of a format; undefined when there is none of this name. */
export function unapiType(name: string): ExportType | undefined {
  const type = typeNamed(name)
  return isExportType(type) ? type : undefined
}

/** The list of formats (unAPI revision 1), of everything, or of what has this id. */
export function formatsXml(id?: string): string {
  const formats = EXPORT_TYPES.map((type) => {
    const docs = DOCUMENTATION[type]
    return `  ${xmlElement('format', '', { name: shortName(EXPORT_FORMATS[type]), type, ...(docs && { docs }) })}\n`
  })
  const of = id === undefined ? '' : ` id="${xmlEscaped(id)}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<formats${of}>\n${formats.join('')}</formats>\n`
}
