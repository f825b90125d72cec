import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { matches } from '../../src/collections/containers/matches.ts'
import { unfold } from '../../src/collections/containers/unfold.ts'
import { walk } from '../../src/collections/walk.ts'
import { loadSource } from '../../src/formats/load.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { buildCommand, colophon, linesOf } from '../support/command.ts'
import { directoryFor } from '../support/directory.ts'
import { appOver } from '../support/mirror.ts'
import { exportOf, itemOf, type Post } from '../support/wxr.ts'

t.before(buildCommand)

const QUAY = 'At noon the ferry sailed and was gone, which everyone on the quay remembered for years.'
const BOOK = 'The harbour master wrote it down in his book, as was his habit on such days.'

async function unfolded(t: Test, bytes: string | Uint8Array, pattern?: string) {
  const file = join(directoryFor(t), 'site.xml')
  writeFileSync(file, bytes)
  const wants = (name: string) => pattern === undefined || matches(pattern, name)
  return { file, ...(await unfold(walk([file]), { wants })) }
}

/** Kinds and texts of the blocks of a post. */
async function blocksOf(content: string, more: Partial<Post> = {}) {
  const { document } = await loadSource({
    bytes: Buffer.from(itemOf({ title: 'The ferry', content, ...more })),
    mediaType: 'application/rss+xml',
  })
  return { document, blocks: document.blocks.map(({ kind, text }) => [kind, text]) }
}

t.test('each published post and page of an export is a work, with what the export says of it', async (t) => {
  const directory = directoryFor(t)
  const [data, file] = [join(directory, 'data'), join(directory, 'site.xml')]
  const items = [
    itemOf(
      {
        title: 'The ferry &amp; the <em>quay</em>',
        content: `${QUAY}\n\n${BOOK}`,
        terms: [
          ['category', 'Boats &amp; ports'],
          ['post_tag', 'noon'],
          ['category', 'Uncategorized'],
          ['post_format', 'Aside'],
        ],
        comments: ['I saw it too.'],
      },
      1,
    ),
    itemOf({ title: 'Who we are', content: QUAY, type: 'page', creator: 'crew' }, 2),
    itemOf({ title: 'Not yet', content: BOOK, status: 'draft' }, 3),
    itemOf({ title: 'For us', content: BOOK, status: 'private' }, 4),
    itemOf({ title: 'For some', content: BOOK, password: 'harbour' }, 5),
    itemOf({ title: 'Picture', content: '', type: 'attachment', status: 'inherit' }, 6),
    itemOf({ title: 'Feeds', content: `${QUAY} It ends with </item> and ]]> as code.` }, 8),
  ]
  writeFileSync(file, exportOf(items))
  const { stdout, stderr, status } = colophon('import', file, '--data', data, '--json')
  t.equal(status, 0, stderr)
  const lines = linesOf(stdout).filter(({ summary }) => summary === undefined)
  const works = lines.filter(({ work }) => work !== undefined)
  t.strictSame(
    works.map((line) => line.file),
    [1, 2, 8].map((id) => `${file}#https://blog.example.org/${id}/`),
  )
  const told = JSON.stringify(linesOf(stdout)) + stderr
  for (const why of ['not published (draft)', 'not published (private)', 'password', 'attachments'])
    t.ok(told.includes(why), why)
  const app = await appOver(t, data)
  const get = async (url: string) => (await app.inject(url)).json()
  const [first, second, third] = await Promise.all(works.map(({ work }) => get(`/works/${work}`)))
  t.match(first, {
    title: 'The ferry & the quay',
    authors: [{ family: 'del Río', given: 'Marta' }],
    issued: { edtf: '2012-05-04' },
    containerTitle: 'Notes & Tides',
    language: 'en-GB',
    type: 'post-weblog',
  })
  const { statements } = await get(`/works/${first.id}/versions/${works[0]!.version}/provenance`)
  const said = (field: string) =>
    statements
      .filter((each: { field: string }) => each.field === field)
      .map(({ value }: { value: string }) => value)
  t.strictSame(said('url'), ['https://blog.example.org/1/'])
  t.strictSame(said('keyword'), ['Boats & ports', 'noon'])
  t.strictSame(said('wxr.creator'), ['marta'])
  t.strictSame(said('wxr.site'), ['https://blog.example.org'])
  t.match(second, { authors: [{ literal: 'The Ferry Crew' }], type: 'webpage' })
  t.strictSame(
    (await get(`/works/${third.id}/paragraphs`)).items.map(({ text }: { text: string }) => text),
    [`${QUAY} It ends with and ]]> as code.`],
  )
  const { source } = await get(`/works/${works[0]!.work}/versions/${works[0]!.version}`)
  t.equal(source.sha256, sha256(Buffer.from(items[0]!)), 'the source is the element, to the byte')
  t.strictSame(
    (await get(`/works/${first.id}/paragraphs`)).items.map(({ text }: { text: string }) => text),
    [QUAY, BOOK],
    'comments are none of the text',
  )
  const again = linesOf(colophon('import', file, '--data', data, '--json').stdout)
  t.ok(again.filter(({ work }) => work).every(({ known }) => known))
})

