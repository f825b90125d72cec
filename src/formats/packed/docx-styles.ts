import { Styles } from './quotation-style.ts'
import { readXml } from './xml.ts'

/** The namespaces of the transitional and of the strict form of WordprocessingML (ECMA-376). */
export const WORDPROCESSING = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
}

/** The styles of a Word document, out of its `word/styles.xml`; none where it has no such file. */
export function docxStyles(file: Uint8Array | undefined, what: string): Styles {
  const styles = new Styles()
  if (file === undefined) return styles
  let style: { id: string; name: string; parent?: string } | undefined
  readXml(
    file,
    { prefixes: WORDPROCESSING, what },
    {
      enter: (name, attributes) => {
        const value = attributes.get('w:val') ?? ''
        if (name === 'w:style') style = { id: attributes.get('w:styleId') ?? '', name: '' }
        else if (style && name === 'w:name') style.name = value
        else if (style && name === 'w:basedOn') style.parent = value
      },
      leave: (name) => {
        if (name !== 'w:style' || !style) return
        styles.add(style.id, style.name, style.parent)
        style = undefined
      },
    },
  )
  return styles
}
