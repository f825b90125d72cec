/** The arguments of macros and environments of LaTeX, in the words of xparse: s star, o optional, m mandatory. */

const named = (names: string, signature: string) =>
  Object.fromEntries(names.split(' ').map((name) => [name, { signature }]))

/** Macros that cite, with what comes of each: in brackets, in the sentence, or the name or year alone. */
export const CITES = {
  bracket:
    'cite citep citealp citealt autocite parencite footcite footcitetext smartcite supercite fullcite footfullcite citenum Cite Citep Autocite Parencite Footcite Smartcite',
  sentence: 'textcite citet Textcite Citet citeauthor Citeauthor',
  year: 'citeyear citeyearpar citedate',
} as const

/** csquotes (v5.2o, 3 to 8). */
const QUOTES = {
  ...named('enquote mkbegdispquote', 's m'),
  ...named('textquote blockquote', 's o o m'),
  ...named('foreignquote hyphenquote', 's m m'),
  ...named('foreigntextquote hyphentextquote foreignblockquote hyphenblockquote', 's m o o m'),
  ...named('textcquote blockcquote', 's o o m o m'),
  ...named('foreigntextcquote hyphentextcquote foreignblockcquote hyphenblockcquote', 's m o o m o m'),
  ...named('textelp textins textdel textelp', 's m'),
}

/** Signatures of macros that the parser does not know, or knows otherwise. */
export const MACROS = {
  ...QUOTES,
  ...named(Object.values(CITES).join(' '), 's o o m'),
  ...named('footnote endnote thanks sidenote', 'o m'),
  ...named('footnotetext', 'o m'),
  ...named(
    'nocite label ref pageref autoref cref Cref eqref index vspace hspace pagestyle thispagestyle',
    's m',
  ),
  ...named(
    'bibliography bibliographystyle addbibresource input include graphicspath geometry hypersetup',
    'o m',
  ),
  ...named('includegraphics usepackage documentclass printbibliography setcounter', 'o m'),
  ...named('setlength addtolength', 'm m'),
  ...named('bibitem', 'o m'),
  ...named('part chapter section subsection subsubsection paragraph subparagraph', 's o m'),
  ...named('url', 'm'),
  ...named('href', 'o m m'),
  ...named('textcolor', 'o m m'),
}

/** Environments with a citation beside them. */
export const ENVIRONMENTS = {
  ...named('displayquote', 'o o'),
  ...named('foreigndisplayquote hyphendisplayquote', 'm o o'),
  ...named('displaycquote', 'o o m o'),
  ...named('foreigndisplaycquote hyphendisplaycquote', 'm o o m o'),
  ...named('quoting', 'o'),
}

/** Macros of which nothing is printed here. */
export const HIDDEN_MACROS: ReadonlySet<string> = new Set(
  'nocite label ref pageref autoref cref Cref eqref index vspace hspace pagestyle thispagestyle bibliography bibliographystyle addbibresource input include graphicspath geometry hypersetup includegraphics usepackage documentclass printbibliography setcounter setlength addtolength newcommand renewcommand providecommand def newenvironment textdel footnotemark title author date maketitle tableofcontents'.split(
    ' ',
  ),
)

/** Environments of which nothing is read: what they have is no prose. */
export const HIDDEN_ENVIRONMENTS: ReadonlySet<string> = new Set(
  'comment verbatim verbatim* Verbatim lstlisting minted filecontents filecontents* tikzpicture equation equation* align align* gather gather* multline multline* eqnarray eqnarray*'.split(
    ' ',
  ),
)

/** Environments that are set off as quotations. */
export const QUOTING: ReadonlySet<string> = new Set([
  ...['quote', 'quotation', 'quoting', 'verse', 'displayquote', 'displaycquote'],
  ...['foreigndisplayquote', 'hyphendisplayquote', 'foreigndisplaycquote', 'hyphendisplaycquote'],
])

export const HEADINGS: Readonly<Record<string, number>> = {
  ...{ part: 1, chapter: 1, section: 2, subsection: 3, subsubsection: 4, paragraph: 5, subparagraph: 6 },
}
