import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openStyles } from '../../src/cli/opening-styles.ts'
import { WORK as WORK_REPRESENTATIONS } from '../../src/http/routes/works/work-representations.ts'
import { BASE, buildTestApp } from '../support/app.ts'
import { directoryFor } from '../support/directory.ts'

const SLUG = 'breaking-the-siege-of-aleppo'
const WORK = '2rma5yfyxknb207f'
const PARAGRAPH = 'm79f8w3gyar2vm2a'
const QUOTE = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`
const DEEP_LINK = `${BASE}/quotes/${QUOTE}?at=${PARAGRAPH}:764-798`
const MLA_ENTRY =
  'Al Shami, Leila. “Breaking the Siege of Aleppo.” leilashami.wordpress.com, 11 Aug. 2016, http://leilashami.wordpress.com.'
const APA_ENTRY =
  'Al Shami, L. (2016, August 11). Breaking the siege of Aleppo. leilashami.wordpress.com. http://leilashami.wordpress.com'

const CSL = 'application/vnd.citationstyles.csl+json'
const BIBLIOGRAPHY = 'text/x-bibliography'
/** What there is beside JSON, text and Markdown: the media type and the extension. */
const EXPORTS: [string, string][] = [
  ['application/x-bibtex', 'bib'],
  ['application/x-biblatex', 'biblatex'],
  ['application/x-research-info-systems', 'ris'],
  [CSL, 'csl.json'],
  ['application/vnd.schemaorg.ld+json', 'jsonld'],
  ['application/dc+xml', 'dc.xml'],
]

const { app, key } = await buildTestApp(t)

async function get(url: string, headers: Record<string, string> = {}) {
  return app.inject({ url: url.replace(BASE, ''), headers })
}

async function ask(body: unknown) {
  const headers = { 'content-type': 'application/json' }
  return app.inject({ method: 'POST', url: '/citations', headers, payload: JSON.stringify(body) })
}

const typeOf = (answer: Awaited<ReturnType<typeof get>>) =>
  String(answer.headers['content-type']).split(';')[0]

function isProblem(t: Test, answer: Awaited<ReturnType<typeof get>>, status: number, kind: string) {
  t.same([answer.statusCode, answer.json().type], [status, `${BASE}/problems/${kind}`], answer.json().detail)
}

t.test('a quote asked for as a citation is the entry and the cite with its locator', async (t) => {
  const accept = 'text/x-bibliography; style=modern-language-association'
  const answer = await get(`/quotes/${QUOTE}`, { accept })
  t.equal(answer.statusCode, 200)
  t.equal(answer.body, `${MLA_ENTRY}\n(Al Shami, par. 4)`)
  t.equal(
    answer.headers['content-type'],
    'text/x-bibliography; charset=utf-8; style=modern-language-association; locale=en-US',
  )
  t.match(answer.headers.vary, /\bAccept\b/)
  const paragraph = await get(`/paragraphs/${PARAGRAPH}`, { accept: BIBLIOGRAPHY })
  t.equal(paragraph.body, `${APA_ENTRY}\n(Al Shami, 2016, para. 4)`)
  t.equal((await get(`/works/${WORK}/paragraphs/4`, { accept: BIBLIOGRAPHY })).body, paragraph.body)
  t.equal((await get(`/works/${SLUG}`, { accept })).body, MLA_ENTRY, 'a work is its entry alone')
  t.equal((await get(`/works/${SLUG}/citation`, { accept })).body, MLA_ENTRY)
  t.equal((await get(`/works/${WORK}.bibliography?style=mla`)).body, MLA_ENTRY)
  t.equal(
    (await get(`/quotes/${QUOTE}/citation?form=in-text`, { accept })).body,
    '(Al Shami, par. 4)',
    'one form, where one is asked for',
  )
})

t.test('a passage is given in the forms that go into a text', async (t) => {
  const form = async (address: string, name: string, more = '') =>
    (await get(`${address}/citation?form=${name}${more}`)).body
  const quote = `/quotes/${QUOTE}`
  const permanent = DEEP_LINK
  t.equal(await form(quote, 'markdown'), '[@alshami2016breaking, para. 4]')
  t.equal(await form(quote, 'markdown', '&suppressAuthor=true'), '[-@alshami2016breaking, para. 4]')
  t.equal(await form(`/works/${WORK}`, 'markdown'), '[@alshami2016breaking]')
  const [item] = (await get(`/works/${WORK}.csl.json`)).json()
  t.equal(item.id, 'alshami2016breaking', 'the key of the work’s own file')
  const { exact } = (await get(quote)).json()
  t.equal(
    await form(quote, 'callout'),
    `> [!quote]\n> ${exact}\n>\n> [(Al Shami, 2016, para. 4)](${permanent})`,
  )
  t.equal(await form(quote, 'plain', '&style=mla'), `“${exact}” (Al Shami, par. 4)\n${permanent}`)
  t.equal(await form(`/works/${WORK}`, 'plain'), `${APA_ENTRY}\n${BASE}/works/${WORK}`)
  const cited =
    '|last=Al Shami |first=Leila |date=2016-08-11 |title=Breaking the siege of Aleppo |website=leilashami.wordpress.com'
  t.equal(
    await form(`/works/${WORK}`, 'wiki'),
    `{{cite web ${cited} |url=http://leilashami.wordpress.com |access-date=2025-03-13 |language=en}}`,
  )
  const passage = `${cited} |at=para. 4 |url=${permanent} |language=en`
  t.equal(await form(quote, 'wiki'), `{{cite web ${passage} |quote=${exact}}}`)
  t.equal(
    await form(quote, 'wiki-quote'),
    `{{quote |text=${exact} |author=Leila Al Shami |source={{cite web ${passage}}}}}`,
  )
  t.match(await form(quote, 'rtf', '&style=mla'), '{\\i leilashami.wordpress.com}, 11 Aug. 2016')
  t.equal(await form(quote, 'markdown', '&format=html'), '<pre>[@alshami2016breaking, para. 4]</pre>')
})

