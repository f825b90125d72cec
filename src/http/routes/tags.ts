/** What the operations are listed under in the OpenAPI document, in the order in which people read it. */
export const TAGS = {
  Works: 'Articles and their texts.',
  Versions: 'Every text that a work has had, and how two of them differ.',
  Paragraphs: 'The counted units of a text, with permanent ids.',
  Quotes: 'Exact runs of words, with ids computed from the words.',
  Searching: 'Words in the whole archive, and quotations to be verified.',
  Citations: 'Works, paragraphs and quotes in a citation style.',
  Provenance: 'Where a text comes from, to the byte.',
  Harvesting: 'Metadata for libraries and search services, by their own protocols.',
  Log: 'The signed log of all that is published, and what it speaks of: for copies that can be checked.',
  Importing: 'Taking in works.',
  Withdrawing: 'Taking works and versions out of the archive.',
  Agents: 'The archive for AI agents and their programs.',
  Server: 'The server itself.',
}

/** The name under which an operation is listed. */
export type Tag = keyof typeof TAGS
