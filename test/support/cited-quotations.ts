/** Quotations with the citations that writers set beside them, in each form, and what each of these is worth. */

/** A source as it is cited. */
export interface Source {
  quoted: string
  /** As a sentence names them, such as "Smith and Jones". */
  names: string
  /** The name of the first as a list of references has it: "Al Shami, Leila". */
  inverted: string
  year: string
  title: string
  key: string
  paragraph: number
}

/** One way of citing: how it looks, and whether it says the year, the title or the key. */
export interface CitationForm {
  name: string
  says: readonly ('author' | 'year' | 'title' | 'key')[]
  write(source: Source): string
}

const AUTHOR_DATE = ['author', 'year'] as const

export const CITATION_FORMS: readonly CitationForm[] = [
  {
    name: 'pandoc',
    says: ['key'],
    write: (s) => `It was said that “${s.quoted}” [@${s.key}, para. ${s.paragraph}].`,
  },
  {
    name: 'pandoc, several',
    says: ['key'],
    write: (s) => `“${s.quoted}” [see @${s.key}, para. ${s.paragraph}; emphasis added].`,
  },
  {
    name: 'pandoc in the sentence',
    says: ['key'],
    write: (s) => `@${s.key} [para. ${s.paragraph}] says: “${s.quoted}”`,
  },
  {
    name: 'LaTeX',
    says: ['key'],
    write: (s) => `It was said that “${s.quoted}” \\autocite[par.~${s.paragraph}]{${s.key}}.`,
  },
  {
    name: 'LaTeX in the sentence',
    says: ['key'],
    write: (s) => `\\textcite[par.~${s.paragraph}]{${s.key}} writes that “${s.quoted}”.`,
  },
  {
    name: 'APA',
    says: AUTHOR_DATE,
    write: (s) => `It was said that “${s.quoted}” (${s.names}, ${s.year}, para. ${s.paragraph}).`,
  },
  {
    name: 'APA, with a remark',
    says: AUTHOR_DATE,
    write: (s) => `“${s.quoted}” (${s.names}, ${s.year}, para. ${s.paragraph}, emphasis added).`,
  },
  {
    name: 'APA, two brackets',
    says: AUTHOR_DATE,
    write: (s) => `“${s.quoted}” (my translation) (${s.names}, ${s.year}, para. ${s.paragraph}).`,
  },
  {
    name: 'APA in the sentence',
    says: AUTHOR_DATE,
    write: (s) => `As ${s.names} (${s.year}) put it, “${s.quoted}” (para. ${s.paragraph}).`,
  },
  {
    name: 'APA before',
    says: AUTHOR_DATE,
    write: (s) => `According to ${s.names} (${s.year}, para. ${s.paragraph}), “${s.quoted}”`,
  },
  {
    name: 'APA behind the verb',
    says: AUTHOR_DATE,
    write: (s) => `“${s.quoted},” writes ${s.names} (${s.year}, para. ${s.paragraph}), and goes on.`,
  },
  {
    name: 'Chicago author-date',
    says: AUTHOR_DATE,
    write: (s) => `It was said that “${s.quoted}” (${s.names} ${s.year}, par. ${s.paragraph}).`,
  },
  {
    name: 'Harvard',
    says: AUTHOR_DATE,
    write: (s) => `“${s.quoted}” (${s.names} ${s.year}: para. ${s.paragraph}).`,
  },
  {
    name: 'German',
    says: AUTHOR_DATE,
    write: (s) => `„${s.quoted}“ (vgl. ${s.names} ${s.year}, Abs. ${s.paragraph}).`,
  },
  {
    name: 'MLA',
    says: ['author'],
    write: (s) => `It was said that “${s.quoted}” (${s.names}, par. ${s.paragraph}).`,
  },
  {
    name: 'note, author-date',
    says: AUTHOR_DATE,
    write: (s) => `It was said that “${s.quoted}”[^n]\n\n[^n]: ${s.names} ${s.year}, para. ${s.paragraph}.`,
  },
  {
    name: 'note, Chicago',
    says: ['author', 'year', 'title'],
    write: (s) =>
      `It was said that “${s.quoted}”[^n]\n\n[^n]: ${s.names}, “${s.title},” *Weir Review*, May 2, ${s.year}, par. ${s.paragraph}.`,
  },
  {
    name: 'note, short',
    says: ['author', 'title'],
    write: (s) =>
      `It was said that “${s.quoted}”[^n]\n\n[^n]: ${s.names}, “${s.title},” par. ${s.paragraph}.`,
  },
  {
    name: 'number',
    says: ['author', 'year', 'title'],
    write: (s) =>
      `It was said that “${s.quoted}” [1, para. ${s.paragraph}].\n\n## References\n\n[1] ${s.inverted}. “${s.title}.” Weir Review, ${s.year}.`,
  },
  {
    name: 'APA, listed',
    says: ['author', 'year', 'title'],
    write: (s) =>
      `It was said that “${s.quoted}” (${s.names}, ${s.year}, para. ${s.paragraph}).\n\n## References\n\n${s.inverted} (${s.year}). ${s.title}. Weir Review.`,
  },
  {
    name: 'ibid.',
    says: AUTHOR_DATE,
    write: (s) =>
      `All of it is told elsewhere (${s.names} ${s.year}). There, “${s.quoted}” (ibid., par. ${s.paragraph}).`,
  },
  {
    name: 'ebd.',
    says: AUTHOR_DATE,
    write: (s) =>
      `So steht es bei anderen (${s.names} ${s.year}). Dort heißt es: „${s.quoted}“ (ebd., Abs. ${s.paragraph}).`,
  },
  {
    name: 'block',
    says: AUTHOR_DATE,
    write: (s) => `So it is told:\n\n> ${s.quoted} (${s.names} ${s.year}, par. ${s.paragraph})`,
  },
  {
    name: 'block, line under it',
    says: AUTHOR_DATE,
    write: (s) => `So it is told:\n\n> ${s.quoted}\n\n(${s.names} ${s.year}, par. ${s.paragraph})`,
  },
  {
    name: 'block, key under it',
    says: ['key'],
    write: (s) => `So it is told:\n\n> ${s.quoted}\n\n[@${s.key}, para. ${s.paragraph}]`,
  },
  {
    name: 'block, led to',
    says: AUTHOR_DATE,
    write: (s) => `${s.names} (${s.year}, para. ${s.paragraph}) tells it so:\n\n> ${s.quoted}`,
  },
]