t.test('paragraphs are those that WordPress shows', async (t) => {
  const cases: [string, string, string[][]][] = [
    [
      'blank lines',
      'One two.\r\n\r\nThree\nfour.',
      [
        ['p', 'One two.'],
        ['p', 'Three four.'],
      ],
    ],
    [
      'elements beside blank lines',
      'One <em>two</em>.\n<h2>Three</h2>\nFour.\n\n<ul>\n<li>Five</li>\n\n<li>Six</li>\n</ul>\nSeven.',
      [
        ['p', 'One two.'],
        ['heading', 'Three'],
        ['p', 'Four.'],
        ['li', 'Five'],
        ['li', 'Six'],
        ['p', 'Seven.'],
      ],
    ],
    [
      'quotations of several paragraphs',
      '<blockquote>One.\n\nTwo.</blockquote>\nThree.',
      [
        ['blockquote', 'One.'],
        ['blockquote', 'Two.'],
        ['p', 'Three.'],
      ],
    ],
    [
      'code',
      'One.\n<pre>a\n\nb</pre>\nTwo.',
      [
        ['p', 'One.'],
        ['pre', 'a b'],
        ['p', 'Two.'],
      ],
    ],
    [
      'the end of a teaser',
      'One.<!--more-->Two.',
      [
        ['p', 'One.'],
        ['p', 'Two.'],
      ],
    ],
    [
      'the editor of blocks',
      '<!-- wp:paragraph {"dropCap":true} -->\n<p>One\ntwo.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:spacer /-->\n\n<!-- wp:list --><ul><!-- wp:list-item --><li>Three</li><!-- /wp:list-item --></ul><!-- /wp:list -->\n\nFour.\n\nFive.',
      [
        ['p', 'One two.'],
        ['li', 'Three'],
        ['p', 'Four.'],
        ['p', 'Five.'],
      ],
    ],
    [
      'signs that begin no element',
      'One < two, and two > one.\n\nThree <-- four.',
      [
        ['p', 'One < two, and two > one.'],
        ['p', 'Three <-- four.'],
      ],
    ],
  ]
  for (const [name, content, expected] of cases)
    t.strictSame((await blocksOf(content)).blocks, expected, name)
})

t.test('shortcodes are no words, and brackets that are none stay', async (t) => {
  const { blocks, document } = await blocksOf(
    `[caption id="a_1" align="left"]<a href="/b.jpg"><img src="b.jpg"></a> The <b>quay</b>.[/caption]\n\nHe said [sic] it [...] thus [1].[footnote]Ward 12.[/footnote] Then.\n\n[gallery ids="1,2"]\n\n[embed]https://video.example.org/1[/embed]\n\n[box style="x"]Within.[/box] [[gallery]] shows pictures.`,
  )
  t.strictSame(blocks, [
    ['caption', 'The quay.'],
    ['p', 'He said [sic] it [...] thus [1]. Then.'],
    ['p', 'Within. [gallery] shows pictures.'],
    ['note', 'Ward 12.'],
  ])
  t.match(document.warnings.join(), /\[gallery\], \[embed\], \[box\]/)
})

t.test('notes of the editor of blocks are notes', async (t) => {
  const id = '3f2a9c1e-0b1d-4c55-9f0e-aaaaaaaaaaaa'
  const { blocks } = await blocksOf(
    `<!-- wp:paragraph -->\n<p>He went<sup data-fn="${id}" class="fn"><a href="#${id}" id="${id}-link">1</a></sup> home.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:footnotes /-->`,
    { metas: { footnotes: JSON.stringify([{ content: 'Ward <em>12</em>.', id }]) } },
  )
  t.strictSame(blocks, [
    ['p', 'He went home.'],
    ['note', 'Ward 12.'],
  ])
})

