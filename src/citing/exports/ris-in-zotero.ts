/**
 * What Zotero makes of a record of a RIS type (its translator "RIS"), where that is less than the record says. The rest
 * stands in "Extra" as well, whose lines Zotero cites by. A person whom its type has no place for it makes an author.
 */

/** CSL item types that Zotero gives back from their RIS type. */
const KEPT_TYPES = new Set([
  'article-journal', 'article-magazine', 'article-newspaper', 'bill', 'book', 'chapter', 'dataset', 'entry-dictionary',
  'entry-encyclopedia', 'graphic', 'hearing', 'legal_case', 'legislation', 'manuscript', 'map', 'motion_picture',
  'paper-conference', 'patent', 'personal_communication', 'post-weblog', 'report', 'software', 'song', 'thesis', 'webpage',
]) // biome-ignore format: one list

const WITH_EDITOR = new Set(['BOOK', 'CHAP', 'CLSWK', 'CPAPER', 'DICT', 'ENCYC', 'GEN', 'JOUR', 'SER'])
const WITH_TRANSLATOR = new Set([
  ...WITH_EDITOR,
  'ELEC',
  'INPR',
  'MANSCPT',
  'MGZN',
  'NEWS',
  'PAMP',
  'RPRT',
  'STAND',
])

/** Manuscripts, as which Zotero takes pamphlets too, have few fields. */
const OF_A_BOOK = ['publisher', 'edition', 'volume', 'collection-title', 'ISBN']
const LOST: Readonly<Record<string, readonly string[]>> = {
  BLOG: ['publisher', 'publisher-place'],
  ELEC: ['publisher', 'publisher-place'],
  INPR: OF_A_BOOK,
  MANSCPT: OF_A_BOOK,
  PAMP: OF_A_BOOK,
  RPRT: ['collection-title'],
}

/** Whether Zotero keeps the type of the item. */
export function keepsType(cslType: string): boolean {
  return KEPT_TYPES.has(cslType)
}

/** Whether a record of the type may have editors, and translators, of its own. */
export function namesIn(risType: string): { editor: boolean; translator: boolean } {
  return { editor: WITH_EDITOR.has(risType), translator: WITH_TRANSLATOR.has(risType) }
}

/** Variables of CSL whose tags a record of the type has in vain. */
export function lostIn(risType: string): readonly string[] {
  const { editor, translator } = namesIn(risType)
  return [...(editor ? [] : ['editor']), ...(translator ? [] : ['translator']), ...(LOST[risType] ?? [])]
}
