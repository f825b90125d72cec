const LINK = /\[\[([^[\]\n]{1,2000})\](?=[[\]])/y
const IMAGE = /\.(?:png|jpe?g|gif|svg)(?:[ \t]+\d{1,3})?(?:[ \t]+[rlf])?$/i
const ANCHOR = /^#[A-Za-z][A-Za-z0-9-]*$/
/** In characters. */
const LONGEST_LABEL = 4_000

/** A link, `[[address]]` or `[[address][label]]`, by offsets in its run. */
export interface MuseLink {
  end: number
  /** From where to where it is shown: the label, else the address. */
  shown: [number, number]
  address: [number, number]
  /** Has it no label? */
  isAlone: boolean
  isImage: boolean
}

/** The link that begins at an offset; undefined where none does. */
export function linkAt(text: string, at: number): MuseLink | undefined {
  LINK.lastIndex = at
  const match = LINK.exec(text)
  if (match === null) return undefined
  const behind = at + match[0].length
  const end = linkEnd(text, behind)
  if (end === undefined) return undefined
  const address = match[1]!.trim()
  const start = at + 2 + match[1]!.indexOf(address)
  const isAlone = behind + 1 === end
  // An anchor is shown without its sign.
  const alone: [number, number] = [start + (ANCHOR.test(address) ? 1 : 0), start + address.length]
  return {
    end,
    shown: isAlone ? alone : [behind + 1, end - 2],
    address: [start, start + address.length],
    isAlone,
    isImage: IMAGE.test(address) && !/^https?:/i.test(address),
  }
}

/** Behind a link whose address ends here; undefined where it is none. */
function linkEnd(text: string, at: number): number | undefined {
  if (text[at] === ']') return at + 1
  const label = text.slice(at + 1, at + LONGEST_LABEL)
  const close = label.indexOf(']]')
  if (close < 1 || label.lastIndexOf('[[', close) >= 0) return undefined
  // What ends with a bracket of its own.
  return at + 1 + close + (label[close + 2] === ']' && label.lastIndexOf('[', close) >= 0 ? 3 : 2)
}
