/**
 * Every page: the rules of accessibility in Chromium, valid HTML, and no request to others. A short run looks at a fifth of the
 * pages in each test, each at others.
 */
import axe from 'axe-core'
import { HtmlValidate } from 'html-validate'
import t from 'tap'
import { buildTestApp } from '../support/app.ts'
import { openPage, startBrowser, startTestServer, WITHOUT_CHROMIUM } from '../support/browser.ts'
import { some } from '../support/runs.ts'
import { allPages } from './all-pages.ts'

/** Rules that colours and direction have a part in; the others see the same elements. */
const OF_LOOKS = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable']

t.test(
  'no rule of axe is broken in light, dark and from right to left',
  { skip: WITHOUT_CHROMIUM },
  async (t) => {
    const { app, urls } = await startTestServer(t)
    const browser = await startBrowser(t)
    const pages = some(await allPages(app))
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, faults } = await openPage(browser, urls.base, { colorScheme })
      for (const address of pages) {
        await page.goto(urls.base + address)
        await page.evaluate(axe.source)
        for (const direction of colorScheme === 'light' ? ['ltr', 'rtl'] : ['ltr']) {
          await page.evaluate(`document.documentElement.dir = '${direction}'`)
          const rules = colorScheme === 'light' && direction === 'ltr' ? {} : { runOnly: OF_LOOKS }
          const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(rules)})`)) as axe.AxeResults
          const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
          t.strictSame(told, [], `${address}, ${colorScheme}, ${direction}`)
        }
        const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        t.ok(Number(wide) <= 0, `${address} is not wider than the window`)
      }
      t.strictSame(
        faults.filter((fault) => !/status of 404/.test(fault)),
        [],
        'no error and no request to others',
      )
    }
  },
)

t.test('on a phone no page is wider than the screen', { skip: WITHOUT_CHROMIUM }, async (t) => {
  const { app, urls } = await startTestServer(t)
  const { page } = await openPage(await startBrowser(t), urls.base, { viewport: { width: 360, height: 740 } })
  for (const address of some(await allPages(app), 1)) {
    await page.goto(urls.base + address)
    t.equal(await page.evaluate('document.documentElement.scrollWidth'), 360, address)
  }
})

t.test('every page is valid HTML with one heading of the first level', async (t) => {
  const { app } = await buildTestApp(t)
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    // Of style alone: entities that are written out, and blanks at the ends of lines.
    rules: { 'no-trailing-whitespace': 'off', 'no-raw-characters': 'off', 'no-inline-style': 'error' },
  })
  for (const address of some(await allPages(app), 2)) {
    const { body, headers } = await app.inject({ url: address, headers: { accept: 'text/html' } })
    t.match(headers['content-type'], /^text\/html/, address)
    const report = await validator.validateString(body)
    const told = report.results.flatMap(({ messages }) =>
      messages.map(
        ({ ruleId, message, line }) =>
          `${ruleId}: ${message} in ${body.split('\n')[line - 1]?.slice(0, 200)}`,
      ),
    )
    t.strictSame(told, [], address)
    t.equal(body.match(/<h1\b/g)?.length, 1, `${address} has one first heading`)
    t.match(body, /<html lang="en" dir="ltr">/, address)
    t.match(headers['content-security-policy'], /^default-src 'none'; style-src 'self'; script-src 'sha256-/)
  }
})
