import t from 'tap'
import { inlineOf } from '../../src/markup/inline.ts'
import { markedText, readMarkup } from '../../src/markup/marked-text.ts'
import { sourceMarks } from '../../src/markup/source-marks.ts'
import { tableOf } from '../../src/markup/table.ts'
import { markdownText } from '../../src/wire/markdown-text.ts'
import { buildTestApp } from '../support/app.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'
import { SYNTAX } from './syntax.ts'

t.test('the segments that the store picks out show the same markup as all of them', async (t) => {
  const { archive, writer } = await buildTestApp(t, { seed: false })
  const { reads } = archive
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...SYNTAX), { minLength: 5, maxLength: 60 }), async (parts) => {
      const bytes = Buffer.from(`# Title\n\nWord ${parts.join('')} word.\n`)
      const { work: id } = await writer.importSource({ bytes, mediaType: 'text/markdown', fileName: 'a.md' })
      const work = (await reads.works.named(id))!
      const { blocks, marks, references } = await markedText(reads, work)
      const all = await sourceMarks(reads.provenance.segments(work.version.no), bytes)
      for (const { ordinal, kind, text } of blocks) {
        const [few, every] = [marks.get(ordinal) ?? [], all.ofBlocks.get(ordinal) ?? []]
        const shown = (marks: typeof few) =>
          JSON.stringify(
            kind === 'table'
              ? tableOf(text, marks)
              : inlineOf(text, marks, { references, ownLines: kind === 'pre' }),
          )
        if (shown(few) !== shown(every)) throw new Error(`${text}: ${shown(few)} and ${shown(every)}`)
      }
    }),
    { numRuns: runs(150) },
  )
  t.pass()
})

t.test('the Markdown of a text, with its markup, is read again as the same words', async (t) => {
  const { archive, writer } = await buildTestApp(t, { seed: false })
  const { reads } = archive
  const read = async (markdown: string) => {
    const bytes = Buffer.from(markdown)
    const { work: id } = await writer.importSource({ bytes, mediaType: 'text/markdown', fileName: 'a.md' })
    const work = (await reads.works.named(id))!
    const blocks = await reads.versions.blocks(work.version.no)
    const { body } = await markdownText(
      work,
      reads.versions.blockPages(work.version.no),
      await readMarkup(reads, work),
    )
    // What looks cut off may be joined when it is read again.
    return { words: blocks.map(({ text }) => text).join(' '), markdown: body.toString() }
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...SYNTAX), { minLength: 5, maxLength: 60 }), async (parts) => {
      const first = await read(`# Title\n\nA first paragraph.\n\nWord ${parts.join('')} word.\n`)
      const again = await read(first.markdown)
      if (first.words !== again.words)
        throw new Error(`${first.words} is read as ${again.words} from ${first.markdown}`)
    }),
    { numRuns: runs(150) },
  )
  t.pass()
})

t.test('the Markdown of a web page has its numbers, cells, links, notes and lines of code', async (t) => {
  const { app, writer } = await buildTestApp(t, { seed: false })
  const page = `<!DOCTYPE html><html lang="en"><title>The mill</title><h1>The mill</h1>
<p>It <em>ran</em><sup><a href="#n1" id="r1">1</a></sup>, see <a href="http://a.example/?b&amp;c" class="x">there</a>
and <a href="javascript:alert(1)">not here</a>.</p>
<ol start="4"><li><p>four</p></li><li>five</li></ol>
<table><tr><th>a</th><th><p>b</p></th></tr><tr><td>1</td><td>2</td></tr></table>
<pre><code>if x:
  y</code></pre>
<p id="n1"><a href="#r1">1</a> Until noon.</p>`
  const { work } = await writer.importSource({
    bytes: Buffer.from(page),
    mediaType: 'text/html',
    fileName: 'a.html',
  })
  const { body } = await app.inject(`/works/${work}.md`)
  t.equal(
    body,
    `# The mill

It *ran*[^1], see [there](http://a.example/?b\\&c) and not here.

4. four
5. five

| a | b |
| - | - |
| 1 | 2 |

\`\`\`
if x:
  y
\`\`\`

[^1]: Until noon.
`,
  )
})
