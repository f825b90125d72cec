/** The characters that TeX gives a meaning. */

/** What a backslash does not escape, and what TeX's old fonts print as another character outside of mathematics. */
const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '$<$',
  '>': '$>$',
  '|': '$|$',
}

/** Braces that are no pair. */
const LONE_BRACES: Readonly<Record<string, string>> = { '{': '\\textbraceleft{}', '}': '\\textbraceright{}' }

/**
 * How to escape the parts of a text. BibTeX counts braces with a backslash before them too: `\{` and `\}` are
 * written where they pair off, commands otherwise, though pandoc (2.17) reads those as nothing.
 */
export function texEscaper(text: string): (part: string) => string {
  const commands = hasPairedBraces(text) ? COMMANDS : { ...COMMANDS, ...LONE_BRACES }
  return (part) => part.replace(/[\\{}~^<>|&%$#_]/g, (char) => commands[char] ?? `\\${char}`)
}

function hasPairedBraces(text: string): boolean {
  let depth = 0
  for (const [brace] of text.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1
    if (depth < 0) return false
  }
  return depth === 0
}
