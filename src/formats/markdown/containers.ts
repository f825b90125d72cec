/** Which quotes and lists stay open from line to line. What a line leaves in doubt counts as open. */

const QUOTE = -1
const TAB = 4
const OPENER = /([ \t]*)(?:>[ \t]?|([-+*]|\d{1,9}[.)])(?:[ \t]|$))/y
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/

/** What quotes and lists a line has. */
interface OpenInLine {
  /** Open in it, those of the lines before included. */
  depth: number
  /** Of these, opened by the line itself. */
  opened: number
  /** Lines up to this one that belong to a paragraph of a container only because nothing ended it. */
  lazyLines: number
}

/** Follows a text line by line. Constant in time for each character and each open container. */
export class OpenContainers {
  /** For each container that is open the columns by which its lines are indented, or `QUOTE`. */
  #open: number[] = []
  #afterBlank = true
  #lazy = 0

  /** Reads the next line, without its end. */
  read(line: string): OpenInLine {
    const { matched, at } = this.#match(line)
    const opened = RULE.test(line) ? [] : openedIn(line, at)
    const isBlank = /^[ \t]*$/.test(line.slice(at))
    const isLazy = matched < this.#open.length && opened.length === 0 && !isBlank && !this.#afterBlank
    if (!isLazy) this.#open = [...this.#open.slice(0, matched), ...opened]
    this.#lazy = isLazy ? this.#lazy + 1 : 0
    this.#afterBlank = isBlank
    return { depth: this.#open.length, opened: opened.length, lazyLines: this.#lazy }
  }

  /** How many of the open containers go on in a line, and where it goes on behind their marks. */
  #match(line: string): { matched: number; at: number } {
    let place = { at: 0, spare: 0 }
    for (const [matched, width] of this.#open.entries()) {
      const next = width === QUOTE ? behindMark(line, place) : behindIndent(line, place, width)
      if (next === undefined) return { matched, at: place.at }
      place = next
    }
    return { matched: this.#open.length, at: place.at }
  }
}

/** A place in a line, and the columns of the tab before it that no container has taken yet. */
interface Place {
  at: number
  spare: number
}

function behindMark(line: string, { at: from }: Place): Place | undefined {
  let at = from
  while (line[at] === ' ' || line[at] === '\t') at++
  if (line[at] !== '>') return undefined
  if (line[at + 1] === '\t') return { at: at + 2, spare: TAB - 1 }
  return { at: line[at + 1] === ' ' ? at + 2 : at + 1, spare: 0 }
}

/** A blank line belongs to every item. */
function behindIndent(line: string, { at: from, spare }: Place, width: number): Place | undefined {
  let columns = spare
  let at = from
  for (; columns < width; at++) {
    if (at === line.length) return { at, spare: 0 }
    if (line[at] !== '\t' && line[at] !== ' ') return undefined
    columns += line[at] === '\t' ? TAB : 1
  }
  return { at, spare: columns - width }
}

/** Indented code and paragraphs may look like this too. Items are taken as narrow as they can be. */
function openedIn(line: string, from: number): number[] {
  const opened: number[] = []
  OPENER.lastIndex = from
  for (let match = OPENER.exec(line); match !== null; match = OPENER.exec(line)) {
    const [, indent, marker] = match
    opened.push(marker === undefined ? QUOTE : indent!.length + marker.length + 1)
  }
  return opened
}
