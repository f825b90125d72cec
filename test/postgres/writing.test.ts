import { readFileSync } from 'node:fs'
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { copyToDatabase } from '../../src/archive/store-copy.ts'
import { beginWriting } from '../../src/store/postgres/writing/begin.ts'
import { sameButTimes } from '../support/answers.ts'
import { buildTestApp, NOW } from '../support/app.ts'
import { postgresPrograms, startCluster } from '../support/postgres.ts'
import { ROOT } from '../support/root.ts'
import { buildWritingApp } from '../support/written-store.ts'

const programs = postgresPrograms()
const skip = programs === undefined ? 'PostgreSQL is not installed' : false

const SEED = readFileSync(`${ROOT}/seeds/breaking-the-siege-of-aleppo.md`, 'utf8')
const LETTER = `---
title: A Letter
authors: [Ada Lovelace]
date: 1843-07-10
---

Dear "Sir", here are words with a \\ backslash, a tab\tand a [link](https://example.org/?a=1&b=2).

The second paragraph says the same as another work's: words that are found twice.

> A quotation, and *emphasis*.
`
const REVISED = LETTER.replace('The second paragraph', 'Between them.\n\nThe second paragraph')
const OTHER = `# Another

The second paragraph says the same as another work's: words that are found twice.

Nobody else says this, ever: naïve café, 漢字, and an emoji 🎈.
`
const PAGE = `<!doctype html><html lang="fr"><title>Page</title><meta name="author" content="Simone Weil">
<h1>Page</h1><p>Une première phrase. Une seconde phrase, plus longue que la première.</p><ul><li>un</li><li>deux</li></ul></html>`

/** What is sent, by what came of it before: ids of works, versions. */
type Sent = InjectOptions & { url: string }

t.test(
  'one script gives the same answers and the same log in SQLite and in PostgreSQL',
  { skip },
  async (t) => {
    const { url } = await startCluster(t, programs!)
    t.match(await beginWriting(url, NOW), { isNew: true, writtenSince: NOW })
    t.match(await beginWriting(url, '2027-01-01T00:00:00.000Z'), { isNew: false, writtenSince: NOW })
    const [sqlite, postgres] = [await buildWritingApp(t, ''), await buildWritingApp(t, url)]
    t.equal(sqlite.key, postgres.key)

    const ask = async (sent: Sent) => {
      const headers = { authorization: `Bearer ${sqlite.key}`, ...sent.headers }
      const [expected, answer] = [
        await sqlite.app.inject({ ...sent, headers }),
        await postgres.app.inject({ ...sent, headers }),
      ]
      t.strictSame(sameButTimes(answer), sameButTimes(expected), `${sent.method ?? 'GET'} ${sent.url}`)
      return expected
    }
    const send = (path: string, payload: string, type: string, status: number) =>
      ask({ method: 'POST', url: path, payload, headers: { 'content-type': type } }).then((answer) => {
        t.equal(answer.statusCode, status, answer.body)
        return answer
      })
    const workIn = (answer: { json(): unknown }) => {
      const { work, id } = answer.json() as { work?: string | { id: string }; id?: string }
      return typeof work === 'object' ? work.id : (work ?? id!)
    }

    const seed = workIn(await send('/works', SEED, 'text/markdown', 201))
    const letter = workIn(await send('/works', LETTER, 'text/markdown', 201))
    await send('/works', LETTER, 'text/markdown', 200)
    const other = workIn(await send('/works', OTHER, 'text/markdown', 201))
    const page = workIn(await send('/works', PAGE, 'text/html', 201))
    await send('/works', '', 'text/markdown', 400)
    await send(`/works/${letter}/versions`, REVISED, 'text/markdown', 201)
    await send(`/works/${letter}/versions`, REVISED, 'text/markdown', 200)
    await send('/works/nothing/versions', REVISED, 'text/markdown', 404)

    const quote = (exact: string, work: string) =>
      ask({ method: 'POST', url: '/quotes', payload: { exact, work } })
    t.equal((await quote('words that are found twice', letter)).statusCode, 201)
    t.equal((await quote('words that are found twice', letter)).statusCode, 200)
    await quote('words that are found twice', other)
    await quote('Nobody else says this', other)
    await quote('This is where abandonment has led.', seed)

    const metadata = {
      title: 'A Letter, Corrected',
      authors: [{ family: 'Lovelace', given: 'Ada' }],
      language: 'en',
    }
    await ask({
      method: 'PUT',
      url: `/works/${letter}/metadata`,
      payload: metadata,
      headers: { 'if-match': '*' },
    })
    await ask({
      method: 'PUT',
      url: `/works/${letter}/metadata`,
      payload: { title: '' },
      headers: { 'if-match': '*' },
    })

    const versions = (await sqlite.app.inject(`/works/${letter}/versions`)).json().items as { id: string }[]
    const withdraw = (path: string) => ask({ method: 'DELETE', url: path, query: { reason: 'At a wish.' } })
    t.equal((await withdraw(`/works/${letter}/versions/${versions.at(-1)!.id}`)).statusCode, 200)
    t.equal((await withdraw(`/works/${other}`)).statusCode, 200)
    t.equal((await withdraw(`/works/${other}`)).statusCode, 200)
    await send('/works', OTHER, 'text/markdown', 410)
    await send('/works', OTHER.replace('emoji', 'sign'), 'text/markdown', 201)

    await sqlite.writer.signLog()
    await postgres.writer.signLog()
    sqlite.archive.refresh()
    postgres.archive.refresh()
    const addresses = [
      '/works',
      '/authors',
      '/quotes/registered',
      '/log',
      '/log/checkpoint',
      '/log/entries',
      '/search?q=words',
    ]
    addresses.push(
      '/search?q=phrase',
      '/search?q=nobody',
      '/log/tile/0/000.p/1',
      '/mirror.txt',
      '/oai?verb=ListRecords&metadataPrefix=oai_dc',
    )
    for (const work of [seed, letter, other, page])
      for (const end of [
        '',
        '.html',
        '.txt',
        '.bib',
        '/paragraphs',
        '/versions',
        '/metadata',
        '/provenance',
        '/quotes',
        '/source',
        '/segments',
      ])
        addresses.push(`/works/${work}${end}`)
    const digests = [...new Set((await sqlite.app.inject('/log/entries')).body.match(/[0-9a-f]{64}/g))]
    addresses.push(...digests.flatMap((digest) => [`/blobs/sha256/${digest}`, `/log/records/${digest}`]))
    for (const address of addresses) await ask({ url: address })
    for (const text of [
      'words that are found twice',
      'This is where abandonment had led',
      'Nobody else says this',
    ])
      await ask({ method: 'POST', url: '/verify', payload: { text } })

    const erased = await postgres.app.inject({
      method: 'DELETE',
      url: `/works/${page}`,
      query: { reason: 'x', erase: 'true' },
      headers: { authorization: `Bearer ${postgres.key}` },
    })
    t.equal(erased.statusCode, 403, erased.body)

    await t.test('no copy takes its place', async (t) => {
      const elsewhere = await buildTestApp(t)
      await t.rejects(
        copyToDatabase(elsewhere.directory, url, () => {}),
        { code: 'fork' },
      )
    })
  },
)
