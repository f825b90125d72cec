/** An entry of a BibTeX or BibLaTeX file. */

/** Field names → values with their braces, or a bare macro; absent ones are null. The order is kept. */
export type TexFields = Readonly<Record<string, string | null | undefined>>

/** The entry, one field a line. */
export function texEntry(type: string, key: string, fields: TexFields): string {
  const present = Object.entries(fields).filter(([, value]) => value)
  const width = Math.max(0, ...present.map(([name]) => name.length))
  const lines = present.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`)
  return `@${type}{${[key, ...lines].join(',\n')}\n}\n`
}
