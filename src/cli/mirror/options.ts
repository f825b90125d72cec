import { type Command, InvalidArgumentError } from 'commander'
import { isBaseUrl } from '../../mirror/mirror-file.ts'
import type { Growth } from '../../mirror/room.ts'
import { settingsOf } from '../settings.ts'

/** Gathers the values of an option that may be repeated. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

/** What the argument of a mirror's directory is. */
export const DIRECTORY = ['<directory>', 'that of the mirror'] as const

/** The address of an archive, without a slash at its end. */
export function parseBaseUrl(text: string): string {
  const url = text.replace(/\/+$/, '')
  if (isBaseUrl(url)) return url
  throw new InvalidArgumentError('It is an address such as https://archive.example.org, without a query.')
}

/** How much a mirror may grow, as the settings in force for its directory say. */
export function growthOf(command: Command, directory: string): Partial<Growth> {
  return { most: Number(settingsOf(command, directory).mirrorGrowth) * 1e9 }
}
