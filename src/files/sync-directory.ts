import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes what was renamed or linked in a directory last. */
export function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
