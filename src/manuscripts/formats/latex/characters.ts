/** What macros and runs of characters of LaTeX print. */

/** Combining marks that accent macros set over the next letter. */
export const ACCENTS: Readonly<Record<string, string>> = {
  ...{
    "'": '\u0301',
    '`': '\u0300',
    '^': '\u0302',
    '"': '\u0308',
    '~': '\u0303',
    '=': '\u0304',
    '.': '\u0307',
  },
  ...{
    u: '\u0306',
    v: '\u030c',
    H: '\u030b',
    c: '\u0327',
    k: '\u0328',
    d: '\u0323',
    b: '\u0331',
    r: '\u030a',
  },
}

/** Macros that print characters. */
export const SYMBOLS: Readonly<Record<string, string>> = {
  ...{ ss: 'ß', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', aa: 'å', AA: 'Å' },
  ...{ i: 'ı', j: 'ȷ', dh: 'ð', DH: 'Ð', th: 'þ', TH: 'Þ', dj: 'đ', DJ: 'Đ', ng: 'ŋ', NG: 'Ŋ' },
  ...{ ldots: '…', dots: '…', textellipsis: '…', textendash: '–', textemdash: '—', slash: '/' },
  ...{
    textquotedblleft: '“',
    textquotedblright: '”',
    textquoteleft: '‘',
    textquoteright: '’',
    lq: '‘',
    rq: '’',
  },
  ...{ quotedblbase: '„', quotesinglbase: '‚', glqq: '„', grqq: '“', glq: '‚', grq: '‘' },
  ...{
    guillemotleft: '«',
    guillemotright: '»',
    guillemetleft: '«',
    guillemetright: '»',
    flqq: '«',
    frqq: '»',
  },
  ...{
    guilsinglleft: '‹',
    guilsinglright: '›',
    flq: '‹',
    frq: '›',
    og: '« ',
    fg: ' »',
    textquotesingle: "'",
  },
  ...{
    '&': '&',
    '%': '%',
    $: '$',
    '#': '#',
    _: '_',
    '{': '{',
    '}': '}',
    textbackslash: '\\',
    textquotedbl: '"',
  },
  ...{
    ' ': ' ',
    ',': ' ',
    ';': ' ',
    ':': ' ',
    quad: ' ',
    qquad: ' ',
    thinspace: ' ',
    enspace: ' ',
    space: ' ',
  },
  ...{ S: '§', P: '¶', copyright: '©', dag: '†', ddag: '‡', texteuro: '€', euro: '€', pounds: '£' },
  ...{ LaTeX: 'LaTeX', TeX: 'TeX', LaTeXe: 'LaTeX2ε', textasciitilde: '~', textasciicircum: '^' },
}

/** Runs of characters that are printed as others: ligatures of fonts, and shorthands of babel. */
export const LIGATURE = /``|''|[`'~]|-{2,3}|"[`'<>]|,,|<<|>>/g

const LIGATURES: Readonly<Record<string, string>> = {
  ...{ '``': '“', "''": '”', '`': '‘', "'": '’', '~': ' ', '--': '–', '---': '—' },
  ...{ '"`': '„', '"\'': '“', '"<': '«', '">': '»', ',,': '„', '<<': '«', '>>': '»' },
}

/** What a ligature prints. */
export function ligature(run: string): string {
  return LIGATURES[run]!
}
