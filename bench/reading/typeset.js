/** Sets a document with groff and reads the PDF back with pdftotext, as most converted documents came about. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const require = createRequire(import.meta.url)

/** The programs that are not installed here, of those that are needed. */
export function missingPrograms() {
  return ['groff', 'pdftotext'].filter((program) => spawnSync(program, ['-v']).error !== undefined)
}

/** The pages of a document in a layout, read with `-layout` and without it, and the PDF itself. */
export function typeset(document, layout) {
  const folder = mkdtempSync(join(tmpdir(), 'reading-'))
  try {
    const pdf = join(folder, 'document.pdf')
    const wide = layout.columns === true
    const paper = wide ? '7i,6i' : '6.4i,4.8i'
    const set = run('groff', ['-Kutf8', '-ms', '-Tpdf', `-P-p${paper}`], sourceOf(document, layout))
    writeFileSync(pdf, set)
    const read = (...options) =>
      run('pdftotext', [...options, pdf, '-'])
        .toString('utf8')
        .split('\f')
        .filter((page) => page.trim() !== '')
    return { laidOut: read('-layout'), plain: read(), pdf: set }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(program, options, input) {
  const { stdout, stderr, status } = spawnSync(program, options, { input, maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
  return stdout
}

function sourceOf(document, layout) {
  const { title, author, date, paragraphs, notes, language } = document
  const wide = layout.columns === true
  const width = wide ? '4.8i' : '3.6i'
  const lines = [
    `.pl ${wide ? '7i' : '6.4i'}`,
    ...['PO 0.6i', `LL ${width}`, `FL ${width}`, 'HM 0.8i', 'FM 0.8i', 'PS 10p', 'VS 12p', 'PI 1m'].map(
      (each) => `.nr ${each}`,
    ),
    `.nr PD ${layout.gap ?? 24}p`,
    '.lg 0',
    '.hla none',
    '.ds CH',
    ...(layout.roman ? ['.af % i'] : []),
    ...Object.entries({ OH: "''''", EH: "''''", OF: "''''", EF: "''''", ...layout.head(document) }).map(
      ([name, value]) => `.${name} ${escaped(value)}`,
    ),
    '.LP',
    ...[title, author, date].flatMap((line) => ['.ce 1', escaped(line), '.sp 1']),
    ...(wide ? ['.2C'] : []),
  ]
  const { hyphenateSync } = require(`hyphen/${language}`)
  for (const [index, paragraph] of paragraphs.entries()) {
    const note = layout.notes ? notes.get(index) : undefined
    const mark = note === undefined ? '' : `[${[...notes.keys()].indexOf(index) + 1}]`
    lines.push(layout.gap === 0 ? '.PP' : '.LP')
    lines.push(`\\&${escaped(hyphenateSync(paragraph, { hyphenChar: '\u00ad' }))}${mark}`)
    if (note !== undefined) lines.push('.FS', `${mark} ${escaped(note)}`, '.FE')
  }
  return `${lines.join('\n')}\n`
}

const ESCAPES = { '\\': '\\e', "'": '\\(aq', '`': '\\(ga', '^': '\\(ha', '~': '\\(ti', '\u00ad': '\\%' }

/** Text as groff takes it; the marks of a title (`'left'centre'right'`) stay. */
function escaped(text) {
  return /^'.*'$/.test(text) ? text : text.replace(/[\\'`^~\u00ad]/g, (character) => ESCAPES[character])
}
