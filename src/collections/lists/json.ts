import { attachedFiles } from './attached-files.ts'
import { fieldsOfItem } from './csl-fields.ts'
import { listError, type ReadEntries } from './list-entry.ts'

type Fields = Record<string, unknown>

/** A manifest on each line, with the name of its file as `file`. @throws ColophonError `invalid_list` */
export function readJsonLines(text: string): ReadEntries {
  const entries = text.split(/\r?\n/).flatMap((json, at) => {
    if (json.trim() === '') return []
    const { file, ...fields } = objectOf(parsed(json, at + 1), at + 1)
    return [{ line: at + 1, files: typeof file === 'string' && file !== '' ? [file] : [], fields }]
  })
  return { entries, lenient: false }
}

/** An array of items of CSL-JSON, each with the name of its file as `file`. @throws ColophonError `invalid_list` */
export function readItems(text: string): ReadEntries {
  const items = parsed(text, 1) as unknown[]
  const lines = linesOfItems(text)
  const entries = items.map((value, at) => {
    const item = objectOf(value, lines[at]!)
    const key = item['citation-key'] ?? item['id']
    return {
      line: lines[at]!,
      ...((typeof key === 'string' || typeof key === 'number') && { key: `${key}` }),
      files: attachedFiles(item['file']),
      fields: fieldsOfItem(item),
    }
  })
  return { entries, lenient: true }
}

function parsed(json: string, line: number): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    const { message } = error as Error
    const at = /position (\d+)/.exec(message)?.[1]
    const before = at === undefined ? '' : json.slice(0, Number(at))
    throw listError(line + before.split('\n').length - 1, `This is no JSON: ${message}.`)
  }
}

function objectOf(value: unknown, line: number): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw listError(line, 'It must be a JSON object with a "file", such as {"file": "a.md", "title": "…"}.')
}

/** The line on which each item of an array, which is JSON, begins. */
function linesOfItems(text: string): number[] {
  const lines: number[] = []
  let [line, depth] = [1, 0]
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!
    if (mark === '"') at = endOfString(text, at)
    else if (mark === '\n') line++
    else if (mark === '{' || mark === '[') {
      if (depth === 1) lines.push(line)
      depth++
    } else if (mark === '}' || mark === ']') depth--
  }
  return lines
}

function endOfString(text: string, begin: number): number {
  let at = begin + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
