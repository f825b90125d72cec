/** The worst inputs that are known for each route: what took most of the machine, or would without its bounds. */

const JSON_BODY = { 'content-type': 'application/json' }
const MARKDOWN = { 'content-type': 'text/markdown' }
const post = (path, body, headers = JSON_BODY) => ({ method: 'POST', path, headers, body })
const get = (path, headers = {}) => ({ method: 'GET', path, headers })
const words = (count, word) => Array.from({ length: count }, word).join(' ')

/**
 * How a row attacks: `ask` sends again as soon as it is answered; `unread` sends `pipelined` requests on each connection
 * and reads nothing; `slow` sends the beginning of a request and then a byte a second.
 *
 * @typedef {{name: string, what: string, how: 'ask' | 'unread' | 'slow', connections: number, pipelined?: number,
 *   requests: {method: string, path: string, headers: Record<string, string>, body?: string}[]}} Attack
 */

/**
 * @param {string} large the id of a work of megabytes
 * @returns {Attack[]}
 */
export function attacksOn(large) {
  return [
    {
      name: 'accept',
      what: 'Accept with thousands of spaces',
      how: 'ask',
      connections: 8,
      requests: [get(`/works/${large}`, { accept: `text/html;a=x${' '.repeat(15_000)}y` })],
    },
    {
      name: 'json',
      what: 'JSON of many values, of many levels',
      how: 'ask',
      connections: 8,
      requests: [
        post('/citations', `[${'{},'.repeat(600_000)}{}]`),
        post('/citations', '['.repeat(2_000_000)),
        post(
          '/citations',
          `{"items":[{"id":"a","type":"book","issued":{"date-parts":[[${'1,'.repeat(90_000)}1]]}}]}`,
        ),
        post(
          '/citations',
          JSON.stringify({ style: 'apa', items: [{ id: 'a', title: 'é'.repeat(900_000) }] }),
        ),
      ],
    },
    {
      name: 'lists',
      what: 'lists of a thousand works to format',
      how: 'ask',
      connections: 16,
      requests: [post('/citations', JSON.stringify({ style: 'apa', items: literature(1000) }))],
    },
    {
      name: 'styles',
      what: 'citations in every style and locale',
      how: 'ask',
      connections: 16,
      requests: ['apa', 'mla', 'chicago', 'ieee', 'nlm', 'harvard'].flatMap((style) =>
        ['en-GB', 'de-DE', 'fr-FR'].map((locale) =>
          get(`/works/${large}/citation?style=${style}&locale=${locale}`),
        ),
      ),
    },
    {
      name: 'nested',
      what: 'manuscripts of lists and quotations in one another',
      how: 'ask',
      connections: 8,
      requests: [
        post(
          '/verify/document',
          lines(1000, (n) => `${' '.repeat(2 * n)}- a`),
          MARKDOWN,
        ),
        post(
          '/verify/document',
          lines(200, (n) => `${'>'.repeat(n)} a`),
          MARKDOWN,
        ),
        post('/verify/document', '*a _b '.repeat(100_000), MARKDOWN),
        post('/verify/document', '[a]('.repeat(200_000), MARKDOWN),
      ],
    },
    {
      name: 'manuscripts',
      what: 'manuscripts of 4,990 quotations',
      how: 'ask',
      connections: 16,
      requests: [
        post(
          '/verify/document',
          lines(4990, (n) => `He wrote "the word of the people ${n} is that".`),
          MARKDOWN,
        ),
      ],
    },
    {
      name: 'marks',
      what: 'quotations of 20,000 combining characters',
      how: 'ask',
      connections: 64,
      requests: [post('/verify', JSON.stringify({ text: `a${'\u0301\u0323'.repeat(9_999)}` }))],
    },
    {
      name: 'verify',
      what: 'long quotations that stand nowhere',
      how: 'ask',
      connections: 64,
      requests: Array.from({ length: 20 }, (_, n) =>
        post('/verify', JSON.stringify({ text: words(3000, () => ['the', 'of', 'people', `w${n}`][n % 4]) })),
      ),
    },
    {
      name: 'search',
      what: 'the commonest words, as words and as phrases',
      how: 'ask',
      connections: 64,
      requests: [
        get('/search?q=the+of+and+to+a+in'),
        get(`/search?q=${encodeURIComponent('"the of the"')}&limit=1000`),
      ],
    },
    {
      name: 'places',
      what: 'a thousand places of a common word in a large work',
      how: 'ask',
      connections: 32,
      requests: [get(`/works/${large}/quotes?exact=the&limit=1000`)],
    },
    {
      name: 'absent',
      what: 'quotes of a common word that stand nowhere',
      how: 'ask',
      connections: 32,
      requests: Array.from({ length: 500 }, (_, n) =>
        post('/quotes', JSON.stringify({ work: large, exact: 'the', unique: false, prefix: `${n}` })),
      ),
    },
    {
      name: 'register',
      what: 'registering quotes without end',
      how: 'ask',
      connections: 32,
      // Of the work as plain text, whose paragraphs are longer than that.
      requests: Array.from({ length: 5000 }, (_, n) =>
        post(
          '/quotes',
          JSON.stringify({
            work: large,
            selector: { type: 'TextPositionSelector', start: 100 + n, end: 120 + n },
          }),
        ),
      ),
    },
    {
      name: 'texts',
      what: 'two hundred large texts at once',
      how: 'ask',
      connections: 200,
      requests: ['', '.txt', '.md', '.html', '/paragraphs.ndjson', '/source', '/provenance'].map((of) =>
        get(`/works/${large}${of}`, { 'accept-encoding': 'br' }),
      ),
    },
    {
      name: 'unread',
      what: 'four hundred who read nothing of a large text',
      how: 'unread',
      connections: 400,
      requests: [get(`/works/${large}.txt`), get(`/works/${large}/paragraphs.ndjson`)],
    },
    {
      name: 'pipelined',
      what: 'two hundred who send twenty requests each and read nothing',
      how: 'unread',
      connections: 200,
      pipelined: 20,
      requests: [get(`/works/${large}.txt`)],
    },
    {
      name: 'slow',
      what: 'two thousand who send a byte a second',
      how: 'slow',
      connections: 2000,
      requests: [get('/works')],
    },
  ]
}

function lines(count, line) {
  return Array.from({ length: count }, (_, n) => line(n)).join('\n')
}

function literature(count) {
  return Array.from({ length: count }, (_, n) => ({
    id: `item${n}`,
    type: 'article-journal',
    title: `On the ${n}th question`,
    author: [{ family: `Author${n % 37}`, given: 'A. B.' }],
    issued: { 'date-parts': [[1900 + (n % 120)]] },
    'container-title': 'A Journal',
  }))
}
