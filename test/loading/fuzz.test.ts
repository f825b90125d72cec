import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, unzipSync, zipSync } from 'fflate'
import t, { type Test } from 'tap'
import { loadSource } from '../../src/formats/load.ts'
import { LoadingError } from '../../src/loading/errors.ts'
import { rebuildBlocks, rebuildSource } from '../support/rebuild.ts'
import { ROOT } from '../support/root.ts'
import { cases } from '../support/runs.ts'
import { itemOf } from '../support/wxr.ts'

/** How many sources are tried of each format. */
const RUNS = cases(500)

/** Numbers that are the same in each run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Numbers = ReturnType<typeof numbers>

const some = (random: Numbers, parts: readonly string[], most: number) =>
  Array.from({ length: 1 + random(most) }, () => parts[random(parts.length)]!).join('')

/** A text with parts of it taken away, put twice, changed for others, or cut off. */
function mutated(random: Numbers, text: string, parts: readonly string[]): string {
  let out = text
  for (let change = random(6); change >= 0; change--) {
    const at = random(out.length + 1)
    const to = Math.min(out.length, at + random(40))
    const way = random(5)
    if (way === 0) out = out.slice(0, at) + out.slice(to)
    else if (way === 1) out = out.slice(0, to) + out.slice(at)
    else if (way === 2 || way === 3)
      out = out.slice(0, at) + some(random, parts, 3) + out.slice(way === 2 ? at : to)
    else if (random(4) === 0) out = out.slice(0, at)
  }
  return out.toWellFormed()
}

/** A source is refused in words of ours, or its segments make its bytes and its text. */
async function faultOf(bytes: Uint8Array, fileName: string): Promise<string | null> {
  try {
    const { document } = await loadSource({ bytes, mediaType: '', fileName })
    const read = document.extraction?.bytes ?? bytes
    if (!Buffer.from(rebuildSource(document.segments, read)).equals(read)) return 'other bytes'
    const texts = JSON.stringify(document.blocks.map(({ text }) => text))
    return JSON.stringify(rebuildBlocks(document.segments, read)) === texts ? null : 'other text'
  } catch (error) {
    const isRefused = error instanceof LoadingError && error.code !== 'broken_partition'
    return isRefused ? null : String((error as Error).stack)
  }
}

async function tried(t: Test, source: (random: Numbers) => Uint8Array, fileName: string) {
  for (let run = 0; run < RUNS; run++) {
    const bytes = source(numbers(run))
    const fault = await faultOf(bytes, fileName)
    if (fault === null) continue
    t.fail(`${fault} of source ${run}: ${JSON.stringify(Buffer.from(bytes).toString().slice(0, 2_000))}`)
    return
  }
  t.pass(`${RUNS} sources`)
}

const WORDS = [
  'one ',
  'two',
  ' ',
  '\n',
  '\n\n',
  '\r\n',
  '\t',
  '\u00a0',
  'é',
  'e\u0301',
  '漢',
  'שלום',
  '😀',
  '.',
  '\u200b',
]

const MUSE = [
  ...WORDS,
  ...[
    '#title A\n',
    '#lang en\n',
    '#author B; C\n',
    '#x',
    '#source Retrieved on 2 May 2020 from [[http://a.b][c]]\n',
  ],
  ...[
    '* ',
    '** ',
    ' - ',
    ' 1. ',
    '   a. ',
    '  ',
    '      ',
    ' '.repeat(22),
    '> ',
    '; ',
    '[1] ',
    '{2} ',
    ' :: ',
    ' | ',
    '||',
  ],
  ...[
    '|+ x +|',
    '---',
    '--30--|',
    '----\n',
    '<quote>\n',
    '</quote>\n',
    '<verse>\n',
    '</verse>\n',
    '<example>\n',
    '</example>\n',
  ],
  ...[
    '{{{\n',
    '}}}\n',
    '<comment>\n',
    '</comment>\n',
    '<biblio>\n',
    '*',
    '**',
    '***',
    '=',
    '<em>',
    '</em>',
    '<sup>',
    '</sup>',
  ],
  ...[
    '<verbatim>',
    '</verbatim>',
    '<code>',
    '</code>',
    '<br>',
    '[[',
    ']]',
    '][',
    '[[a.png]]',
    '[[u][v]]',
    '<[it]>',
    '</[it]>',
  ],
  ...['<<<', '>>>', '~~', '#a ', '#include x\n', '[1]', '{2}', '2'],
]

t.test('Muse of any kind is read whole or refused', async (t) => {
  const source = (random: Numbers) => {
    const text = `#title A\n#lang en\n\n${some(random, MUSE, 120)}`
    return Buffer.from(mutated(random, text, MUSE))
  }
  await tried(t, source, 'a.muse')
})

