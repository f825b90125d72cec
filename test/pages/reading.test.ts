/** The page of a text as Chromium shows it. */
import t from 'tap'
import {
  copiedText,
  openPage,
  selectWords,
  startBrowser,
  startTestServer,
  WITHOUT_CHROMIUM,
} from '../support/browser.ts'

const WORK = '/works/breaking-the-siege-of-aleppo'

t.test('in a browser', { skip: WITHOUT_CHROMIUM }, async (t) => {
  const { app, urls, writer } = await startTestServer(t)
  const browser = await startBrowser(t)

  await t.test('selecting over two paragraphs leads to the quote that the API gives', async (t) => {
    const { page, faults } = await openPage(browser, urls.base)
    await page.goto(urls.base + WORK)
    t.equal(await page.isVisible('.quote-bar'), false)
    const words = await selectWords(
      page,
      ['.text .part:nth-child(2)', 'Jabhat'],
      ['.text .part:nth-child(3)', ' by the re-brand'],
    )
    t.match(words, /^Jabhat Fatah[\s\S]*impressed$/)
    t.notMatch(words, /\d/, 'the number of the paragraph is not among the words')
    await page.locator('.quote-bar a').click()
    const given = await app.inject({
      method: 'POST',
      url: '/quotes',
      payload: { work: 'breaking-the-siege-of-aleppo', exact: words },
    })
    t.equal(new URL(page.url()).pathname, new URL(given.json().url).pathname)
    t.strictSame(faults, [])
  })

  await t.test('what is copied has no numbers of paragraphs in it', async (t) => {
    const { page } = await openPage(browser, urls.base)
    await page.goto(urls.base + WORK)
    t.equal(await page.textContent('.number >> nth=0'), '1', 'there are some')
    await page.evaluate("document.getSelection().selectAllChildren(document.querySelector('.text'))")
    await page.keyboard.press('Control+C')
    const text = (await app.inject(`${WORK}.txt`)).body
    t.equal(oneLine(await copiedText(page)), oneLine(text))
  })

  await t.test('lines of code are set in as their source has them', async (t) => {
    const source = '# Loops\n\nTwo lines:\n\n```\nif a:\n    b = 1\n```\n'
    const { work } = await writer.importSource({
      bytes: Buffer.from(source),
      mediaType: 'text/markdown',
      fileName: 'a.md',
    })
    const { page } = await openPage(browser, urls.base)
    await page.goto(`${urls.base}/works/${work}`)
    t.equal(await page.textContent('pre code'), 'if a: b = 1', 'the words are those of the text')
    const [first, second] = await page.evaluate<{ left: number; width: number }[]>(`
      [...document.querySelector('pre code').childNodes].filter(({ nodeType }) => nodeType === 3).map((node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        const { left, width } = range.getBoundingClientRect()
        return { left, width }
      })`)
    const column = second!.width / 'b = 1'.length
    t.equal(Math.round((second!.left - first!.left) / column), 4)
  })
})

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
