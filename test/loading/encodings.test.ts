import t from 'tap'
import { loadSource } from '../../src/formats/load.ts'
import { rebuildBlocks, rebuildSource } from '../support/rebuild.ts'

const read = async (bytes: Uint8Array, mediaType: string, fileName?: string) => {
  const loaded = await loadSource({ bytes, mediaType, ...(fileName && { fileName }) })
  const { segments, blocks, extraction } = loaded.document
  const counted = Buffer.from(extraction?.bytes ?? bytes)
  t.ok(Buffer.from(rebuildSource(segments, counted)).equals(counted), 'segments partition what was read')
  t.strictSame(
    rebuildBlocks(segments, counted),
    blocks.map(({ text }) => text),
  )
  const statement = loaded.document.statements.find(({ field }) => field === 'source.encoding')
  return {
    ...loaded,
    texts: blocks.map(({ text }) => text),
    encoding: statement?.value,
    rule: statement?.rule,
  }
}
const refusal = async (bytes: Uint8Array, mediaType: string) =>
  read(bytes, mediaType).then(
    () => 'read',
    (error: Error & { code: string }) => `${error.code}: ${error.message}`,
  )
const bytesOf = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  )
/** UTF-16 with the higher byte first. */
const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16()

/** Words by the tables of the Encoding Standard. */
const WORDS: [label: string, bytes: number[], words: string, name?: string][] = [
  ['windows-1252', [0x93, 0x80, 0x94, 0x20, 0xe9], '“€” é'],
  ['ISO-8859-1', [0x93, 0xe9, 0x94], '“é”', 'windows-1252'],
  ['iso-8859-2', [0xbf, 0xf3, 0xb3, 0xe6], 'żółć'],
  ['windows-1251', [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], 'Привет'],
  ['koi8-r', [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4], 'Привет'],
  ['windows-1255', [0xf9, 0xec, 0xe5, 0xed], 'שלום'],
  ['windows-1256', [0xd3, 0xe1, 0xc7, 0xe3], 'سلام'],
  ['macintosh', [0x8e, 0xd2, 0x8e, 0xd3], 'é“é”'],
  ['Shift_JIS', [0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea], '日本語', 'shift_jis'],
  ['euc-jp', [0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec], '日本語'],
  ['iso-2022-jp', [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x38, 0x6c, 0x1b, 0x28, 0x42], '日本語'],
  ['gb2312', [0xd6, 0xd0, 0xce, 0xc4], '中文', 'gbk'],
  ['big5', [0xa4, 0xa4, 0xa4, 0xe5], '中文'],
  ['euc-kr', [0xc7, 0xd1, 0xb1, 0xdb], '한글'],
]

t.test('a text is read in the encoding that its media type names, its page, its XML', async (t) => {
  for (const [label, bytes, words, name = label] of WORDS) {
    const sources: [string, Uint8Array, string][] = [
      [`text/plain; charset=${label}`, bytesOf('On ', bytes, ' then.\n\nMore.\n'), 'given'],
      [`text/markdown;charset="${label}"`, bytesOf('On ', bytes, ' then.\n\nMore.\n'), 'given'],
      ['text/html', bytesOf(`<meta charset="${label}"><p>On `, bytes, ' then.<p>More.'), 'declared'],
      [
        'text/html',
        bytesOf(
          `<!-- <meta charset=utf-8> --><script>"<meta charset=utf-8>"</script>${' '.repeat(2000)}`,
          `<meta content='text/html;charset=${label}' http-equiv=Content-Type><p>On `,
          [...bytes, ...Buffer.from(' then.<p>More.')],
        ),
        'declared',
      ],
      [
        '',
        bytesOf(
          `<?xml version="1.0" encoding='${label}'?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>On `,
          bytes,
          ' then.</p><p>More.</p></body></text></TEI>',
        ),
        'declared',
      ],
    ]
    for (const [mediaType, source, by] of sources) {
      const { texts, encoding, request, document, rule } = await read(source, mediaType)
      t.strictSame(texts, [`On ${words} then.`, 'More.'], `${label}, ${mediaType}`)
      t.equal(encoding, name)
      t.equal(rule, by === 'given' ? 'the media type' : 'the source')
      t.equal(
        request.mediaType.includes(`; charset=${name}`),
        by === 'given',
        'by which it can be read again',
      )
      t.match(document.extraction, { tool: { name: '@exodus/bytes' }, mediaType: /; charset=utf-8$/ })
    }
  }
})

t.test('what is read again by its stored media type is the same', async (t) => {
  const bytes = bytesOf('Caf', [0xe9], ' and ', [0x93], 'tea', [0x94], '.')
  const first = await read(bytes, 'text/plain; charset=latin1')
  const again = await read(bytes, first.request.mediaType)
  t.strictSame(again.document, first.document)
  t.strictSame(first.texts, ['Café and “tea”.'])
  t.equal(
    Buffer.from(first.document.extraction!.bytes).toString(),
    'Café and “tea”.',
    'what is kept is the text to the letter',
  )
})

