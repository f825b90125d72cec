import { JSDOM } from 'jsdom'
import type { Test } from 'tap'
import { buildTestApp, type TestApp } from './app.ts'

/** Words that would run, were they not escaped. */
export const ATTACK = '<img src=x onerror=alert(1)>'
/** As Chromium asks. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'

/** An archive with the seed article and a work of two versions, of which everything tries to get into the pages. */
export interface HostileArchive extends TestApp {
  work: string
  /** The older version first. */
  versions: string[]
}

export async function buildHostileArchive(t: Test): Promise<HostileArchive> {
  const built = await buildTestApp(t)
  const { writer, archive } = built
  const sourceOf = (text: string) => ({
    bytes: Buffer.from(text),
    mediaType: 'text/plain',
    fileName: `${ATTACK}.txt`,
    manifest: {
      title: ATTACK,
      authors: [{ family: ATTACK, given: 'Eve' }],
      language: 'en',
      issued: '2020',
      containerTitle: ATTACK,
    },
  })
  const { work } = await writer.importSource(
    sourceOf(`The besieged ${ATTACK} stood.\n\nA second one stays.\n`),
  )
  await writer.importVersion(work, sourceOf(`The besieged ${ATTACK} fell.\n\nA second one stays.\n`))
  await signed(built)
  const versions = (await archive.reads.versions.ofWork(work)).map(({ id }) => id)
  return { ...built, work, versions }
}

/** Lets the log be signed, and what was written be read. */
export async function signed({ writer, archive }: Pick<TestApp, 'writer' | 'archive'>): Promise<void> {
  await writer.beat(Number.MAX_SAFE_INTEGER)
  archive.refresh()
}

/** What tests use of an element: the library of the DOM's types would let the server's code use a browser's. */
export interface PageElement {
  readonly textContent: string | null
  getAttribute(name: string): string | null
  hasAttribute(name: string): boolean
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement> & ArrayLike<PageElement>
}

/** What a browser is given at an address, without its scripts. It must be a page. */
export async function openPlainPage(
  t: Test,
  { app }: Pick<TestApp, 'app'>,
  url: string,
): Promise<PageElement> {
  const answer = await app.inject({ url, headers: { accept: BROWSER } })
  t.match(answer.headers['content-type'], /^text\/html/, `${url} is a page`)
  const document = new JSDOM(answer.body).window['document'] as PageElement
  t.equal(document.querySelectorAll('h1').length, 1, `${url} has one heading of its own`)
  t.equal(document.querySelectorAll('img, [onerror], script:not([src])').length, 0, `${url} lets nothing in`)
  return document
}

/** Follows every link of a page that leads to an address of ours. */
export async function followLinks(
  t: Test,
  { app }: Pick<TestApp, 'app'>,
  document: PageElement,
): Promise<void> {
  const links = [...document.querySelectorAll('main a[href], main form[action]')]
  const targets = links.map((link) => link.getAttribute('href') ?? link.getAttribute('action')!)
  for (const url of new Set(targets.filter((target) => target.startsWith('/')))) {
    const { statusCode } = await app.inject({ url, headers: { accept: BROWSER } })
    t.ok(statusCode < 400, `${url} answers ${statusCode}`)
  }
}

/** What stands in a page, on one line. */
export function wordsOf(element: PageElement | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
}
