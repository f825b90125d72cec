import core from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import { attachedFiles } from './attached-files.ts'
import { fieldsOfItem } from './csl-fields.ts'
import { type ListEntry, listError, type ReadEntries } from './list-entry.ts'

interface BibEntry {
  label: string
  properties: Record<string, unknown>
}

/** `@article{doe2019,` at the beginning of a line. */
const ENTRY = /^[ \t]*@[ \t]*(?!comment|string|preamble)\w+\s*[{(]\s*([^,\s]+)/gim

/** BibTeX or BibLaTeX, each entry with the field `file`. @throws ColophonError `invalid_list` */
export function readBibtex(text: string): ReadEntries {
  const lines = linesOfEntries(text)
  const entries = parsed(text).map((entry): ListEntry => {
    const [item] = core.plugins.input.data(entry, '@biblatex/entry+object') as [Record<string, unknown>]
    return {
      line: lines.get(entry.label) ?? 1,
      key: entry.label,
      files: attachedFiles(entry.properties['file']),
      fields: fieldsOfItem(item),
    }
  })
  return { entries, lenient: true }
}

function parsed(text: string): BibEntry[] {
  try {
    return core.plugins.input.data(text, '@bibtex/text') as BibEntry[]
  } catch (error) {
    const { message } = error as Error
    const [, line = '1'] = /at line (\d+)/.exec(message) ?? []
    throw listError(Number(line), `This is no BibTeX: ${message.split('\n')[0]!.replace(/ at line.*/, '')}.`)
  }
}

function linesOfEntries(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  let [line, at] = [1, 0]
  for (const { index, 1: label } of text.matchAll(ENTRY)) {
    line += text.slice(at, index).split('\n').length - 1
    at = index
    if (!lines.has(label!)) lines.set(label!, line)
  }
  return lines
}
