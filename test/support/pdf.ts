/** A line of text, from the left and the upper edge of its page, in points. */
export interface SetLine {
  text: string
  x: number
  y: number
  size?: number
}

/** A sheet with the lines that are printed on it. */
export interface SetSheet {
  width: number
  height: number
  lines: SetLine[]
}

/** A PDF with its words in Courier, which every reader knows the widths of. `info`: its properties. */
export function pdfOf(sheets: readonly SetSheet[], info: Record<string, string> = {}): Buffer {
  const contents = sheets.map(({ height, lines }) => contentOf(height, lines))
  const properties = Object.entries(info).map(([name, value]) => `/${name} (${escaped(value)})`)
  return pdfWith(
    sheets,
    contents.map((content) => streamOf(Buffer.from(content, 'latin1'))),
    properties.join(' '),
  )
}

function contentOf(height: number, lines: readonly SetLine[]): string {
  return lines
    .map(
      ({ text, x, y, size = 10 }) =>
        `BT /F ${size} Tf 1 0 0 1 ${x} ${height - y} Tm (${escaped(text)}) Tj ET`,
    )
    .join('\n')
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, '\\$&')
}

/** A stream as an object has it; `filters` names what its bytes are packed with. */
export function streamOf(bytes: Buffer, filters = ''): Buffer {
  const head = `<</Length ${bytes.length}${filters && `/Filter ${filters}`}>>\nstream\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\nendstream')])
}

/** The same with contents as they are given. */
export function pdfWith(
  sheets: readonly Pick<SetSheet, 'width' | 'height'>[],
  contents: readonly Buffer[],
  properties = '',
): Buffer {
  const kids = sheets.map((_, at) => `${5 + 2 * at} 0 R`).join(' ')
  const objects: Buffer[] = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${sheets.length}/Kids[${kids}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>',
    `<<${properties}>>`,
  ].map((object) => Buffer.from(object, 'latin1'))
  for (const [at, { width, height }] of sheets.entries()) {
    const box = `/MediaBox[0 0 ${width} ${height}]`
    objects.push(
      Buffer.from(
        `<</Type/Page/Parent 2 0 R${box}/Contents ${6 + 2 * at} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
      ),
      contents[at]!,
    )
  }
  return joined(objects)
}

function joined(objects: readonly Buffer[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n')]
  const places: number[] = []
  let length = parts[0]!.length
  for (const [at, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    places.push(length)
    parts.push(part)
    length += part.length
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = `${objects.length + 1}`
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R/Info 4 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}
