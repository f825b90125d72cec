import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { load } from '../../support/load.ts'
import { rebuildBlocks, rebuildSource } from '../../support/rebuild.ts'
import { ROOT } from '../../support/root.ts'

function loaded(page: string | Uint8Array, fileName = 'page.html') {
  const bytes = typeof page === 'string' ? Buffer.from(page) : page
  const { document } = load({ bytes, mediaType: '', fileName })
  t.ok(Buffer.from(rebuildSource(document.segments, bytes)).equals(bytes))
  t.strictSame(
    rebuildBlocks(document.segments, bytes),
    document.blocks.map(({ text }) => text),
  )
  return document
}

const SENTENCE =
  'People of the eastern city celebrated for a whole night, because the siege was broken at last. '
const texts = (page: string) => loaded(page).blocks.map(({ kind, text }) => [kind, text])

t.test('the article of a page is its text, and what is around it is set aside', async (t) => {
  const page = `<!doctype html><html lang="en"><head><title>The siege – Example News</title>
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2016-08-11T10:00:00Z">
<link rel="canonical" href="https://news.example/siege"></head>
<body class="single comments-open"><header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header>
<div class="wrap"><h1>The siege</h1><div class="entry-content"><p>${SENTENCE.repeat(3)}</p><div class="sharedaddy">Share this</div>
<h2>After</h2><p>${SENTENCE.repeat(2)}</p></div><aside class="sidebar">${SENTENCE}</aside></div>
<section id="comments"><p>${SENTENCE.repeat(9)}</p></section><footer>All rights</footer></body></html>`
  const { blocks, metadata } = loaded(page)
  t.strictSame(
    blocks.map(({ text }) => text),
    [SENTENCE.repeat(3).trim(), 'After', SENTENCE.repeat(2).trim()],
  )
  t.match(metadata, {
    title: 'The siege',
    authors: [{ family: 'Doe', given: 'Jane' }],
    issued: { edtf: '2016-08-11' },
    url: 'https://news.example/siege',
    language: 'en',
  })
})

t.test('a page that is nothing but its text is taken whole', async (t) => {
  t.strictSame(
    texts('<h1>On</h1><p>One.</p><blockquote><p>Two.</p></blockquote><ol start="3"><li>Three<li>Four</ol>'),
    [
      ['p', 'One.'],
      ['blockquote', 'Two.'],
      ['li', 'Three'],
      ['li', 'Four'],
    ],
  )
})

t.test('what browsers make of a page is its words', async (t) => {
  t.strictSame(
    texts(
      '<html lang=fr><p>Il dit <q>oui</q>, 10<sup>6</sup> &amp; <ruby>漢<rt>kan</rt></ruby>字\n語 <math alttext="x^2"><mi>x</mi></math>.<span hidden>No</span><script>no()</script></p><table><tr><th>A<th>B<tr><td>1<td>2</table><pre>\na\n  b</pre>',
    ),
    [
      ['p', 'Il dit «oui», 10⁶ & 漢字語 x^2.'],
      ['table', 'A B 1 2'],
      ['pre', 'a b'],
    ],
  )
})

t.test('notes are blocks of their own, and what calls them is none of the words', async (t) => {
  t.strictSame(
    texts(
      '<p>He went<a href="#fn1" id="back1">[1]</a> home.</p><p><a href="#back1" id="fn1">[1]</a> Ward 12.</p>',
    ),
    [
      ['p', 'He went home.'],
      ['note', 'Ward 12.'],
    ],
  )
})

t.test('a page that is nested beyond reason is refused with what to do', async (t) => {
  t.throws(() => loaded(`<p>One. ${'&amp;'.repeat(600_000)}</p>`), {
    code: 'source_too_complex',
    message: /250000 times/,
  })
  for (const nothing of ['&shy;', '&sect;'])
    t.strictSame(
      loaded(`<p>${nothing.repeat(150_000)}</p><p>One.</p>`).blocks.map(({ text }) => text),
      ['One.'],
      'of what is no text there may be much',
    )
  t.throws(() => loaded('<div>'.repeat(500_000)), { code: 'source_too_complex' })
  t.throws(() => loaded(`<p ${Array.from({ length: 20_000 }, (_, n) => `a${n}`).join(' ')}>x`), {
    code: 'source_too_complex',
  })
})

t.test('misnested markup keeps every word in the order of the source', async (t) => {
  t.strictSame(texts('<p>a<b>b<p>c</b>d<table>e<tr><td>f</td></tr>g</table></br>h&ampi &nbsp j'), [
    ['p', 'ab'],
    ['p', 'cd'],
    ['p', 'e'],
    ['p', 'f'],
    ['p', 'g'],
    ['p', 'h&i j'],
  ])
})

const HANDBOOK = join(ROOT, '../shared/data/html')
t.test(
  'pages of a handbook in nine languages',
  { skip: !existsSync(HANDBOOK) && 'no shared data' },
  async (t) => {
    for (const file of readdirSync(HANDBOOK).filter((name) => name.endsWith('.html'))) {
      const { blocks } = loaded(readFileSync(join(HANDBOOK, file)), file)
      t.notOk(
        blocks.some(({ text }) => /^(?:Prev|Next)\b/.test(text)),
        file,
      )
    }
  },
)

t.test('a byte order mark is none of the text, wherever the page begins', (t) => {
  for (const page of ['\ufeff{}', '\ufeff  {}', '\ufeff<p>{}', '\ufeff<!DOCTYPE html><html><body>{}'])
    t.strictSame(texts(page), [['p', '{}']], JSON.stringify(page))
  t.end()
})
