import { EXPORT_FORMATS, type ExportFormat } from '../citing/exports/index.ts'
import { xmlElement, xmlEscaped } from '../text/xml.ts'
import { EXPORT_TYPES, type ExportType, isExportType, shortName, typeNamed } from './media-types.ts'

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
    const format: ExportFormat = EXPORT_FORMATS[type]
    const { description: docs } = format
    return `  ${xmlElement('format', '', { name: shortName(format), type, ...(docs && { docs }) })}\n`
  })
  const of = id === undefined ? '' : ` id="${xmlEscaped(id)}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<formats${of}>\n${formats.join('')}</formats>\n`
}