t.test('UTF-16 is told by its mark, by zeros between letters, and in any format', async (t) => {
  const text = '\ufeff# On ferries\n\nShe said “yes” – 𝒳 — in Łódź.\n'
  const tei =
    '<?xml version="1.0" encoding="UTF-16"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Łódź</p></body></text></TEI>'
  const page = '<!DOCTYPE html><meta charset="utf-16"><p>Łódź'
  for (const encode of [(each: string) => Buffer.from(each, 'utf16le'), bigEndian]) {
    const markdown = await read(encode(text), '', 'a.md')
    t.strictSame(markdown.texts, ['She said “yes” – 𝒳 — in Łódź.'])
    t.equal(markdown.document.metadata.title, 'On ferries')
    t.strictSame((await read(encode(text.slice(1)), 'text/markdown')).texts, markdown.texts)
    t.strictSame((await read(encode(text), '')).request.mediaType, 'text/markdown', 'told by its content')
    for (const mark of ['', '\ufeff']) {
      t.strictSame((await read(encode(mark + tei), '')).texts, ['Łódź'])
      t.strictSame((await read(encode(mark + page), '')).texts, ['Łódź'])
    }
    t.strictSame((await read(encode('\ufeff漢字\u3000仮名'), 'text/plain')).texts, ['漢字 仮名'])
    t.match(
      await refusal(encode('\ufeffa\ud800b'), 'text/plain'),
      /invalid_encoding.*utf-16.*near byte [4-7] /,
    )
    t.match(await refusal(encode('\ufeffa\0b'), 'text/plain'), /invalid_encoding.*NUL/)
  }
  t.match(await refusal(Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), 'text/plain'), /UTF-32/)
  t.match(await refusal(Buffer.from('PNG\0\x01\0\x02\0\x03\0\x04\0'), 'text/plain'), /holds a NUL/)
})

t.test('bytes that are UTF-8 are read as UTF-8 whatever is said, and told', async (t) => {
  const text = Buffer.from('Žižek said “yes”.')
  for (const mediaType of [
    'text/plain; charset=iso-8859-1',
    'text/plain; charset=gbk',
    'text/plain; charset=utf-16',
  ]) {
    const { texts, document, request } = await read(text, mediaType)
    t.strictSame(texts, ['Žižek said “yes”.'])
    t.equal(document.extraction, undefined)
    t.equal(request.mediaType, 'text/plain')
  }
  const page = await read(Buffer.from('<meta charset="latin1"><p>Žižek'), 'text/html')
  t.strictSame(page.texts, ['Žižek'])
  t.match(page.document.warnings.join(), /says that it is written in latin1, and was read as UTF-8/)
  const ascii = await read(Buffer.from('<meta charset="latin1"><p>Plain'), 'text/html')
  t.notMatch(ascii.document.warnings.join(), /latin1/)
  const tei =
    '<?xml version="1.0" encoding="UTF-16"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Łódź</p></body></text></TEI>'
  t.strictSame(
    (await read(Buffer.from(tei), '')).texts,
    ['Łódź'],
    'as programs write what they had in memory',
  )
})

t.test('what no encoding is told of, or what has no character in it, is refused with the cure', async (t) => {
  const latin = bytesOf('Caf', [0xe9], ' au lait.')
  t.match(await refusal(latin, 'text/plain'), /^invalid_encoding: .*byte 3 .*charset=windows-1252/)
  t.match(await refusal(latin, 'text/plain; charset=utf-8'), /byte 3/)
  t.match(
    await refusal(latin, 'text/plain; charset=klingon'),
    /klingon, which the Encoding Standard does not know/,
  )
  t.match(await refusal(latin, 'text/plain; charset=hz-gb-2312'), /does not know/)
  t.match(
    await refusal(bytesOf('Ab', [0x93, 0xfa, 0x93, 0x20]), 'text/plain; charset=shift_jis'),
    /shift_jis.*byte 5/,
  )
  const { document } = await read(bytesOf('A', [0x81, 0x9d], 'b'), 'text/plain; charset=windows-1252')
  t.match(document.warnings.join(), /2 bytes stand for no letter in windows-1252/)
})

t.test('a text of Project Gutenberg says in its head how it is written', async (t) => {
  const text = bytesOf(
    'The Project Gutenberg EBook of Th',
    [0xe9],
    'r',
    [0xe8],
    'se, by Jane Doe\n\nTitle: The ferry\n\nCharacter set encoding: ISO-8859-1\n\n*** START OF THIS PROJECT GUTENBERG EBOOK THE FERRY ***\n\nCaf',
    [0xe9],
    ' au lait.\n\n*** END OF THIS PROJECT GUTENBERG EBOOK THE FERRY ***\n',
  )
  const { texts, document } = await read(text, 'text/plain')
  t.strictSame(texts, ['Café au lait.'])
  t.equal(document.loader.name, 'gutenberg')
})
