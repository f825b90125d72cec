/** What a locator may count (CSL 1.0.2, appendix III, "Locators"). */
export const LOCATOR_LABELS: readonly string[] = [
  'act',
  'appendix',
  'article-locator',
  'book',
  'canon',
  'chapter',
  'column',
  'elocation',
  'equation',
  'figure',
  'folio',
  'issue',
  'line',
  'note',
  'opus',
  'page',
  'paragraph',
  'part',
  'rule',
  'scene',
  'section',
  'sub-verbo',
  'supplement',
  'table',
  'timestamp',
  'title-locator',
  'verse',
  'version',
  'volume',
]

/** Editions by whose pages everybody cites a work, whichever edition they have: no label is printed before them. */
export const EDITIONS: readonly string[] = ['bekker', 'stephanus']

/** What a second numbering of paragraphs may count. The archive itself counts the paragraphs. */
export const NUMBERING_LABELS: readonly string[] = [
  ...LOCATOR_LABELS.filter((label) => label !== 'paragraph'),
  ...EDITIONS,
]

/** Labels as people and styles write them, without a full stop. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    NUMBERING_LABELS.flatMap((label) => [label, `${label}s`].map((name) => [name, label])),
  ),
  ...spelt(
    'page',
    'p pp pg pgs s seite seiten pág págs pag página páginas pagina pagine str с стр sid sida side стор 頁 页 ページ',
  ),
  ...spelt('line', 'l ll zeile zeilen z ligne lignes línea líneas riga righe linha linhas wers 行'),
  ...spelt('verse', 'v vv vers verset versets verso versos versi wiersz стих 節 节'),
  ...spelt('section', '§ §§ sec secs sect sects abschnitt разд'),
  ...spelt('chapter', 'ch chap chaps kapitel kap chapitre cap capítulo capitolo rozdz гл глава 章'),
  ...spelt('book', 'bk bks buch livre'),
  ...spelt('column', 'col cols sp spalte'),
  ...spelt('folio', 'f ff fol fols'),
  ...spelt('figure', 'fig figs'),
  ...spelt('table', 'tab tabs'),
  ...spelt('volume', 'vol vols bd band'),
  ...spelt('note', 'n nn'),
}

function spelt(label: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, label]))
}

/** The label that somebody means: "pp.", "S.", "§", "Bekker"; undefined for none that is known. */
export function labelMeant(typed: string): string | undefined {
  const name = typed.trim().replace(/\.$/, '').toLowerCase()
  return Object.hasOwn(SPELLINGS, name) ? SPELLINGS[name] : undefined
}
