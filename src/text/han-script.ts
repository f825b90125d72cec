import { createRequire } from 'node:module'

type Convert = (text: string) => string

const HAN = /\p{sc=Han}/gu
const simplified = new Map<string, string>()
let toSimplified: Convert | undefined
let toTraditional: Promise<Convert[]> | undefined

/** Traditional characters as simplified ones, each for itself: several become one, so that it is for comparing alone. */
export function simplifiedHan(text: string): string {
  return text.search(HAN) < 0 ? text : text.replace(HAN, simplifiedOf)
}

/** A text that has Han in the other scripts: simplified, and traditional as in general and in Taiwan. None for others. */
export async function inOtherScripts(text: string): Promise<string[]> {
  if (text.search(HAN) < 0) return []
  toTraditional ??= loadToTraditional()
  const traditional = (await toTraditional).map((convert) => convert(text))
  return [...new Set([simplifiedHan(text), ...traditional])].filter((other) => other !== text)
}

function simplifiedOf(character: string): string {
  let found = simplified.get(character)
  if (found === undefined) {
    toSimplified ??= loadToSimplified()
    const converted = toSimplified(character)
    found = converted.length === character.length ? converted : character
    simplified.set(character, found)
  }
  return found
}

/** Loaded where there is Han alone, and at once, because texts are compared without waiting: 109 kB, some milliseconds. */
function loadToSimplified(): Convert {
  const { Converter } = createRequire(import.meta.url)('opencc-js/t2cn') as typeof import('opencc-js/t2cn')
  return Converter({ from: 't', to: 'cn' })
}

/** Loaded once: it takes longer than many texts do. */
async function loadToTraditional(): Promise<Convert[]> {
  const { Converter } = await import('opencc-js/cn2t')
  return (['t', 'tw'] as const).map((to) => Converter({ from: 'cn', to }))
}
