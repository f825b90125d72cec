/**
 * Whether a text is as a pattern says, in which `*` stands for anything; case counts. An address may be written without
 * its `https://`. Each part is looked for once, from left to right, so that no pattern takes long.
 */
export function matches(pattern: string, text: string): boolean {
  return isLike(pattern, text) || isLike(pattern, text.replace(/^https?:\/\//, ''))
}

function isLike(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (!text.startsWith(first)) return false
  const last = rest.pop()
  if (last === undefined) return text === first
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
