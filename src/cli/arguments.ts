/** What was typed, as the library wants it: the verb first. */
import { SETTINGS } from '../config.ts'

/** The flags of settings, each of which takes a value. */
const WITH_VALUE = new Set<string>(Object.values(SETTINGS).map(({ flag }) => flag.split(' ')[0]!))

/**
 * Options that stand before the verb, put behind all that is typed after it: `--data ./data quote "words"` is
 * `quote "words" --data ./data`. What names no verb stays as it is.
 */
export function verbFirst(args: readonly string[], isVerb: (name: string) => boolean): string[] {
  const at = placeOfVerb(args, isVerb)
  if (at <= 0) return [...args]
  const rest = args.slice(at)
  const end = rest.indexOf('--')
  return rest.toSpliced(end < 0 ? rest.length : end, 0, ...args.slice(0, at))
}

/** The place of the first argument that is a verb, and no value of a setting; -1 when there is none. */
function placeOfVerb(args: readonly string[], isVerb: (name: string) => boolean): number {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!
    if (arg === '--') return -1
    if (WITH_VALUE.has(arg)) at++
    else if (isVerb(arg)) return at
  }
  return -1
}
