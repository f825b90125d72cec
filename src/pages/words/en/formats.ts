/** The formats that sources are read in. */
export const formats = {
  title: 'Formats',
  what: 'Files in each of these become works. The bytes are kept as they are, whatever is read of them.',
  version: (version: string) => `version ${version}`,
  types: 'Media types',
  extensions: 'File names end in',
  keeps: 'Keeps',
  leavesOut: 'Leaves out',
} as const
