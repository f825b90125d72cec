import { join } from 'node:path'
import t from 'tap'
import { buildCommand, colophon, colophonProcess } from '../support/command.ts'
import { ROOT } from '../support/root.ts'

const SEED = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')
const QUOTE = '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h'

t.before(buildCommand)

t.test('several ids and works of one’s own are cited together', async (t) => {
  const goldman = { id: 'goldman', type: 'book', title: 'Anarchism', author: [{ family: 'Goldman' }], issued: { 'date-parts': [['1910']] } } // biome-ignore format: one item
  const dir = t.testdir({ 'own.json': JSON.stringify([goldman]), 'bad.json': '[{"id": 1}]' })
  const [data, own] = [join(dir, 'archive'), join(dir, 'own.json')]
  colophon('import', SEED, '--data', data)
  const cite = (args: string[], input?: string) => {
    const line = ['cite', ...args, '--data', data]
    return input === undefined ? colophon(...line) : colophonProcess(line, input)
  }
  const lines = (args: string[], input?: string) => cite(args, input).stdout.trim().split('\n')
  const entries = lines(['m79f8w3gyar2vm2a', QUOTE, '--items', own, '--style', 'mla'])
  t.strictSame(entries.map((entry) => entry.slice(0, 9)), ['Al Shami,', 'Goldman. ']) // biome-ignore format: one list
  const ids = `goldman\n${QUOTE}\n\nbreaking-the-siege-of-aleppo\n`
  t.strictSame(lines(['-', '--items', own, '--form', 'in-text'], ids), ['(Goldman, 1910)', '(Al Shami, 2016, para. 4)', '(Al Shami, 2016)']) // biome-ignore format: one list
  const { bibliography, cites } = JSON.parse(cite(['-', '--items', own, '--json'], ids).stdout)
  t.strictSame([bibliography.length, cites.length], [2, 3])
  const alone = colophon('cite', '--items', own, '--data', join(dir, 'nowhere'))
  t.strictSame([alone.status, alone.stdout], [0, 'Goldman. (1910). Anarchism.\n'], 'no archive is needed')
  t.match(cite([QUOTE, 'nothing']), { status: 4, stdout: '' })
  t.match(cite(['--items', join(dir, 'bad.json')]), { status: 1, stdout: '', stderr: /type/ })
  t.equal(cite([QUOTE, 'goldman', '--items', own, '--form', 'narrative']).status, 2)
  t.equal(cite([QUOTE, 'goldman', '--items', own, '--form', 'note']).status, 2)
  t.equal(cite([QUOTE, '--form', 'markdown']).stdout, '[@alshami2016breaking, para. 4]\n')
  const plain = cite([QUOTE, '--form', 'plain', '--style', 'mla', '--base-url', 'https://a.example']).stdout
  t.match(plain, `” (Al Shami, par. 4)\nhttps://a.example/quotes/${QUOTE}`)
  t.equal(cite([QUOTE, 'm79f8w3gyar2vm2a', '--form', 'wiki']).status, 2)
  t.match(cite([QUOTE, '--form', 'bibtex']).stderr, /There are bibliography, .* wiki-quote, plain/)
})
