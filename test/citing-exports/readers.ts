/** Other programs that read our exports, each giving CSL-JSON. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CslItem } from '../../src/citing/csl/item.ts'

/** A reason to skip, where one of the programs is not installed. */
export function missing(...programs: string[]): string | false {
  const absent = programs.filter((program) => spawnSync(program, ['--version']).error)
  return absent.length > 0 ? `not installed: ${absent.join(', ')}` : false
}

/** Text → what a chain of programs makes of it. Throws where one of them fails. */
function run(text: string, ...commands: string[]): string {
  return commands.reduce((input, command) => {
    const [program, ...options] = command.split(' ')
    const { stdout, stderr, status, error } = spawnSync(program!, options, {
      input,
      encoding: 'utf8',
      timeout: 60_000,
    })
    if (error || status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`)
    return stdout.replace(/^\ufeff/, '')
  }, text)
}

function oneItem(json: string): CslItem {
  const items = JSON.parse(json) as CslItem[]
  if (items.length !== 1) throw new Error(`One reference went in, ${items.length} came out.`)
  return items[0]!
}

export const pandocBiblatex = (text: string) => oneItem(run(text, 'pandoc -f biblatex -t csljson'))
export const pandocBibtex = (text: string) => oneItem(run(text, 'pandoc -f bibtex -t csljson'))
export const pandocCslJson = (text: string) => oneItem(run(text, 'pandoc -f csljson -t csljson'))
export const bibutilsBibtex = (text: string) =>
  oneItem(run(text, 'bib2xml -u', 'xml2bib -b', 'pandoc -f bibtex -t csljson'))
export const bibutilsBiblatex = (text: string) =>
  oneItem(run(text, 'biblatex2xml -u', 'xml2bib -b', 'pandoc -f bibtex -t csljson'))
export const bibutilsRis = (text: string) =>
  oneItem(run(text, 'ris2xml -u', 'xml2bib -b', 'pandoc -f bibtex -t csljson'))

const require = createRequire(import.meta.url)

/** citation-js in this process, by the name that it has for a format. */
const citationJs = (format: string) => (text: string) => {
  const { Cite } = require('@citation-js/core') as {
    Cite: new (text: string, options: object) => { data: CslItem[] }
  }
  require('@citation-js/plugin-bibtex')
  return oneItem(JSON.stringify(new Cite(text, { forceType: format }).data))
}

export const citationJsBiblatex = citationJs('@biblatex/text')
export const citationJsBibtex = citationJs('@bibtex/text')

/** What biber has against entries of BibLaTeX, by the data model of biblatex. */
export function biberWarnings(entries: string): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'biber-'))
  try {
    writeFileSync(join(directory, 'refs.bib'), entries)
    const options = ['--tool', '--validate-datamodel', '--nolog', '--output-file', 'out.bib', 'refs.bib']
    const { stdout, status } = spawnSync('biber', options, { cwd: directory, encoding: 'utf8' })
    if (status !== 0) throw new Error(stdout)
    return stdout.split('\n').filter((line) => /^(?:WARN|ERROR)/.test(line))
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** Throws where the text is no well-formed XML. */
export const checkXml = (text: string) => run(text, 'xmllint --noout --nonet -')
