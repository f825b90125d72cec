import fc from 'fast-check'
import t from 'tap'
import { load } from '../support/load.ts'
import { rebuildSource } from '../support/rebuild.ts'

const FIRST = 'When the first of the trees came down the surveyor and the boy'
const REST = 'ran across the lane to the dairy and hid behind the door.'
const WHOLE = `${FIRST} ${REST}`
const HEAD =
  '# The Orchard\n\nInes Carrow\n\nThe orchard had been sold in the autumn, and nobody knew the buyer.\n\n'
const END = '\n\nNobody asked where the bees had gone.\n'

interface Reading {
  paragraphs: string[]
  repairs: string[]
  pages: unknown
  isWhole: boolean
}

/** What stands between the first and the last paragraph. */
function read(text: string, mediaType = 'text/markdown'): Reading {
  const bytes = Buffer.from(`${HEAD}${text}${END}`)
  const { document } = load({ bytes, mediaType, manifest: { title: 'The Orchard', language: 'en' } })
  const paragraphs = document.blocks
    .filter(({ kind }) => kind === 'p' || kind === 'li' || kind === 'blockquote')
    .map((block) => block.text)
  const from = paragraphs.findIndex((paragraph) => paragraph.startsWith('The orchard had been sold'))
  return {
    paragraphs: paragraphs.slice(from + 1, -1),
    repairs: document.repairs.map(({ rule, certainty }) => `${rule} ${certainty}`),
    pages: document.statements.find(({ field }) => field === 'locators')?.value ?? null,
    isWhole: Buffer.compare(rebuildSource(document.segments, bytes), bytes) === 0,
  }
}

/** Each as a converter or an author writes it, alone between two halves of a sentence. */
const MARKS = [
  ...['<!-- PageBreak -->', '<!-- page break -->', '<!-- PAGE_BREAK -->', '<!-- {{pagebreak}} -->'],
  '<!-- PageNumber="17" -->\n<!-- PageBreak -->\n\n<!-- PageHeader="THE ORCHARD" -->',
  '<!-- PageFooter="Carrow, The Orchard" -->\n<!-- PageBreak -->\n<!-- PageNumber="P.18/40" -->',
  ...[
    '<!-- page: 17 -->',
    '<!-- PAGE 17 -->',
    '<!-- Page 17 of 40 -->',
    '<!-- Seite 17 -->',
    '<!-- p. 17 -->',
  ],
  ...['<!-- end of page 16 -->', '<!-- pb n="17" -->', '<pb n="17"/>', '<PageBreak />'],
  ...['<div style="page-break-before:always"></div>', '<div style="break-after: page;">\n</div>'],
  ...['<p style="page-break-after: always;">&nbsp;</p>', '<div class="page-break"></div>'],
  '<div class="pagebreak" style="page-break-after: always">\n\n</div>',
  '<div id="p24" class="pagebreak" epub:type="pagebreak" title="24">\n\n</div>',
  '<span id="pg23" class="pagebreak" role="doc-pagebreak" epub:type="pagebreak" aria-label="23"></span>',
  ...['<a id="p17"></a>', '<a name="page_17"></a>', '<a name=17></a>', '<span id="page-17-0"></span>'],
  '<span class="pagenum"><span id="Page_17">\\[Pg 17\\]</span></span>',
  ...['\\newpage', '\\pagebreak', '\\clearpage', '\\cleardoublepage', '\\pagebreak[4]', '\\newpage{}'],
  ...['```{=latex}\n\\newpage\n```', '```{=openxml}\n<w:p><w:r><w:br w:type="page"/></w:r></w:p>\n```'],
  ...['::: {.pagebreak style="page-break-after: always"}\n:::', '[]{#page_17 .pagebreak title="17"}'],
  ...['[[\\[Pg 17\\]]{#Page_17}]{.pagenum}', '--- end of page=16 ---', '--- end of page.page_number=16 ---'],
  ...['=== Page 17 ===', '[p. 17]', '[Pg 17]', '{17}', '[[PAGE 17]]', '{pagebreak}', '{{pagebreak}}'],
  ...['{:page-break}', '[PAGE BREAK]', '+++ {"page-break": true}', `{16}${'-'.repeat(48)}`],
]

