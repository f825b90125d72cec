/** Whatever was asked, the archive is as it was. */
import { createHash } from 'node:crypto'
import type { Test } from 'tap'
import { kindsSeen } from './problems.ts'
import { get, PARAGRAPH, SLUG, WORK } from './server.ts'

/** The answers of the seed, to be the same at the end. */
async function seedAnswers() {
  const addresses = [
    ...[
      '',
      '.txt',
      '.md',
      '/paragraphs',
      '/paragraphs.ndjson',
      '/provenance',
      '/source',
      '/citation?style=mla',
    ].map((rest) => `/works/${WORK}${rest}`),
    `/paragraphs/${PARAGRAPH}`,
    `/works/${SLUG}/paragraphs/12`,
    `/works/${WORK}/quotes?exact=${encodeURIComponent('The people of Aleppo')}`,
  ]
  const answers: unknown[] = []
  for (const address of addresses) {
    const { statusCode, headers, rawPayload } = await get(address)
    answers.push([address, statusCode, headers.etag, createHash('sha256').update(rawPayload).digest('hex')])
  }
  return answers
}
const before = await seedAnswers()

/** To be called after the tests of a file: what they asked has changed nothing, and every problem was one that is described. */
export function staysUnharmed(t: Test): void {
  t.test('every kind of problem that was seen has its page', async (t) => {
    for (const kind of kindsSeen) {
      const { statusCode } = await get(`/problems/${kind}`)
      t.equal(statusCode, 200, kind)
    }
  })

  t.test('after all that, the seed answers as before, to the byte', async (t) => {
    t.strictSame(await seedAnswers(), before)
  })
}
