/** The layouts that documents are typeset in: how pages are furnished, and what becomes of their order. */
import { impose, withColophon } from './pages.js'

const folio = (form) => ({ OF: `''${form}''`, EF: `''${form}''` })
const keep = (pages) => pages

/**
 * `head` gives groff's ms its titles; `arrange` puts the pages into the order of the file; `gap` is the space between
 * paragraphs in points (24: two lines, which pdftotext shows without `-layout`, too), 0 where an indent tells them apart.
 * @typedef {{ name: string, head: (document: object) => Record<string, string>, arrange: Function,
 *   arranged?: boolean, notes?: boolean, gap?: number, columns?: boolean, roman?: boolean }} Layout
 * @type {Layout[]}
 */
export const LAYOUTS = [
  { name: 'bare', head: () => ({}), arrange: keep },
  { name: 'folios', head: () => folio('%'), arrange: keep },
  { name: 'folios with dashes', head: () => folio('- % -'), arrange: keep },
  { name: 'roman folios', head: () => folio('%'), arrange: keep, roman: true },
  {
    name: 'heads left and right',
    head: ({ title, author }) => ({ ...folio('%'), OH: `'''${title}'`, EH: `'${author}'''` }),
    arrange: keep,
  },
  {
    name: 'heads with the number',
    head: ({ title, author }) => ({ OH: `'${title}''%'`, EH: `'%''${author}'`, OF: "''''", EF: "''''" }),
    arrange: keep,
  },
  { name: 'notes at the foot', head: () => folio('%'), arrange: keep, notes: true },
  {
    name: 'notes and heads',
    head: ({ title, author }) => ({ OH: `'${title}''%'`, EH: `'%''${author}'`, OF: "''''", EF: "''''" }),
    arrange: keep,
    notes: true,
  },
  { name: 'tight paragraphs', head: () => folio('%'), arrange: keep, gap: 13 },
  { name: 'indented', head: () => folio('%'), arrange: keep, gap: 0 },
  { name: 'two columns', head: () => folio('%'), arrange: keep, columns: true },
  { name: 'site line at the foot', head: ({ site }) => folio(site), arrange: keep },
  { name: 'colophon in the middle', head: () => ({}), arrange: withColophon, arranged: true },
  { name: 'imposed', head: () => ({}), arrange: impose, arranged: true },
  { name: 'imposed with folios', head: () => folio('%'), arrange: impose, arranged: true },
]