/** What may refer to a page stays where no sentence is cut. */
const BY_PLACE = new Set(['[p. 17]', '{17}'])

t.test(
  'a mark between the halves of a sentence is no text, and evidence that they belong together',
  async (t) => {
    for (const mark of MARKS) {
      const { paragraphs, repairs, isWhole } = read(`${FIRST}\n\n${mark}\n\n${REST}`)
      t.same(paragraphs, [WHOLE], mark)
      t.same(repairs, ['join-space-page-break certain'], mark)
      t.ok(isWhole)
      if (BY_PLACE.has(mark)) continue
      const apart = read(`The trees came down.\n\n${mark}\n\nThe lane was wet.`)
      t.same(apart.paragraphs, ['The trees came down.', 'The lane was wet.'], `${mark} between whole ones`)
    }
    t.same(read(`${FIRST}\n\n${REST}`).repairs, [], 'nothing is joined without')
  },
)

t.test('lines of plain text that mark pages are told too, also against the text', async (t) => {
  const lines = [
    '--- end of page=16 ---',
    '<!-- page 17 -->',
    '\\newpage',
    '[Pg 17]',
    '=== Page 17 ===',
    '[[PAGE 17]]',
  ]
  for (const line of lines) {
    t.same(read(`${FIRST}\n\n${line}\n\n${REST}`, 'text/plain').paragraphs, [WHOLE], line)
    t.same(read(`${FIRST}\n${line}\n${REST}`, 'text/plain').paragraphs, [WHOLE], `${line} between lines`)
  }
})

t.test('a mark never stands within a sentence', async (t) => {
  const inside = [
    '<span class="pagenum"><span id="Page_17">\\[Pg 17\\]</span></span> ',
    '<span id="Page_18" class="pagenum">\\[18\\]</span>',
    '<span class="pagenum"><a id="Page_17">[Pg 17]</a></span>',
    '<span class="pagenum">{17}</span>',
    '<span epub:type="pagebreak" id="page_20" title="20"></span>',
    '<span class="x-ebookmaker-pageno" title="[22]"><span id="Page_22"></span></span>',
    '[[\\[Pg 17\\]]{#Page_17}]{.pagenum} ',
    '[]{#page_20 .pagebreak epub:type="pagebreak" title="20"}',
    '[[]{#Page_22}]{.x-ebookmaker-pageno title="[22]"}',
    '<!-- page 17 -->',
  ]
  for (const mark of inside) {
    t.same(read(`${FIRST} ${mark}${REST}`).paragraphs, [WHOLE], mark)
    t.same(
      read(`The bat${mark.trim()}tle was lost.`).paragraphs,
      ['The battle was lost.'],
      `${mark} in a word`,
    )
    t.same(
      read(`She saw the sur-${mark.trim()}veyor there.`).paragraphs,
      ['She saw the surveyor there.'],
      `${mark} behind a hyphen`,
    )
    t.same(read(`${FIRST} ${mark}\n\n${REST}`).paragraphs, [WHOLE], `${mark} at the end of a half`)
  }
  t.same(read(`${FIRST}\n\\newpage\n${REST}`).paragraphs, [WHOLE], 'a command on a line of the paragraph')
  t.same(read('It rained.\n\\newpage\nThe lane was wet.').paragraphs, ['It rained.', 'The lane was wet.'])
  const counted =
    'The lane was [Pg 17] wet.\n\nThe boy lost [Pg 18] the pegs.\n\nHe was beaten [Pg 19] in the yard.'
  for (const mediaType of ['text/markdown', 'text/plain'])
    t.same(
      read(counted, mediaType).paragraphs,
      ['The lane was wet.', 'The boy lost the pegs.', 'He was beaten in the yard.'],
      mediaType,
    )
})

t.test('marks that count the pages number the paragraphs', async (t) => {
  const { pages } = read(`${FIRST}\n\n<!-- page 17 -->\n\n${REST}\n\nThe lane was <a id="page_18"></a>wet.`)
  t.same(pages, [{ label: 'page', values: { 1: '16', 2: '16–17', 3: '17–18', 4: '18' } }])
  t.equal(read(`${FIRST}\n\n--- end of page=16 ---\n\n${REST}`).pages, null, 'not those that count sheets')
  t.equal(
    read(`${FIRST}\n\n<!-- page 17 -->\n\n${REST}\n\n<!-- page 3 -->`).pages,
    null,
    'not those that do not count up',
  )
})

