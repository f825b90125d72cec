import { accessSync, constants } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import { buildTestApp, type TestAppOptions } from './app.ts'

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Chromium as Debian has it, or another one that `CHROMIUM` names; undefined where there is none. */
export const CHROMIUM = [process.env['CHROMIUM'], ...PROGRAMS].find((path) => path && isProgram(path))

/** What the tests that need it say where it is not. */
export const WITHOUT_CHROMIUM = CHROMIUM === undefined && 'Chromium is not installed'

/** Chromium, which is closed with the test. */
export async function startBrowser(t: Test): Promise<Browser> {
  const { chromium } = await import('playwright-core')
  const args = ['--no-sandbox', '--disable-dev-shm-usage']
  const browser = await chromium.launch({ executablePath: CHROMIUM!, args })
  t.teardown(() => browser.close())
  return browser
}

/** A test's application that listens on a port of its own. */
export async function startTestServer(t: Test, options: TestAppOptions = {}) {
  const built = await buildTestApp(t, options)
  await built.app.listen({ host: '127.0.0.1', port: 0 })
  built.urls.base = `http://127.0.0.1:${(built.app.server.address() as AddressInfo).port}`
  return built
}

/** A page, and all that went wrong in it: errors, refused loads, requests to others. */
export async function openPage(
  browser: Browser,
  base: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${base}/`)) faults.push(`a request to ${request.url()}`)
  })
  return { page, faults }
}

type WordsIn = readonly [selector: string, words: string]

/** Selects as a pointer does, from where words begin in one element to where others begin in another; the words selected. */
export function selectWords(page: Page, from: WordsIn, to: WordsIn): Promise<string> {
  const select = `((from, to) => {
    const place = ([selector, words]) => {
      const nodes = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT)
      while (nodes.nextNode())
        if (nodes.currentNode.data.includes(words)) return [nodes.currentNode, nodes.currentNode.data.indexOf(words)]
      throw new Error('There is no ' + words)
    }
    const selection = document.getSelection()
    selection.setBaseAndExtent(...place(from), ...place(to))
    return selection.toString()
  })(${JSON.stringify(from)}, ${JSON.stringify(to)})`
  return page.evaluate(select)
}

/** What the page has put on the clipboard. */
export function copiedText(page: Page): Promise<string> {
  return page.evaluate('navigator.clipboard.readText()')
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
