/** The files that a converted document comes as. */

/**
 * `lossy` forms have lost the hyphens at the ends of lines, those of the words' own too: pdftotext without `-layout`
 * and marker drop them.
 */
export const FORMS = [
  {
    name: 'layout, form feeds',
    mediaType: 'text/plain',
    lossy: false,
    write: ({ laidOut }) => laidOut.join('\f'),
  },
  // Its pages stand in the order in which they were set.
  { name: 'PDF', mediaType: 'application/pdf', lossy: false, write: ({ pdf }) => pdf },
  { name: 'layout', mediaType: 'text/plain', lossy: false, write: ({ laidOut }) => laidOut.join('\n') },
  { name: 'plain, form feeds', mediaType: 'text/plain', lossy: true, write: ({ plain }) => plain.join('\f') },
  { name: 'plain', mediaType: 'text/plain', lossy: true, write: ({ plain }) => plain.join('\n') },
  { name: 'markdown', mediaType: 'text/markdown', lossy: true, write: asMarkdown },
]

/**
 * As marker writes: a block a paragraph, its lines joined, the title a heading; what it takes for furniture stays.
 * It follows columns, and sees the space between paragraphs.
 */
function asMarkdown({ plain, laidOut, columns, furniture }, { title, author, date, site, retrieved }) {
  const alone = new Set([...furniture, title, author, date, site, retrieved])
  const blocks = []
  for (const page of columns ? plain : laidOut) {
    blocks.push([])
    for (const line of page.split('\n').map((each) => each.trim())) {
      if (line === '' || alone.has(line) || /^\[\d+\] /.test(line)) blocks.push([])
      if (line === '') continue
      blocks.at(-1).push(line)
      if (alone.has(line)) blocks.push([])
    }
  }
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) =>
      lines.reduce((text, line) =>
        /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line) ? text.slice(0, -1) + line : `${text} ${line}`,
      ),
    )
    .map((text, index) =>
      index === 0 && text === title ? `# ${text}` : text.replace(/\[(\d+)\]/g, '\\[$1\\]'),
    )
    .join('\n\n')
}
