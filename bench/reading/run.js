/**
 * Typesets documents, converts them, reads them and tells how much came back. Run by hand, after `npm run build`:
 * node bench/reading/run.js [--seed N] [--documents N] [--layout NAME] [--form NAME] [--texts LANGUAGE=PATH]… [--write DIR]
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadSource } from '../../dist/src/formats/load.js'
import { random } from '../corpus/random.js'
import { printColumns } from '../report/table.js'
import { LANGUAGES, makeDocument, paragraphsOf } from './documents.js'
import { FORMS } from './forms.js'
import { LAYOUTS } from './layouts.js'
import { furnitureOf } from './pages.js'
import { score } from './score.js'
import { missingPrograms, typeset } from './typeset.js'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    documents: { type: 'string', default: '8' },
    layout: { type: 'string' },
    form: { type: 'string' },
    texts: { type: 'string', multiple: true, default: [] },
    write: { type: 'string' },
  },
})

const COLUMNS = [
  ['layout', ({ layout }) => layout],
  ['form', ({ form }) => form],
  ['exact %', ({ exact, paragraphs }) => share(exact, paragraphs)],
  ['wrong joins', ({ joined }) => String(joined)],
  ['furniture inside', ({ furnished }) => String(furnished)],
  ['notes inside', ({ noted }) => String(noted)],
  ['notes %', ({ notesFound, notes }) => share(notesFound, notes)],
  ['heads %', ({ heads, documents }) => share(heads, documents)],
]

const ENDINGS = { 'text/markdown': 'md', 'text/plain': 'txt', 'application/pdf': 'pdf' }

const share = (part, whole) => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(1))

const missing = missingPrograms()
if (missing.length > 0) console.log(`Nothing was measured: ${missing.join(' and ')} must be installed.`)
else console.log(printColumns(COLUMNS, 2, await measure()))

async function measure() {
  const given = Object.fromEntries(values.texts.map((each) => each.split(/=(.*)/s, 2)))
  const texts = Object.fromEntries(LANGUAGES.map((language) => [language, paragraphsOf(language, given)]))
  const forms = FORMS.filter(({ name }) => values.form === undefined || name === values.form)
  const rows = []
  for (const layout of LAYOUTS.filter(({ name }) => values.layout === undefined || name === values.layout))
    rows.push(...(await measureLayout(layout, texts, forms)))
  return [...rows, ...forms.map(({ name }) => total('all', name, rows)), total('all', 'all', rows)]
}

/** Without `-layout` nothing shows paragraphs that are told apart by their indent alone. */
async function measureLayout(layout, texts, allForms) {
  const forms = allForms
    .filter(({ lossy }) => !lossy || layout.gap !== 0)
    .filter(({ name }) => name !== 'PDF' || layout.arranged !== true)
  const rows = forms.map(({ name }) => ({ layout: layout.name, form: name }))
  for (let index = 0; index < Number(values.documents); index++) {
    const language = LANGUAGES[index % LANGUAGES.length]
    const document = makeDocument(random(Number(values.seed) * 1000 + index), language, texts[language])
    const set = typeset(document, layout)
    const truth = {
      ...document,
      notes: layout.notes ? [...document.notes.values()] : [],
      furniture: furnitureOf(layout, document, set.laidOut.length),
    }
    const pages = {
      laidOut: layout.arrange(set.laidOut, document),
      plain: layout.arrange(set.plain, document),
      pdf: set.pdf,
      columns: layout.columns,
      furniture: truth.furniture,
    }
    for (const [at, form] of forms.entries()) {
      const source = form.write(pages, document)
      const name = `${layout.name}-${form.name}-${language}-${index}`.replace(/[ ,]+/g, '-')
      const bytes = Buffer.from(source)
      const request = { bytes, mediaType: form.mediaType, fileName: `${name}.${ENDINGS[form.mediaType]}` }
      const { document: read } = await loadSource(request)
      add(rows[at], score(read, truth, form.lossy))
      if (values.write !== undefined) keep(name, { bytes, form, truth, read })
    }
  }
  return rows
}

function add(row, counts) {
  for (const [name, count] of Object.entries(counts)) row[name] = (row[name] ?? 0) + count
}

function total(layout, form, rows) {
  const sum = { layout, form }
  for (const { layout: _, form: own, ...counts } of rows) if (form === 'all' || own === form) add(sum, counts)
  return sum
}

/** Writes the source, its truth and how it was read, for a person who looks for the fault. */
function keep(name, { bytes, form, truth, read }) {
  mkdirSync(values.write, { recursive: true })
  const file = (ending) => join(values.write, `${name}.${ending}`)
  writeFileSync(file(ENDINGS[form.mediaType]), bytes)
  const { title, author, date, paragraphs, notes, furniture } = truth
  const people = { author, people: [author], date: { raw: date } }
  writeFileSync(
    file('truth.json'),
    JSON.stringify({ title, ...people, paragraphs, footnotes: notes, furniture }, null, 1),
  )
  writeFileSync(file('read.txt'), read.blocks.map(({ kind, text }) => `[${kind}] ${text}`).join('\n\n'))
}
