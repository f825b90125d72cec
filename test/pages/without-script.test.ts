/** The whole way from the text to the citation without JavaScript, and with the keyboard alone. */
import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import t from 'tap'
import { ASSETS } from '../../src/pages/assets.ts'
import { buildTestApp } from '../support/app.ts'
import { openPage, startBrowser, startTestServer, WITHOUT_CHROMIUM } from '../support/browser.ts'

const WORK = '/works/breaking-the-siege-of-aleppo'

/** Presses Tab until the element that matches has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
  }
  throw new Error(`Tab does not lead to ${selector}`)
}

t.test('in a browser', { skip: WITHOUT_CHROMIUM }, async (t) => {
  const { app, urls } = await startTestServer(t)
  const browser = await startBrowser(t)

  await t.test('sentences are chosen, quoted and cited without script', async (t) => {
    const { page, faults } = await openPage(browser, urls.base, { javaScriptEnabled: false })
    await page.goto(urls.base + WORK)
    await page.click('.number >> nth=2')
    await page.selectOption('select[name=from]', { index: 1 })
    await page.selectOption('select[name=to]', { index: 2 })
    await page.click('form.stacked button')
    const exact = await page.textContent('mark')
    t.match(
      exact,
      /^Whilst Nusra has avoided .* council members and has been responsible for sectarian attacks\.$/,
    )
    const given = await app.inject({
      method: 'POST',
      url: '/quotes',
      payload: { work: 'breaking-the-siege-of-aleppo', exact },
    })
    t.equal(new URL(page.url()).pathname, new URL(given.json().url).pathname)
    t.match(await page.textContent('main'), '(Al Shami, 2016, para. 3)')
    await page.fill('input[name=style]', 'ieee')
    await page.click('#cite form button')
    t.match(await page.textContent('#cite'), /IEEE/)
    t.strictSame(faults, [])
  })

  await t.test('everything is reached by keyboard', async (t) => {
    const { page } = await openPage(browser, urls.base)
    await page.goto(urls.base + WORK)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    t.match(page.url(), /#main$/, 'the first stop skips to the content')
    await tabTo(page, '.number')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/paragraphs\//)
    await tabTo(page, 'select[name=to]')
    await page.keyboard.press('End')
    await tabTo(page, 'form.stacked button')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/quotes\//)
    await tabTo(page, 'button[data-copies=address]')
    await page.keyboard.press('Enter')
    await page.waitForFunction(
      "document.querySelector('button[data-copies=address] [role=status]').textContent !== ''",
    )
    t.match(await page.evaluate('navigator.clipboard.readText()'), `${urls.base}/quotes/`)
  })
})

t.test('the seed’s page with style and script is at most 15 kB', async (t) => {
  const { app } = await buildTestApp(t)
  const { body } = await app.inject({ url: WORK, headers: { accept: 'text/html' } })
  const parts = [
    body,
    ...[...ASSETS.values()].filter(({ name }) => !name.endsWith('.svg')).map(({ body }) => body),
  ]
  const size = parts.map((part) => brotliCompressSync(part).length).reduce((sum, length) => sum + length)
  t.ok(size <= 15_000, `${size} bytes`)
})
