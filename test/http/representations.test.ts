/** What the description of the API says that an address answers with can be had, by every name that it has. */
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { parse } from 'yaml'
import { extensionOf, namesOf } from '../../src/wire/media-types.ts'
import { BASE, buildTestApp } from '../support/app.ts'

const WORK = '2rma5yfyxknb207f'
const PARAGRAPH = 'm79f8w3gyar2vm2a'
const QUOTE = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`
/** These take the names of formats that their protocols have, and no `Accept`. */
const WITHOUT_ACCEPT = new Set(['/unapi', '/oembed'])
/** The media type of an annotation is longer: `?format=` takes its other names alone. */
const LONGEST_FORMAT = 60
/** Without these there is nothing to answer with. */
const NEEDED: Record<string, string> = {
  '/works/{work}/quotes': 'exact=abandonment',
  '/search': 'q=siege',
  '/verify': 'text=abandonment',
}

interface Described {
  parameters?: { name: string }[]
  responses: Record<string, { content?: object }>
}

/** The addresses that can be read in a format, and the media types that they are said to answer with. */
function describedReads(values: Record<string, string>): { address: string; types: string[] }[] {
  const { paths } = parse(readFileSync('openapi.yaml', 'utf8')) as {
    paths: Record<string, { get?: Described }>
  }
  return Object.entries(paths)
    .filter(
      ([path, { get }]) =>
        !WITHOUT_ACCEPT.has(path) && get?.parameters?.some(({ name }) => name === 'format'),
    )
    .map(([path, { get }]) => {
      const id = path.startsWith('/quotes') ? QUOTE : PARAGRAPH
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => ({ ...values, id })[name]!)
      const types = Object.keys(get!.responses['200']!.content!)
      return { address: `${filled}${NEEDED[path] ? `?${NEEDED[path]}` : ''}`, types }
    })
}

async function valuesOf(app: FastifyInstance): Promise<Record<string, string>> {
  const { version } = (await app.inject(`/works/${WORK}`)).json() as { version: { id: string } }
  const [, sha256 = ''] = /\/log\/records\/([0-9a-f]{64})$/m.exec((await app.inject('/mirror.txt')).body)!
  return {
    work: WORK,
    version: version.id,
    other: version.id,
    paragraph: '3',
    kind: 'not_found',
    style: 'apa',
    sha256,
  }
}

/** A media type without the parameters that only an answer has. */
function bare(contentType: unknown): string {
  return String(contentType).replace(/; (?:charset|style|locale)=[^;]*/g, '')
}

const withParameter = (address: string, parameter: string) =>
  `${address}${address.includes('?') ? '&' : '?'}${parameter}`

t.test('each address answers in every media type that it is said to, by all names', async (t) => {
  const { app } = await buildTestApp(t)
  const reads = describedReads(await valuesOf(app))
  t.ok(reads.length > 25, `${reads.length} addresses`)
  for (const { address, types } of reads) {
    await t.test(address, async (t) => {
      const ask = async (url: string, headers: Record<string, string> = {}) => {
        const { statusCode, headers: fields, body } = await app.inject({ url, headers })
        return { statusCode, type: bare(fields['content-type']), body }
      }
      for (const type of types) {
        const answer = await ask(address, { accept: type })
        t.match(answer, { statusCode: 200, type }, type)
        for (const name of namesOf(type).filter((name) => name.length <= LONGEST_FORMAT)) {
          const parameter = `format=${encodeURIComponent(name)}`
          const named = await ask(withParameter(address, parameter))
          t.match(named, { statusCode: 200, type }, parameter)
          // An address of the next page goes on in the format that was asked for.
          if (!named.body.includes(parameter)) t.equal(named.body, answer.body, `${parameter} is the same`)
        }
        if (!/^\/(?:works|paragraphs|quotes)/.test(address)) continue
        const extended = address.replace(/(?=\?|$)/, `.${extensionOf(type)}`)
        t.match(await ask(extended), { statusCode: 200, type }, extended)
      }
    })
  }
})

t.test(
  'whoever asks for nothing gets the first media type, and for what there is not a list of all',
  async (t) => {
    const { app } = await buildTestApp(t)
    for (const { address, types } of describedReads(await valuesOf(app))) {
      const plain = await app.inject({ url: address, headers: { accept: '*/*' } })
      t.equal(bare(plain.headers['content-type']), types[0], address)
      const refusals = [
        await app.inject({ url: address, headers: { accept: 'image/png' } }),
        await app.inject(withParameter(address, 'format=png')),
      ]
      for (const refused of refusals)
        t.match(refused.json(), { type: `${BASE}/problems/not_acceptable`, status: 406, available: types })
    }
  },
)