t.test('what may be text stays text', async (t) => {
  const texts: [text: string, ...right: string[]][] = [
    [
      'The trees came down in March.[17] The lane was wet.',
      'The trees came down in March.[17] The lane was wet.',
    ],
    ['She says as much [p. 17] and regrets it [p. 40].', 'She says as much [p. 17] and regrets it [p. 40].'],
    ['So she says [Pg 17]. Then [Pg 18]. Then [Pg 19].', 'So she says [Pg 17]. Then [Pg 18]. Then [Pg 19].'],
    ['The set {17} holds one number, and {18} another.', 'The set {17} holds one number, and {18} another.'],
    ['Write `\\newpage` or `[]{.pagebreak}` there.', 'Write \\newpage or []{.pagebreak} there.'],
    ['The command \\newpage ends a page.', 'The command \\newpage ends a page.'],
    ['Write {{page}} or {{pagebreak}} in it.', 'Write {{page}} or {{pagebreak}} in it.'],
    ['The [wet lane]{#page-17} of <span id="page-18">ours</span>.', 'The [wet lane]{#page-17} of ours.'],
    ['He wrote [page 17]{.underline} twice.', 'He wrote [page 17]{.underline} twice.'],
    ['<span class="pagenum">Twelve men</span> came.', 'Twelve men came.'],
    ['[see [17]](http://example.org/#page-17) and go on.', 'see [17] and go on.'],
  ]
  for (const [text, ...right] of texts) {
    const { paragraphs, isWhole } = read(text)
    t.same(paragraphs, right, text)
    t.ok(isWhole)
  }
  t.same(read('```\n\\newpage\n```').pages, null, 'code is no command')
})

t.test('marks that may mean something else join nothing', async (t) => {
  const apart: [text: string, ...right: string[]][] = [
    [
      'Bring the long chain of the old surveyor\n\n<!-- page needs a picture -->\n\nbring the dog',
      'Bring the long chain of the old surveyor',
      'bring the dog',
    ],
    [
      'Bring pegs\n\n\\newpage\n\nbring chain\n\n\\newpage\n\nbring bread',
      'Bring pegs',
      'bring chain',
      'bring bread',
    ],
    [
      '<a id="p102"></a>Bring the long chain of the old surveyor\n\n<a id="p103"></a>bring the pegs and the boy\n\n<a id="p104"></a>bring the dog',
      'Bring the long chain of the old surveyor',
      'bring the pegs and the boy',
      'bring the dog',
    ],
    ['Q: Where did he go?\n\n\\newpage\n\nA: to the dairy', 'Q: Where did he go?', 'A: to the dairy'],
  ]
  for (const [text, ...right] of apart) t.same(read(text).paragraphs, right, text)
})

t.test('whatever stands around marks, the source can be rebuilt', async () => {
  const part = fc.constantFrom(
    ...MARKS,
    ...[
      '[',
      ']',
      '[Pg 1] a',
      '[Pg 2] b',
      '[Pg 3] c',
      '\\',
      '`',
      '*',
      '> ',
      '- ',
      '\n',
      '\n\n',
      ' ',
      'a',
      'b-',
    ],
    ...[
      '<span class="pagenum">',
      '</span>',
      '<p style="page-break-after: always">',
      '</p>',
      '<div id="page-3">',
      '</div>',
    ],
    ...[
      '[x](y)',
      '[Pg 1]: http://example.org/',
      '![',
      '&amp;',
      '{.pagenum}',
      ']{#page-2}',
      '<a id="p3">',
      '</a>',
    ],
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 24 }), fc.boolean(), (parts, isMarkdown) => {
      const { isWhole } = read(parts.join(''), isMarkdown ? 'text/markdown' : 'text/plain')
      return isWhole
    }),
    { numRuns: Number(process.env['COLOPHON_TEST_RUNS'] === 'all' ? 5000 : 300) },
  )
})