/** Sources that are in `attributed-archive.ts`, as they are rightly cited. */
export const SOURCES: readonly Source[] = [
  {
    quoted: 'The lanterns were carried down to the weir before dusk',
    names: 'Müller',
    inverted: 'Müller, J. A.',
    year: '1999',
    title: 'Lanterns over the Weir',
    key: 'lanterns-over-the-weir-a-chronicle',
    paragraph: 1,
  },
  {
    quoted: 'The lenders of the valley kept their ledgers in two hands',
    names: 'van der Berg et al.',
    inverted: 'van der Berg, A., O’Brien, S., & García Márquez, L.',
    year: '2011',
    title: 'Orchards and Debt',
    key: 'orchards-and-debt',
    paragraph: 2,
  },
  {
    quoted: 'This is where abandonment has led',
    names: 'Al Shami',
    inverted: 'Al Shami, L.',
    year: '2016',
    title: 'Breaking the siege of Aleppo',
    key: 'breaking-the-siege-of-aleppo',
    paragraph: 4,
  },
  {
    quoted: 'Eleven crossings were closed for repair, and four of them',
    names: 'World Crossings Organization',
    inverted: 'World Crossings Organization',
    year: '2016',
    title: 'Annual Report on River Crossings',
    key: 'annual-report-on-river-crossings',
    paragraph: 1,
  },
]

/** A source as it is wrongly cited, by what is wrong with it: in all ways that a form can say. */
export function* wronglyCited(source: Source, { says }: CitationForm): Generator<[kind: string, Source]> {
  yield ['right', source]
  yield ['wrong_place', { ...source, paragraph: 9 }]
  if (says.includes('author')) yield ['wrong_author', { ...source, names: 'Smith', inverted: 'Smith, J.' }]
  if (says.includes('year')) yield ['wrong_year', { ...source, year: '1987' }]
  if (says.includes('title')) yield ['wrong_work', { ...source, title: 'Bridges of the North' }]
  const kind = source.names === 'Müller' ? 'wrong_work' : 'wrong_author'
  if (says.includes('key')) yield [kind, { ...source, key: 'ferries-in-winter' }]
}
