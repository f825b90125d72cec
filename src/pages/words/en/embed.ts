/** A passage in somebody else's page, and what to copy for it. */
export const embed = {
  title: (title: string) => `Quotation from ${title}`,
  address: 'Permanent address',
  older: 'The newest version does not have this paragraph any more. This is how it last stood.',
  quotation: 'A quotation with its source, as HTML',
  frame: 'A frame that tells what became of the words, as HTML',
} as const
