import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { CitationWish } from '../../citing/cited.ts'
import { ColophonError } from '../../errors.ts'
import { type CheckServices, checkQuotations } from '../../quoting/manuscript/check-quotations.ts'
import type { Outcome } from '../../quoting/manuscript/judgement.ts'
import type { ManuscriptQuotation } from '../../quoting/manuscript/manuscript-quotation.ts'
import { type Manuscript, MOST_MANUSCRIPT_BYTES } from '../../quoting/manuscript/read-manuscript.ts'
import { ManuscriptReaderThread } from '../../quoting/manuscript/reader-thread.ts'
import type { Searching } from '../../searching/searching-thread.ts'
import type { WorkRecord } from '../../store/works.ts'
import { negotiate } from '../negotiation.ts'
import { Problem, problemBody } from '../problems.ts'
import { json, send } from '../representation.ts'
import { checkedQuotationView } from '../representations/checked-quotation.ts'
import { StyleQuery } from '../schemas/citation.ts'
import { closed } from '../schemas/common.ts'
import { type Services, workNamed } from '../services.ts'
import { operation } from './operation.ts'

const NDJSON = 'application/x-ndjson'
const TYPES = ['application/json', NDJSON] as const
const CONSUMED = ['text/plain', 'text/markdown', 'text/x-markdown']

/** Documents that are checked at a time; each has one quotation in the pool. */
const MOST_DOCUMENTS = 4

const Query = closed({
  work: Type.Optional(
    Type.String({ maxLength: 200, description: 'Look only in this work: its id or slug.' }),
  ),
  ...StyleQuery,
  format: Type.Optional(
    Type.String({ maxLength: 60, description: 'Goes before `Accept`: `json`, `ndjson`.' }),
  ),
})

/** Checking all quotations of a manuscript. */
export const verifyDocumentRoutes =
  (services: Services): FastifyPluginAsyncTypebox =>
  async (app) => {
    const reader = new ManuscriptReaderThread()
    app.addHook('onClose', () => reader.close())
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      CONSUMED,
      { parseAs: 'buffer', bodyLimit: MOST_MANUSCRIPT_BYTES },
      (_request, body, done) => done(null, body),
    )
    let documents = 0

    app.post(
      '/verify/document',
      {
        bodyLimit: MOST_MANUSCRIPT_BYTES,
        schema: {
          ...operation('verifyDocument', 'Check every quotation of a manuscript', {
            query: Query,
            answer: 'CheckedDocument',
            others: [NDJSON],
            tag: 'Searching',
            description:
              'The body is the manuscript, Markdown or plain text, up to 2 MB and 5,000 quotations. Found are the words between quotation marks and the block quotations; each is looked for first in the works that are cited beside it. As `application/x-ndjson` each comes in a line as soon as it is checked, and the summary last. Nothing is stored; no key is needed.',
          }),
          consumes: CONSUMED,
        },
      },
      async (request, reply) => {
        const type = negotiate(request, TYPES)
        const { work: named, style = 'apa', locale } = request.query
        services.citer.styles.find(style)
        const works = named === undefined ? [] : [await workNamed(services, named)]
        if (documents >= MOST_DOCUMENTS)
          throw new ColophonError('busy', 'Too many documents are being checked. Try again in a few seconds.')
        documents++
        const release = () => void documents--
        try {
          const quotations = await reader.read(manuscriptOf(request))
          const checked = check(services, quotations, {
            works,
            wish: { style, locale },
            isGone: () => reply.raw.destroyed,
          })
          if (type === NDJSON) {
            // Once the answer has begun, the document counts until the stream is closed.
            const stream = Readable.from(lines(services.urls.base, checked))
            documents++
            stream.once('close', release)
            return reply
              .headers({ 'cache-control': 'no-store', vary: 'Accept' })
              .type(`${NDJSON}; charset=utf-8`)
              .send(stream)
          }
          return await send(request, reply, {
            ...json(await gathered(checked)),
            cache: 'newest',
            headers: { 'cache-control': 'no-store' },
          })
        } finally {
          release()
        }
      },
    )
  }

function manuscriptOf({ body, headers }: FastifyRequest): Manuscript {
  const bytes = body as Buffer | undefined
  if (!bytes?.length) throw new Problem('invalid_body', 'The body is empty; send the manuscript itself.')
  return { bytes, mediaType: headers['content-type'] ?? '' }
}

interface CheckOptions {
  works: WorkRecord[]
  wish: CitationWish
  /** Has the client gone away? Then nothing more is done. */
  isGone: () => boolean
}

type Checked = { item: Awaited<ReturnType<typeof checkedQuotationView>> } | { summary: Summary }
type Summary = ReturnType<typeof summaryOf>

/** Each quotation as it is checked, then the summary. */
async function* check(
  services: Services,
  quotations: readonly ManuscriptQuotation[],
  { works, wish, isGone }: CheckOptions,
): AsyncGenerator<Checked> {
  const counts = { word_for_word: 0, altered: 0, doubtful: 0, not_found: 0, not_checked: 0 }
  for await (const checked of checkQuotations(patient(services), quotations, works)) {
    if (isGone()) return
    counts[checked.outcome]++
    yield { item: await checkedQuotationView(services, checked, wish) }
  }
  yield { summary: summaryOf(counts) }
}

function summaryOf(counts: Readonly<Record<Outcome, number>>) {
  const {
    word_for_word: wordForWord,
    altered,
    doubtful,
    not_found: notFound,
    not_checked: notChecked,
  } = counts
  const quotations = wordForWord + altered + doubtful + notFound + notChecked
  return { quotations, wordForWord, altered, doubtful, notFound, notChecked }
}

async function gathered(checked: AsyncIterable<Checked>) {
  const items: object[] = []
  for await (const each of checked) {
    if ('summary' in each) return { summary: each.summary, items }
    items.push(each.item)
  }
  return { items }
}

/** A line for each quotation and one for the summary. What goes wrong on the way is told in the last line. */
async function* lines(base: string, checked: AsyncIterable<Checked>): AsyncGenerator<string> {
  try {
    for await (const each of checked) yield `${JSON.stringify('item' in each ? each.item : each)}\n`
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error
    yield `${JSON.stringify({ problem: problemBody(base, new Problem(error.code, error.message)) })}\n`
  }
}

/** Milliseconds between two attempts when the threads have too much to do, and after which it is given up. */
const PAUSE = 250
const PATIENCE = 20_000

/** A document waits where a single request would be refused. */
function patient({ archive, searching }: Services): CheckServices {
  const verify: Searching['verify'] = async (request) => {
    const started = performance.now()
    for (;;) {
      try {
        return await searching.verify(request)
      } catch (error) {
        const isBusy = error instanceof ColophonError && error.code === 'busy'
        if (!isBusy || performance.now() - started > PATIENCE) throw error
        await setTimeout(PAUSE)
      }
    }
  }
  return { archive, searching: { verify } }
}
