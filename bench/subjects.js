/** What is measured: one row of the table each. */
import { printRecordsToken, readRecordsToken } from '../dist/src/oai/resumption.js'
import { random, sample } from './corpus/random.js'
import { visit } from './load/visit.js'

export const BASELINE = 'node:http'
export const NOISE = 'node:http again'
export const RANDOM = 'paragraph'
export const CITED = 'citation'
export const SHALLOW = 'page'
export const DEEP = 'page-deep'
export const HARVEST = 'harvest'
export const HARVEST_DEEP = 'harvest-deep'
/** Every row, in the order of the table. */
export const NAMES = [
  BASELINE,
  NOISE,
  'fastify',
  'fastify-row',
  RANDOM,
  'paragraph-encoded',
  'paragraph-number',
  'paragraph-hot',
  'paragraph-304',
  'quote',
  CITED,
  'citation-random',
  'citation-of-quote',
  'bibliography-of-quote',
  SHALLOW,
  DEEP,
  'page-deep-cursor',
  'works',
  'works-encoded',
  'work-text',
  'work-page',
  'paragraph-page',
  HARVEST,
  HARVEST_DEEP,
]
/** What is measured without driving load. */
export const STREAM = 'stream'
export const IMPORT = 'import'
export const RENDERING = 'rendering'
export const VERIFYING = 'verifying'
export const WORKERS = 'workers'
export const BIBLIOGRAPHY = 'bibliography'
export const FIRST_USE = 'first-use'
export const EXPORT = 'export'
export const DUMP = 'dump'
export const START = 'start'
export const PARTS = [
  STREAM,
  IMPORT,
  RENDERING,
  VERIFYING,
  BIBLIOGRAPHY,
  FIRST_USE,
  EXPORT,
  DUMP,
  WORKERS,
  START,
]

const HOT = 1000
const PAGE = 50
const FIRST_HARVEST = '/oai?verb=ListRecords&metadataPrefix=oai_dc'
/** Pages are asked for at so many neighbouring places, so that not one answer alone is measured. */
const PLACES = 20
const DEPTH = 0.9
/** What real clients send. */
const ENCODING = 'gzip, deflate, br'

/**
 * @typedef {object} Subject
 * @property {string} name as `--only` takes it
 * @property {string} what a reader of the table is told
 * @property {'bare' | 'again' | 'fastify' | 'rows' | 'colophon'} server
 * @property {import('./load/load.js').Target[]} targets
 * @property {number} [status] 200 when left out
 * @property {boolean} [everyTarget] visit all of them before, because they are to be warm
 * @property {import('./load/load.js').Target[]} [before] visit these before, because they warm what the targets need
 */

/**
 * @param {{paragraphs: {id: string, work: string, number: number}[], giant: string, quotes: string[]}} corpus
 * @param {string} base address of Colophon
 * @returns {Promise<Subject[]>}
 */
