/** What is told of works in lines. */
interface Named {
  family?: string | undefined
  given?: string | undefined
  literal?: string | undefined
}

/** "Al Shami", "Rawls & Sen", "Marx et al." */
export function authorsInShort(authors: readonly Named[] = []): string {
  const [first, second, ...others] = authors.map(
    ({ family, given, literal }) => family ?? literal ?? given ?? '',
  )
  if (first === undefined) return ''
  if (second === undefined) return first
  return others.length === 0 ? `${first} & ${second}` : `${first} et al.`
}

/** "Leila Al Shami" */
export function inFull({ family, given, literal }: Named): string {
  return literal ?? [given, family].filter(Boolean).join(' ')
}

/** A line as wide as the terminal; elsewhere whole. */
export function fitted(line: string): string {
  const width = process.stdout.isTTY ? process.stdout.columns : 0
  return width > 20 && line.length > width ? `${line.slice(0, width - 1)}…` : line
}
