import type { FastifyInstance } from 'fastify'
import { JSDOM } from 'jsdom'
import type { Test } from 'tap'

/** What the tests use of an element. */
export interface PageElement {
  getAttribute(name: string): string | null
  getAttributeNames(): string[]
  querySelector(selector: string): PageElement | null
  readonly textContent: string
  readonly outerHTML: string
  readonly tagName: string
  readonly children: Iterable<PageElement>
}

/** What the tests use of a document. */
export interface PageDocument {
  readonly title: string
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
}

/** What a browser sends. */
export const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

/** A page as a browser gets it, without one. */
export async function pageDocument(t: Test, app: FastifyInstance, url: string): Promise<PageDocument> {
  const answer = await app.inject({ url, headers: BROWSER })
  t.match(answer, { statusCode: 200, headers: { 'content-type': /^text\/html/ } }, url)
  return new JSDOM(answer.body).window['document'] as PageDocument
}
