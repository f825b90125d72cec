import type { PageHead } from './html-page.ts'
import { readXml } from './xml.ts'

const PREFIXES = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp',
}

/** Properties that say something of the text, by the names that a page gives them. Dates are those of the file: they do not. */
const METAS: Readonly<Record<string, string>> = {
  'dc:creator': 'author',
  'dc:description': 'description',
  'cp:keywords': 'keywords',
}

/** What a document says of itself in its core properties (ECMA-376-2, 11). */
export function coreProperties(file: Uint8Array | undefined, what: string): PageHead {
  const said = new Map<string, string>()
  let open = ''
  if (file !== undefined)
    readXml(
      file,
      { prefixes: PREFIXES, what },
      {
        enter: (name) => {
          open = name
        },
        leave: () => {
          open = ''
        },
        text: (text) => {
          if (open !== '') said.set(open, `${said.get(open) ?? ''}${text}`)
        },
      },
    )
  const metas = Object.entries(METAS).flatMap(([property, name]) => {
    const content = said.get(property)?.trim()
    return content ? [[name, content] as const] : []
  })
  return {
    title: said.get('dc:title')?.trim(),
    language: said.get('dc:language')?.trim(),
    type: 'document',
    metas,
  }
}
