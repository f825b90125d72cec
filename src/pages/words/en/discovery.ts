/** What the archive says of itself to programs that wander. */
export const discovery = {
  feed: 'Newest works',
  searchOf: 'Search the texts of this archive, paragraph by paragraph.',
} as const