export async function subjectsOf({ paragraphs, giant, quotes }, base, signal) {
  const next = random(1)
  const every = paragraphs.map(({ id }) => ({ path: `/paragraphs/${id}` }))
  const hot = sample(next, every, HOT)
  const known = await visit(base, hot, 200, signal)
  const firsts = paragraphs.filter(({ number, work }) => number === 1 && work !== giant)
  const works = firsts.map(({ work }) => work)
  const cited = sample(next, firsts, HOT).map(({ id }) => ({ path: citation(`/paragraphs/${id}`) }))
  const ofEachWork = paragraphs
    .filter(({ number }) => number === 1)
    .map(({ id }) => ({ path: citation(`/paragraphs/${id}`) }))
  const citedQuotes = sample(next, quotes, HOT)
  const ofGiant = paragraphs.filter(({ work }) => work === giant).length
  const pages = (from) => places(from, (number) => ({ path: page(giant, number) }))
  const deep = Math.max(1, Math.floor(ofGiant * DEPTH) - PAGE)
  const followed = await Promise.all(pages(deep).map(({ path }) => followingPage(base, path)))
  const deepHarvest = await harvestAt(base, DEPTH)
  const fixed = [{ path: '/' }]
  const ours = { server: 'colophon' }
  return [
    { name: BASELINE, what: 'bare node:http, fixed answer', server: 'bare', targets: fixed },
    { name: NOISE, what: 'the same again: the noise', server: 'again', targets: fixed },
    { name: 'fastify', what: 'bare Fastify, fixed answer', server: 'fastify', targets: fixed },
    { name: 'fastify-row', what: 'Fastify, better-sqlite3, a row by id', server: 'rows', targets: every },
    { ...ours, name: RANDOM, what: 'paragraph by random id', targets: every },
    {
      ...ours,
      name: 'paragraph-encoded',
      what: 'the same as browsers ask, gzip and br',
      targets: every.map((target) => ({ ...target, encoding: ENCODING })),
    },
    {
      ...ours,
      name: 'paragraph-number',
      what: 'the same by work and number',
      targets: paragraphs.map(({ work, number }) => ({ path: `/works/${work}/paragraphs/${number}` })),
    },
    { ...ours, name: 'paragraph-hot', what: 'paragraph by hot id', targets: hot, everyTarget: true },
    {
      ...ours,
      name: 'paragraph-304',
      what: '304 by hot id',
      targets: hot.map((target, at) => ({ ...target, etag: known[at].etag })),
      status: 304,
      everyTarget: true,
    },
    {
      ...ours,
      name: 'quote',
      what: 'quote by id',
      targets: quotes.map((id) => ({ path: `/quotes/${id}` })),
      everyTarget: true,
    },
    { ...ours, name: CITED, what: 'citation of a hot paragraph, APA', targets: cited, everyTarget: true },
    {
      ...ours,
      name: 'citation-random',
      what: 'the same by random id, works rendered',
      targets: paragraphs.map(({ id }) => ({ path: citation(`/paragraphs/${id}`) })),
      before: ofEachWork,
    },
    {
      ...ours,
      name: 'citation-of-quote',
      what: 'citation of a hot quote, APA',
      targets: citedQuotes.map((id) => ({ path: citation(`/quotes/${id}`) })),
      everyTarget: true,
    },
    {
      ...ours,
      name: 'bibliography-of-quote',
      what: 'a hot quote as text/x-bibliography',
      targets: citedQuotes.map((id) => ({ path: `/quotes/${id}?format=bibliography` })),
      everyTarget: true,
    },
    { ...ours, name: SHALLOW, what: `page of ${PAGE} at depth 0`, targets: pages(1) },
    { ...ours, name: DEEP, what: `page of ${PAGE} at depth ${DEPTH}`, targets: pages(deep + PAGE) },
    { ...ours, name: 'page-deep-cursor', what: `the same by its cursor`, targets: followed },
    { ...ours, name: 'works', what: `list of works, ${PAGE}`, targets: [{ path: `/works?limit=${PAGE}` }] },
    {
      ...ours,
      name: 'works-encoded',
      what: 'the same as browsers ask',
      targets: [{ path: `/works?limit=${PAGE}`, encoding: ENCODING }],
    },
    {
      ...ours,
      name: 'work-text',
      what: 'a work as plain text',
      targets: works.map((id) => ({ path: `/works/${id}.txt` })),
    },
    {
      ...ours,
      name: 'work-page',
      what: 'the same as a page',
      targets: works.map((id) => ({ path: `/works/${id}.html` })),
    },
    {
      ...ours,
      name: 'paragraph-page',
      what: 'page of a paragraph, works cited before',
      targets: firsts.map(({ id }) => ({ path: `/paragraphs/${id}.html` })),
      before: firsts.map(({ id }) => ({ path: `/paragraphs/${id}.html` })),
    },
    { ...ours, name: HARVEST, what: 'OAI-PMH, 100 records at depth 0', targets: [{ path: FIRST_HARVEST }] },
    {
      ...ours,
      name: HARVEST_DEEP,
      what: `the same at depth ${DEPTH}`,
      targets: [{ path: deepHarvest }],
    },
  ]
}

function citation(path) {
  return `${path}/citation?style=apa`
}

function places(from, target) {
  return Array.from({ length: PLACES }, (_, step) => target(from + step))
}

function page(work, from) {
  return `/works/${work}/paragraphs?limit=${PAGE}&from=${from}`
}

/** The address of a page of a harvest at a part of its length; the first where all is on one. */
async function harvestAt(base, depth) {
  const answer = await fetch(base + FIRST_HARVEST)
  const [, token] = /<resumptionToken[^>]*>([^<]+)</.exec(await answer.text()) ?? []
  if (token === undefined) return FIRST_HARVEST
  const list = readRecordsToken('ListRecords', token)
  const deep = printRecordsToken({ ...list, after: Math.floor(list.size * depth) })
  return `/oai?verb=ListRecords&resumptionToken=${deep}`
}

/** The page after one, as its own answer says. */
async function followingPage(base, path) {
  const answer = await fetch(base + path)
  const { next } = await answer.json()
  const { pathname, search } = new URL(next)
  return { path: pathname + search }
}