t.test('what a post says when dates are missing, and what its source gives away, is told', async (t) => {
  const none = '0000-00-00 00:00:00'
  const dayOf = async (more: Partial<Post>) => (await blocksOf(QUAY, more)).document.metadata.issued?.edtf
  t.equal(await dayOf({}), '2012-05-04', 'as the site shows it')
  t.equal(await dayOf({ shown: none }), '2012-05-03', 'else at Greenwich')
  const { document } = await blocksOf(QUAY, {
    ...{ date: none, shown: none },
    pubDate: 'Fri, 04 May 2012 23:59:00 -0500',
  })
  t.equal(document.metadata.issued?.edtf, '2012-05-05', 'at Greenwich')
  const { statements } = (await blocksOf(QUAY)).document
  t.equal(statements.find(({ field }) => field === 'wxr.time')?.value, '2012-05-03T22:40:00Z')
  t.match(document.metadata.authors, [{ literal: 'marta' }], 'without the export nobody knows the name')
  const said = await blocksOf(QUAY, { comments: ['One.', 'Two.'] })
  t.match(said.document.warnings.join(), /2 comments stand in the source.*--skip_comments/)
  await t.rejects(loadSource({ bytes: Buffer.from(exportOf([])), mediaType: '' }), {
    message: /colophon import/,
  })
})

t.test('the language of a post goes before that of its site', async (t) => {
  const french =
    'Il navigua à midi, et nul ne vit qu’il partait du quai ce jour-là, dit-on dans le port, où les gens se souvenaient de tout.'
  const posts: [content: string, terms: [string, string][], language: string][] = [
    [french, [], 'fr'],
    [`${QUAY} ${BOOK}`, [], 'en-GB'],
    ['Too short.', [], 'en-GB'],
    ['Zu kurz.', [['language', 'Deutsch']], 'de'],
    [french, [['language', 'Deutsch']], 'de'],
  ]
  const items = posts.map(([content, terms], id) =>
    itemOf({ title: 'T', content, terms }, id).replace(
      'domain="language" nicename="x"',
      'domain="language" nicename="de"',
    ),
  )
  const { files } = await unfolded(t, exportOf(items))
  for (const [at, { member }] of files.entries()) {
    const { document } = await loadSource(member!.read())
    t.equal(document.metadata.language, posts[at]![2])
    t.equal(document.statements.find(({ field }) => field === 'wxr.language')?.value, 'en-GB')
  }
})

t.test('a damaged post fails by itself, and a pattern chooses', async (t) => {
  const posts = [1, 2].map((id) => itemOf({ title: `T${id}`, content: QUAY }, id))
  const broken = itemOf({ title: 'B', content: QUAY }, 3).replace('</dc:creator>', '')
  const { files } = await unfolded(t, exportOf([posts[0]!, broken, posts[1]!]))
  t.strictSame(files.map(({ unreadable }) => unreadable !== undefined).sort(), [false, false, true])
  t.match(files.find(({ unreadable }) => unreadable)?.unreadable?.message, /post at byte \d+: .*well-formed/)
  const cut = exportOf(posts).slice(0, -200)
  t.match(
    (await unfolded(t, cut)).files.find(({ unreadable }) => unreadable)?.unreadable?.message,
    /ends in it/,
  )
  const chosen = await unfolded(t, exportOf(posts), 'blog.example.org/2/')
  t.strictSame(
    chosen.files.map(({ file }) => file),
    [`${chosen.file}#https://blog.example.org/2/`],
  )
  const control = itemOf({ title: 'C', content: `${QUAY}\u000b Then.` }, 4)
  t.notOk((await unfolded(t, exportOf([control]))).files[0]!.unreadable, 'WordPress writes what XML has not')
})

t.test('hostile posts are read or refused in bounded time', async (t) => {
  const shapes = [
    '<',
    '<!--',
    '[',
    '[a ',
    '[a=b]',
    '<p',
    '[caption]',
    '[footnote]a',
    '\n\n',
    '<div>',
    '[[a]]',
    '<!-- wp:a -->',
  ]
  for (const shape of shapes)
    await blocksOf(`Words. ${shape.repeat(60_000)}`).then(
      () => t.pass(shape),
      (error: { code?: string }) => t.match(error.code, /source_too_complex|empty_text/, shape),
    )
})
