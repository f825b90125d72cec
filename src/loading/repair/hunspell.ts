/**
 * Asks a Hunspell dictionary whether it has a word, by taking affixes off the word. The libraries that form every
 * word beforehand need 17 s and 646 MB for French. Compounds and affixes upon affixes are left out.
 */
interface Affix {
  flag: string
  /** What stands in the stem where the affix stands in the word. */
  strip: string
  /** What the edge of the stem must look like. */
  fits(stem: string): boolean
}

interface Affixes {
  prefixes: ReadonlyMap<string, Affix[]>
  suffixes: ReadonlyMap<string, Affix[]>
  hasFlag(flags: string, flag: string): boolean
  /** Flags of entries that are no words by themselves, or at all. */
  barred: readonly string[]
}

/** Reads the texts of an `.aff` and a `.dic`; words are asked for in lower case. */
export function hunspellList(aff: string, dic: string): { has(word: string): boolean } {
  const affixes = readAffixes(aff)
  const stems = readStems(dic, /^FLAG\s+num/m.test(aff) ? ',' : '')
  const isStem = (stem: string, flags: readonly string[]) => {
    const own = stems.get(stem)
    return own !== undefined && flags.every((flag) => affixes.hasFlag(own, flag))
  }
  const hasStem = (word: string, prefix: readonly string[]) => {
    for (const { stem, flag } of withoutSuffix(word, affixes.suffixes)) {
      if (isStem(stem, [...prefix, flag])) return true
    }
    return prefix.length > 0 && isStem(word, prefix)
  }
  return {
    has: (word) => {
      const own = stems.get(word)
      if (own !== undefined && !affixes.barred.some((flag) => affixes.hasFlag(own, flag))) return true
      if (hasStem(word, [])) return true
      for (const { stem, flag } of withoutPrefix(word, affixes.prefixes)) {
        if (hasStem(stem, [flag])) return true
      }
      return false
    },
  }
}

function* withoutSuffix(word: string, suffixes: Affixes['suffixes']) {
  for (let at = word.length; at > 0; at--) {
    for (const { flag, strip, fits } of suffixes.get(word.slice(at)) ?? []) {
      const stem = word.slice(0, at) + strip
      if (fits(stem)) yield { stem, flag }
    }
  }
}

function* withoutPrefix(word: string, prefixes: Affixes['prefixes']) {
  for (let at = 1; at < word.length; at++) {
    for (const { flag, strip, fits } of prefixes.get(word.slice(0, at)) ?? []) {
      const stem = strip + word.slice(at)
      if (fits(stem)) yield { stem, flag }
    }
  }
}

/** A line of an affix: its head has a count where the strip's partner would stand, and no condition. */
const AFFIX = /^([PS])FX[ \t]+(\S+)[ \t]+(\S+)[ \t]+([^\s/]+)(?:\/\S*)?[ \t]+(\S+)/gm

function readAffixes(aff: string): Affixes {
  const prefixes = new Map<string, Affix[]>()
  const suffixes = new Map<string, Affix[]>()
  for (const [, kind, flag, strip, add, condition] of aff.matchAll(AFFIX)) {
    const affixes = kind === 'P' ? prefixes : suffixes
    const fits = conditionOf(condition, kind === 'P' ? ['^', ''] : ['', '$'])
    const key = add === '0' ? '' : add!.toLowerCase()
    const list = affixes.get(key) ?? []
    if (list.length === 0) affixes.set(key, list)
    list.push({ flag: flag!, strip: strip === '0' ? '' : strip!, fits })
  }
  const barred = [...aff.matchAll(/^(?:NEEDAFFIX|FORBIDDENWORD|ONLYINCOMPOUND)\s+(\S+)/gm)]
  return { prefixes, suffixes, hasFlag: flagReader(aff), barred: barred.map((match) => match[1]!) }
}

/** Compiled when it is first asked: a dictionary has thousands, and a document needs few. */
function conditionOf(
  condition: string | undefined,
  [before, after]: readonly [string, string],
): Affix['fits'] {
  if (condition === undefined || condition === '.') return () => true
  let compiled: RegExp | undefined
  return (stem) => {
    compiled ??= new RegExp(`${before}${condition.replace(/[*+?(){}|$\\]/g, '\\$&')}${after}`, 'iu')
    return compiled.test(stem)
  }
}

/** Flags are a character each, or two, or numbers with commas between. */
function flagReader(aff: string): Affixes['hasFlag'] {
  const kind = /^FLAG\s+(\S+)/m.exec(aff)?.[1]
  if (kind === 'num') return (flags, flag) => flags.split(',').includes(flag)
  if (kind !== 'long') return (flags, flag) => flags.includes(flag)
  return (flags, flag) => {
    for (let at = 0; at < flags.length; at += 2) if (flags.startsWith(flag, at)) return true
    return false
  }
}

/** The stems in lower case with their flags: words at the end of a line have lost what their capitals meant. */
function readStems(dic: string, separator: string): Map<string, string> {
  const stems = new Map<string, string>()
  for (let start = 0; start < dic.length; ) {
    const found = dic.indexOf('\n', start)
    const end = found < 0 ? dic.length : found
    const line = dic.slice(start, end)
    const entry = /[\t\r ]/.test(line) ? line.slice(0, line.search(/[\t\r ]/)) : line
    const slash = entry.indexOf('/')
    const key = (slash < 0 ? entry : entry.slice(0, slash)).toLowerCase()
    const flags = slash < 0 ? '' : entry.slice(slash + 1)
    const known = stems.get(key)
    stems.set(key, known ? `${known}${separator}${flags}` : flags)
    start = end + 1
  }
  return stems
}
