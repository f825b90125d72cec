/** Reads a BibTeX file as BibTeX itself does: braces count whether or not a backslash precedes them. */

export interface TexEntry {
  type: string
  key: string
  fields: Record<string, string>
}

/** The one entry of a file. Throws where BibTeX would complain, or where anything stands beside the entry. */
export function readTexEntry(file: string): TexEntry {
  const head = /^@([a-z]+)\{([^\s,{}"#%'()=~\\]+),\n/.exec(file)
  if (!head) throw new Error(`No entry begins here: ${file.slice(0, 60)}`)
  const fields: Record<string, string> = {}
  let at = head[0].length
  for (;;) {
    const name = /^ {2}([a-z]+) +=\s/.exec(file.slice(at))
    if (!name) break
    const start = at + name[0].length
    const end = endOfValue(file, start)
    fields[name[1]!] = file.slice(start, end).replace(/^\{(.*)\}$/s, '$1')
    at = end + (file[end] === ',' ? 2 : 1)
  }
  if (file.slice(at) !== '}\n')
    throw new Error(`The entry does not end: ${JSON.stringify(file.slice(at, at + 60))}`)
  return { type: head[1]!, key: head[2]!, fields }
}

function endOfValue(file: string, start: number): number {
  if (file[start] !== '{') return start + /^[a-z]+/.exec(file.slice(start))![0].length
  let depth = 0
  for (let at = start; at < file.length; at++) {
    if (file[at] === '\n') throw new Error('A value goes over the end of its line.')
    depth += file[at] === '{' ? 1 : file[at] === '}' ? -1 : 0
    if (depth === 0) return at + 1
  }
  throw new Error('A brace is never closed.')
}