const HTML = [
  ...WORDS,
  ...[
    '<p>',
    '</p>',
    '<div class="verse">',
    '</div>',
    '<article>',
    '</article>',
    '<nav>',
    '<h1>',
    '</h1>',
    '<h2 hidden>',
    '<ul>',
  ],
  ...[
    '<ol start=3>',
    '<li>',
    '</ol>',
    '<blockquote cite="http://a.b">',
    '</blockquote>',
    '<q lang=de>',
    '</q>',
    '<table>',
    '<tr>',
  ],
  ...[
    '<td>',
    '<th>',
    '</table>',
    '<caption>',
    '<pre>',
    '</pre>',
    '<br>',
    '<em>',
    '</em>',
    '<a href="#n1">',
    '<a href="http://c.d">',
  ],
  ...[
    '</a>',
    '<sup>',
    '</sup>',
    '<p id="n1">',
    '<ruby>',
    '<rt>',
    '</ruby>',
    '<math alttext="x">',
    '</math>',
    '<svg>',
    '<script>',
  ],
  ...[
    '</script>',
    '<template>',
    '<!-- x -->',
    '<![CDATA[',
    ']]>',
    '&amp;',
    '&#8212;',
    '&nope;',
    '&#0;',
    '<img alt=x>',
    '<x:y z',
    '"',
    '>',
  ],
  ...[
    '<head><title>T</title>',
    '<meta name=author content="A B">',
    '<body>',
    '<frameset>',
    '</body>',
    '<select>',
    '<aside epub:type=footnote id=n1>',
  ],
]

t.test('HTML of any kind is read whole or refused', async (t) => {
  const source = (random: Numbers) =>
    Buffer.from(mutated(random, `<!DOCTYPE html><html><body>${some(random, HTML, 120)}`, HTML))
  await tried(t, source, 'a.html')
})

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const ODT_NAMES =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'

/** Packages by the file with their text, and what that is made of. */
const PACKED: { fileName: string; part: string; files: Record<string, string>; parts: string[] }[] = [
  {
    fileName: 'a.docx',
    part: 'word/document.xml',
    files: {
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      '_rels/.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      'word/document.xml': `<w:document ${W}><w:body><w:p><w:r><w:t>It sailed at noon.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`,
    },
    parts: [
      ...WORDS,
      '<w:p>',
      '</w:p>',
      '<w:r>',
      '</w:r>',
      '<w:t>',
      '</w:t>',
      '<w:br/>',
      '<w:tab/>',
      '<w:pPr><w:ind w:start="900"/></w:pPr>',
      '<w:del>',
      '&lt;',
      '<w:footnoteReference w:id="2"/>',
    ],
  },
  {
    fileName: 'a.odt',
    part: 'content.xml',
    files: {
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': `<office:document-content ${ODT_NAMES}><office:body><office:text><text:h text:outline-level="1">Head</text:h><text:p>It sailed<text:note text:id="f1"><text:note-citation>1</text:note-citation><text:note-body><text:p>At noon.</text:p></text:note-body></text:note>.</text:p><text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list></office:text></office:body></office:document-content>`,
    },
    parts: [
      ...WORDS,
      '<text:p>',
      '</text:p>',
      '<text:span>',
      '</text:span>',
      '<text:s text:c="3"/>',
      '<text:line-break/>',
      '<text:list>',
      '</text:list>',
      '<table:table>',
      '</table:table>',
      '&amp;',
      '&x;',
    ],
  },
  {
    fileName: 'a.epub',
    part: 'c.xhtml',
    files: {
      mimetype: 'application/epub+zip',
      'META-INF/container.xml':
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>',
      'p.opf':
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="c" href="c.xhtml"/></manifest><spine><itemref idref="c"/></spine></package>',
      'c.xhtml':
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body><h1>Head</h1><p>It sailed <em>at</em> noon.</p><ol><li>Item</li></ol></body></html>',
    },
    parts: [
      ...WORDS,
      '<p>',
      '</p>',
      '<em>',
      '</em>',
      '<table><tr><td>',
      '</td></tr></table>',
      '<br/>',
      '&nbsp;',
      '&x;',
      '<!--',
      '-->',
      '<ruby>',
      '<rt>x</rt></ruby>',
    ],
  },
]

for (const { fileName, part, files, parts } of PACKED) {
  t.test(`${fileName.slice(2)} of any kind is read whole or refused`, async (t) => {
    const packed = (text: string) =>
      zipSync(
        Object.fromEntries(
          Object.entries({ ...files, [part]: text }).map(([name, content]) => [name, strToU8(content)]),
        ),
        { level: 0 },
      )
    t.equal(await faultOf(packed(files[part]!), fileName), null)
    const whole = packed(files[part]!)
    t.ok(unzipSync(whole)[part])
    const source = (random: Numbers) => {
      const bytes = packed(mutated(random, files[part]!, parts))
      // One in four is damaged as a package, too.
      if (random(4) > 0) return bytes
      bytes[random(bytes.length)] = random(256)
      return random(2) === 0 ? bytes : bytes.subarray(0, random(bytes.length))
    }
    await tried(t, source, fileName)
  })
}

