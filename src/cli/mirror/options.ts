/** Gathers the values of an option that may be repeated. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

/** What the argument of a mirror's directory is. */
export const DIRECTORY = ['<directory>', 'that of the mirror'] as const