t.test('style and locale come from the address, else from Accept', async (t) => {
  const typeFor = async (query: string, accept: string) =>
    (await get(`/works/${WORK}${query}`, { accept })).headers['content-type']
  t.match(
    await typeFor('', `${BIBLIOGRAPHY};style="mla";locale=en-GB`),
    /=modern-language-association; locale=en-GB$/,
  )
  t.match(await typeFor('?style=ieee', `${BIBLIOGRAPHY};style=mla;locale=de`), /style=ieee; locale=de-DE$/)
  t.match(await typeFor('', `${BIBLIOGRAPHY};Style=harvard`), /style=harvard-cite-them-right; locale=en-GB$/)
  t.match(
    await typeFor('', `${BIBLIOGRAPHY};style=mla;q=0.2, ${BIBLIOGRAPHY};style=apa;q=0.9`),
    /style=apa/,
    'the weightier range',
  )
  isProblem(t, await get(`/works/${WORK}?style=mla`), 400, 'invalid_parameter')
  isProblem(t, await get(`/paragraphs/${PARAGRAPH}.txt?style=mla`), 400, 'invalid_parameter')
})

t.test('which copy is cited is asked for in the same way at both addresses of a citation', async (t) => {
  for (const source of ['original', 'archive', 'this']) {
    for (const address of [`/works/${WORK}`, `/paragraphs/${PARAGRAPH}`, `/quotes/${QUOTE}`]) {
      const cited = await get(`${address}/citation?format=ris&source=${source}`)
      t.equal(cited.statusCode, 200, `${address} ${source}`)
      t.equal((await get(`${address}.ris?source=${source}`)).body, cited.body, `${address} ${source}`)
      isProblem(t, await get(`${address}.json?source=${source}`), 400, 'invalid_parameter')
    }
  }
})

t.test('names of styles and locales that are none are told, with the nearest', async (t) => {
  const accept = (parameters: string) => ({ accept: `${BIBLIOGRAPHY};${parameters}` })
  const misspelt = await get(`/works/${WORK}`, accept('style=aap'))
  isProblem(t, misspelt, 404, 'unknown_style')
  t.ok(misspelt.json().nearest.includes('apa'))
  isProblem(t, await get(`/works/${WORK}`, accept('locale=xx-XX')), 404, 'unknown_locale')
  for (const style of ['../../etc/passwd', 'a\\"b, c;d', 'http://evil.example/x.csl', '__proto__', '']) {
    isProblem(t, await get(`/works/${WORK}`, accept(`style="${style}"`)), 404, 'unknown_style')
    isProblem(
      t,
      await get(`/works/${WORK}/citation?style=${encodeURIComponent(style)}`),
      404,
      'unknown_style',
    )
  }
  for (const name of ['style', 'locale']) {
    isProblem(t, await get(`/works/${WORK}`, accept(`${name}=${'x'.repeat(5000)}`)), 400, 'invalid_parameter')
    isProblem(t, await get(`/works/${WORK}/citation?${name}=${'x'.repeat(5000)}`), 400, 'invalid_parameter')
  }
})