/** Elements at any place of a document, mostly balanced, so that many are well-formed. */
const XML = [
  ...WORDS,
  ...[
    '&amp;',
    '&#233;',
    '&eacute;',
    '&nope;',
    '<!-- x -->',
    '<?p q?>',
    '<![CDATA[a & <b>]]>',
    '<x/>',
    '</p>',
    '<p>',
  ],
  ...'p head l lg quote q note hi lb pb sp speaker list item table row cell choice corr sic app lem rdg del title sec label fn xref fig caption verse-group verse-line disp-quote element-citation para footnote emphasis programlisting orderedlist listitem entry verse div chapter'
    .split(' ')
    .flatMap((name) => [
      `<${name}>one</${name}>`,
      `<${name}/>`,
      `<${name} n="2" sID="a.1.2">two <${name}>x</${name}></${name}>`,
    ]),
]

for (const file of [
  'drama.tei.xml',
  'article.jats.xml',
  'manual.docbook5.xml',
  'article.docbook4.xml',
  'genesis.osis.xml',
]) {
  t.test(`${file} in any state is read whole or refused`, async (t) => {
    const whole = readFileSync(join(ROOT, 'test/fixtures/xml', file), 'utf8')
    t.equal(await faultOf(Buffer.from(whole), file), null)
    const body = whole.indexOf('</', whole.length / 2)
    const places = [...whole.matchAll(/>/g)].map(({ index }) => index + 1).filter((at) => at > body)
    const source = (random: Numbers) => {
      if (random(4) === 0) return Buffer.from(mutated(random, whole, XML))
      let text = whole
      // From the end on, so that what is put in moves no place that is still to come.
      const chosen = Array.from({ length: 1 + random(5) }, () => places[random(places.length)]!)
      for (const at of chosen.sort((a, b) => b - a))
        text = text.slice(0, at) + some(random, XML, 4) + text.slice(at)
      return Buffer.from(text.toWellFormed())
    }
    await tried(t, source, file)
  })
}

const POST = [
  ...WORDS,
  ...['<p>', '</p>', '<em>', '<ul><li>', '</ul>', '<pre>', '</pre>', '<blockquote>', '<!--more-->', '<br />'],
  ...['<!-- wp:paragraph -->', '<!-- /wp:paragraph -->', '<!-- wp:freeform -->', '<!-- wp:x {"a":1} /-->'],
  ...[
    '[caption a="b"]',
    '[/caption]',
    '<img src="a">',
    '[gallery ids="1"]',
    '[footnote]',
    '[/footnote]',
    '[[x]]',
  ],
  ...['[x y="z"]', '[/x]', '[sic]', '[code]', '[/code]', ']]>', '<![CDATA[', '&amp;', '<', '</item>'],
  ...['<wp:status>publish</wp:status>', '<wp:comment>', '</wp:comment>', '\u000b'],
]

t.test('posts of WordPress of any kind are read whole or refused', async (t) => {
  t.equal(await faultOf(Buffer.from(itemOf({ title: 'T', content: 'One.\n\nTwo.' })), 'a.wxr'), null)
  const source = (random: Numbers) => {
    const content = mutated(random, some(random, POST, 80), POST)
    const item = itemOf({ title: some(random, POST, 3), content, comments: ['x'] })
    return Buffer.from(random(4) === 0 ? mutated(random, item, POST) : item)
  }
  await tried(t, source, 'a.wxr')
})

const RECORD = [
  ...WORDS,
  ...[
    'Content-Length: 12\r\n',
    'Content-Encoding: gzip\r\n',
    'Transfer-Encoding: chunked\r\n',
    'WARC-Type: revisit\r\n',
  ],
  ...[
    'Content-Type: text/html; charset=utf-16\r\n',
    'Content-Type: text/plain\r\n',
    ' folded\r\n',
    'HTTP/1.1 404 No\r\n',
  ],
  ...[
    'WARC-Block-Digest: sha1:AAAA\r\n',
    'WARC-Target-URI: <>\r\n',
    '\r\n\r\n',
    'WARC/1.1\r\n',
    '5\r\n',
    '<p>',
    '-->',
  ],
]

t.test('records of web archives of any kind are read whole or refused', async (t) => {
  const record = (block: string, fields = '') =>
    Buffer.from(
      `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n${fields}Content-Length: ${Buffer.byteLength(block)}\r\n\r\n${block}\r\n\r\n`,
    )
  const page = (body: string, fields = '') =>
    `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${fields}\r\n${body}`
  t.equal(await faultOf(record(page('<p>It sailed at noon.</p>')), 'a.warc'), null)
  const source = (random: Numbers) => {
    const field = () => (random(2) === 0 ? some(random, RECORD.slice(WORDS.length), 2) : '')
    const block = page(some(random, HTML, 40), field())
    const bytes = record(random(3) === 0 ? mutated(random, block, RECORD) : block, field())
    if (random(4) > 0) return bytes
    return random(2) === 0
      ? Buffer.from(mutated(random, bytes.toString(), RECORD))
      : bytes.subarray(0, random(bytes.length))
  }
  await tried(t, source, 'a.warc')
})
