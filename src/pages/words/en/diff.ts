/** Differences between two wordings. */
export const diff = {
  added: 'added:',
  removed: 'left out:',
} as const