t.test('every export is there by Accept, by extension and by ?format=, on every address', async (t) => {
  const addresses = [`/works/${WORK}`, `/paragraphs/${PARAGRAPH}`, `/quotes/${QUOTE}`]
  for (const address of addresses.flatMap((one) => [one, `${one}/citation`])) {
    for (const [type, extension] of EXPORTS) {
      const answers = [
        await get(address, { accept: type }),
        await get(`${address}.${extension}`, { accept: 'application/json' }),
        await get(`${address}?format=${extension}`),
        await get(`${address}?format=${type}`),
      ]
      t.same(
        answers.map((answer) => [answer.statusCode, typeOf(answer), answer.body]),
        answers.map(() => [200, type, answers[0]!.body]),
        `${address} ${extension}`,
      )
      t.match(answers[0]!.headers.etag, /^"/)
    }
  }
})

t.test('the exports of the seed say what it is, and those of a passage where it is', async (t) => {
  t.match(
    (await get(`/works/${SLUG}.bib`)).body,
    /^@misc\{alshami2016breaking,\n {2}author += \{\{Al Shami\}, Leila\},/,
  )
  t.match((await get(`/works/${SLUG}.ris`)).body, /^TY {2}- BLOG\r?\n.*\nAU {2}- Al Shami, Leila\r?\n/s)
  const [item, ...rest] = (await get(`/works/${SLUG}.csl.json`)).json()
  t.same(rest, [])
  t.match(item, {
    id: 'alshami2016breaking',
    type: 'post-weblog',
    author: [{ family: 'Al Shami', given: 'Leila' }],
    issued: { 'date-parts': [[2016, 8, 11]] },
    URL: 'http://leilashami.wordpress.com',
  })
  const [quote] = (await get(`/quotes/${QUOTE}.csl.json`)).json()
  t.match(quote, { id: 'alshami2016breaking-p4-f3kmr2', URL: DEEP_LINK })
  t.equal(quote.annote, 'This is where abandonment has led.')
  const quotation = (await get(`/quotes/${QUOTE}.jsonld`)).json()
  t.match(quotation, { '@type': 'Quotation', position: 4, url: DEEP_LINK, citation: APA_ENTRY })
  t.equal(quotation.isPartOf['@id'], `${BASE}/works/${WORK}`)
  t.match((await get(`/paragraphs/${PARAGRAPH}.bib`)).body, /^@misc\{alshami2016breaking-p4,/)
})

t.test('Accept is read with weights, specificity and aliases', async (t) => {
  const wanted: [string, string][] = [
    ['application/citeproc+json', 'application/citeproc+json'],
    ['application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', 'application/ld+json'],
    ['text/x-bibtex', 'text/x-bibtex'],
    ['APPLICATION/X-BIBTEX', 'application/x-bibtex'],
    [`${CSL};q=0.5, application/x-bibtex;q=0.9`, 'application/x-bibtex'],
    [`text/turtle, ${CSL};q=0.3, ${BIBLIOGRAPHY};q=0.2`, CSL],
    [`application/rdf+xml;q=0.5, ${CSL};q=1.0`, CSL],
    [
      `application/*, application/json;q=0, application/x-bibtex;q=0.9, ${CSL};q=0.8`,
      'application/x-biblatex',
    ],
    ['text/*, text/plain;q=0, text/markdown;q=0', 'text/html'],
    ['text/*, text/plain;q=0, text/markdown;q=0, text/html;q=0', BIBLIOGRAPHY],
    [
      `text/*, text/plain;q=0, text/markdown;q=0, text/html;q=0, ${BIBLIOGRAPHY};q=0, */*;q=0.1`,
      'application/json',
    ],
    ['application/x-bibtex, application/x-research-info-systems', 'application/x-bibtex'],
    ['application/x-research-info-systems, application/x-bibtex', 'application/x-research-info-systems'],
    [`application/x-bibtex;charset=latin1, ${CSL};q=0.1`, CSL],
    ['*/*', 'application/json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ]
  for (const [accept, type] of wanted) {
    const answer = await get(`/works/${WORK}`, { accept })
    t.same([answer.statusCode, typeOf(answer)], [200, type], accept)
  }
  for (const accept of ['application/pdf', `${CSL};q=0`, 'application/citeproc+json;q=0.0']) {
    const answer = await get(`/works/${WORK}`, { accept })
    isProblem(t, answer, 406, 'not_acceptable')
    t.same(answer.json().available, WORK_REPRESENTATIONS.types)
  }
  isProblem(t, await get(`/works/${WORK}?format=marcxml`), 406, 'not_acceptable')
  t.equal(typeOf(await get(`/works/${WORK}?format=application/ld+json`)), 'application/vnd.schemaorg.ld+json')
})

t.test('works and quotes link to each of their formats, and each link answers as it says', async (t) => {
  for (const url of [`/works/${WORK}`, `/quotes/${QUOTE}`, `/paragraphs/${PARAGRAPH}/citation`]) {
    const links = String((await get(url)).headers.link)
    for (const [type] of [[BIBLIOGRAPHY], ...EXPORTS]) {
      const link = links.split(', ').find((one) => one.endsWith(`type="${type}"`))
      t.match(link, /rel="alternate/, `${url} ${type}`)
      const answer = await get(/<([^>]+)>/.exec(link!)![1]!)
      t.same([answer.statusCode, typeOf(answer)], [200, type])
    }
  }
  const paragraph = String((await get(`/paragraphs/${PARAGRAPH}`)).headers.link)
  t.ok(paragraph.includes(`<${BASE}/paragraphs/${PARAGRAPH}/citation>; rel="describedby"`))
})

t.test('a citation leads to the copy that is asked for', async (t) => {
  const cite = async (source: string) =>
    (await get(`/works/${WORK}/citation?style=mla&source=${source}`)).json()
  const [original, archive, here] = [await cite('original'), await cite('archive'), await cite('this')]
  t.equal(original.bibliography.text, MLA_ENTRY)
  t.match(
    archive.bibliography.text,
    / 11 Aug\. 2016\. theanarchistlibrary\.org, http:\/\/theanarchistlibrary\.org/,
  )
  t.match(
    here.bibliography.text,
    / 11 Aug\. 2016\. archive\.test, http:\/\/archive\.test\/works\/2rma5yfyxknb207f\.$/,
  )
  t.equal((await cite('original')).bibliography.text, MLA_ENTRY, 'one copy never stands for another')
  t.equal(
    (await get(`/works/${WORK}/citation.csl.json?source=archive`)).json()[0].URL,
    'http://theanarchistlibrary.org',
  )
  isProblem(t, await get(`/works/${WORK}/citation?source=elsewhere`), 400, 'invalid_parameter')
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' }
  const payload = '# On ferries\n\nMaria Alvarez\n\n3 May 2019\n\nThe ferry leaves at six.\n'
  const { url } = (await app.inject({ method: 'POST', url: '/works', headers, payload })).json().work
  const warnings = (await get(`${url}/citation?source=archive`)).json().warnings
  t.ok(warnings.some((warning: string) => warning.startsWith('No archive’s address')))
})

t.test('the author is left out of a cite whose sentence names them', async (t) => {
  const suppressed = await get(`/quotes/${QUOTE}/citation?form=in-text&suppressAuthor=true`)
  t.equal(suppressed.body, '(2016, para. 4)')
  t.equal(
    (await get(`/quotes/${QUOTE}/citation?form=in-text&style=mla&suppressAuthor=true`)).body,
    '(par. 4)',
  )
  isProblem(t, await get(`/quotes/${QUOTE}/citation?suppressAuthor=perhaps`), 400, 'invalid_parameter')
})

t.test('the HTML of an entry carries COinS', async (t) => {
  const { body } = await get(`/quotes/${QUOTE}/citation?format=html&style=mla`)
  const [, html, title] = /^(.*)<span class="Z3988" title="([^"]*)"><\/span>$/s.exec(body) ?? []
  t.equal(html, MLA_ENTRY.replace('leilashami.wordpress.com', '<i>leilashami.wordpress.com</i>'))
  t.notMatch(title, /&(?!amp;)/, 'its ampersands are escaped')
  const context = new URLSearchParams(title!.replaceAll('&amp;', '&'))
  t.same(
    ['ctx_ver', 'rft.aulast', 'rft.aufirst', 'rft.identifier'].map((name) => context.get(name)),
    ['Z39.88-2004', 'Al Shami', 'Leila', DEEP_LINK],
  )
  t.notMatch((await get(`/quotes/${QUOTE}/citation?format=html&form=in-text`)).body, 'Z3988')
})

t.test('styles are listed by id, page by page', async (t) => {
  const ids: string[] = []
  for (let url: string | null = '/styles?limit=3'; url; ) {
    const page: { items: { id: string }[]; next: string | null } = (await get(url)).json()
    ids.push(...page.items.map(({ id }) => id))
    url = page.next
  }
  t.same(ids, [...new Set(ids)].sort())
  for (const id of [
    'apa',
    'chicago-author-date',
    'chicago-notes-bibliography',
    'harvard-cite-them-right',
    'ieee',
  ])
    t.ok(ids.includes(id), id)
  const { items, next } = (await get('/styles')).json()
  t.equal(next, null)
  t.match(items[0], {
    id: 'apa',
    category: 'author-date',
    locale: null,
    source: 'package',
    url: `${BASE}/styles/apa`,
  })
  isProblem(t, await get('/styles?cursor=x'), 400, 'invalid_cursor')
})

t.test('a style answers to its aliases by a redirect, and none stands for another', async (t) => {
  for (const alias of ['mla', 'MLA', 'modern-language-association-8th-edition']) {
    const answer = await get(`/styles/${alias}`)
    t.same([answer.statusCode, answer.headers.location], [307, `${BASE}/styles/modern-language-association`])
  }
  const style = (await get('/styles/modern-language-association')).json()
  t.match(style, {
    id: 'modern-language-association',
    category: 'author',
    rules: 'modern-language-association',
  })
  t.ok(style.aliases.includes('mla'))
  const unknown = await get('/styles/chicago-author-dat')
  isProblem(t, unknown, 404, 'unknown_style')
  t.equal(unknown.json().nearest[0], 'chicago-author-date')
  isProblem(t, await get('/styles/..%2f..%2fetc%2fpasswd'), 404, 'unknown_style')
})

t.test('a directory adds its styles; one that is not there is refused', async (t) => {
  const directory = directoryFor(t)
  const styles = join(directory, 'styles')
  mkdirSync(styles)
  writeFileSync(
    join(styles, 'house.csl'),
    `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>The House</title><id>house</id><category citation-format="author"/><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><names variable="author"/></layout></citation>
</style>`,
  )
  const registry = openStyles({ styles })
  t.equal(registry.find('house').title, 'The House')
  t.ok((await registry.list()).some(({ id, source }) => id === 'house' && source === 'directory'))
  t.throws(() => openStyles({ styles: join(directory, 'none') }), {
    code: 'invalid_setting',
    message: /COLOPHON_STYLES.*there is no such directory/,
  })
  t.throws(() => openStyles({ styles: join(styles, 'house.csl') }), { code: 'invalid_setting' })
})

t.test('unAPI lists the formats, and answers what has an id in one of them', async (t) => {
  const all = await get('/unapi')
  t.same([all.statusCode, typeOf(all)], [200, 'application/xml'])
  t.match(all.body, /<formats>\s*<format name="bibtex" type="application\/x-bibtex">/)
  for (const id of [WORK, SLUG, `${BASE}/works/${WORK}`, PARAGRAPH, QUOTE, DEEP_LINK]) {
    const choices = await get(`/unapi?id=${encodeURIComponent(id)}`)
    t.same([choices.statusCode, typeOf(choices)], [300, 'application/xml'], id)
    const address = /<formats id="([^"]+)">/.exec(choices.body)?.[1]
    for (const format of ['ris', 'bibtex', 'csl', 'application/x-bibtex']) {
      const one = await get(`/unapi?id=${encodeURIComponent(id)}&format=${format}`)
      t.same(
        [one.statusCode, one.body],
        [200, (await get(`${address!}`, { accept: String(typeOf(one)) })).body],
      )
    }
  }
  isProblem(t, await get('/unapi?id=nothing'), 404, 'not_found')
  isProblem(t, await get('/unapi?id=nothing&format=ris'), 404, 'not_found')
  isProblem(t, await get(`/unapi?id=http://evil.example/works/${WORK}`), 404, 'not_found')
  isProblem(t, await get(`/unapi?id=${WORK}&format=marcxml`), 406, 'not_acceptable')
  isProblem(t, await get('/unapi?format=ris'), 400, 'invalid_parameter')
})

const BOOK = {
  id: 'own',
  type: 'book',
  title: 'A book',
  author: [{ family: 'Al Shami', given: 'Leila' }],
  issued: { 'date-parts': [[2016]] },
}

t.test('a paper cites our passages beside other works', async (t) => {
  const answer = await ask({ style: 'apa', ids: [SLUG, PARAGRAPH, QUOTE], items: [BOOK] })
  t.equal(answer.statusCode, 200, answer.body)
  t.equal(answer.headers['cache-control'], 'no-store')
  const list = answer.json()
  t.same([list.style.id, list.locale], ['apa', 'en-US'])
  t.same(
    list.bibliography.map(({ id }: { id: string }) => id).sort(),
    [WORK, 'own'],
    'a work stands once, however often it is cited',
  )
  const texts = Object.fromEntries(list.cites.map(({ id, text }: { id: string; text: string }) => [id, text]))
  t.match(texts[SLUG], /^\(Al Shami, 2016[ab]\)$/, 'told apart from the book')
  t.match(texts[QUOTE], /^\(Al Shami, 2016[ab], para\. 4\)$/, 'with the place of the words')
  t.match(texts[PARAGRAPH], /para\. 4/)
  t.match(texts['own'], /^\(Al Shami, 2016[ab]\)$/)
})

t.test('cites stand in the order and the way that they are asked for', async (t) => {
  const cites = [
    { id: 'own', locator: '12' },
    { id: QUOTE, mode: 'suppress-author' },
    { id: QUOTE, locator: '2', label: 'paragraph' },
  ]
  const list = (
    await ask({ style: 'mla', ids: [QUOTE], items: [{ ...BOOK, author: [{ family: 'Roe' }] }], cites })
  ).json()
  t.same(
    list.cites.map(({ id, text }: { id: string; text: string }) => [id, text]),
    [
      ['own', '(Roe 12)'],
      [QUOTE, '(par. 4)'],
      [QUOTE, '(Al Shami, par. 2)'],
    ],
  )
})

t.test('lists that cannot be cited are refused with the place', async (t) => {
  const unknown = await ask({ style: 'apa', ids: [WORK, 'nowhere', 'm79f8w3gyar2vm2b'] })
  isProblem(t, unknown, 422, 'unknown_item')
  t.same(unknown.json().ids, ['nowhere', 'm79f8w3gyar2vm2b'])
  const bad = await ask({ style: 'apa', items: [BOOK, { id: 'x', type: 'poem?' }] })
  isProblem(t, bad, 422, 'invalid_item')
  t.match(bad.json().pointer, /^\/items\/1/)
  isProblem(t, await ask({ style: 'apa', ids: [WORK], cites: [{ id: 'nowhere' }] }), 422, 'unknown_item')
  isProblem(t, await ask({ style: 'apa', items: [BOOK, BOOK] }), 422, 'invalid_item')
  isProblem(t, await ask({ style: 'aap', ids: [WORK] }), 404, 'unknown_style')
  isProblem(t, await ask({ style: 'apa', locale: 'xx', ids: [WORK] }), 404, 'unknown_locale')
  for (const body of [
    {},
    { style: 3 },
    { style: 'apa', ids: [3] },
    { style: 'apa', ids: Array.from({ length: 1001 }, () => WORK) },
    { style: 'apa', ids: [WORK], cites: [{ id: WORK, label: 'verse?' }] },
    { style: 'apa', ids: [WORK], cites: [{ id: WORK, mode: 'loud' }] },
    { style: 'apa', id: WORK },
  ])
    isProblem(t, await ask(body), 400, 'invalid_body')
  for (const title of ['a\ud800', 'a\0b', '\u202e<script>', '<i>', '$&', '{{']) {
    const { statusCode } = await ask({ style: 'apa', items: [{ ...BOOK, title }] })
    t.ok(statusCode === 200 || statusCode === 422 || statusCode === 400, JSON.stringify(title))
  }
  t.equal((await ask({ style: 'apa' })).statusCode, 200, 'nothing cited is an empty list')
})
