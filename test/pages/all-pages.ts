import type { FastifyInstance } from 'fastify'

const WORK = '/works/breaking-the-siege-of-aleppo'
const QUOTE = '/quotes/2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h'

/** An address of every kind of page, in an archive that has the seed article. */
export async function allPages(app: FastifyInstance): Promise<string[]> {
  const { version } = (await app.inject(WORK)).json()
  return [
    '/',
    '/works',
    '/works?author=shami&limit=1',
    '/search',
    '/search?q=siege&limit=2',
    `${WORK}/versions`,
    `${WORK}/versions/${version.id}/diff/${version.id}`,
    `${WORK}/provenance`,
    '/log',
    '/authors',
    '/formats',
    '/styles',
    '/styles/apa',
    WORK,
    `${WORK}/versions/${version.id}`,
    `${WORK}/cite`,
    `${WORK}/cite?style=ieee`,
    `${WORK}/paragraphs/3`,
    QUOTE,
    `${QUOTE}/embed`,
    '/paragraphs/m79f8w3gyar2vm2a/embed',
    `${QUOTE}?style=chicago-notes-bibliography`,
    '/verify',
    '/verify?text=This+is+where+abandonment+has+lead',
    '/verify?text=Nothing+like+this+stands+anywhere+here',
    '/check',
    '/problems',
    '/problems/withdrawn',
    '/works/there-is-none',
    '/nowhere',
  ]
}
