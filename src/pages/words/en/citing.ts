/** Citations to be copied. */
export const citing = {
  heading: 'Cite',
  title: (title: string) => `Cite ${title}`,
  style: 'Style',
  show: 'Show',
  bibliography: 'Bibliography',
  inText: 'In the text',
  note: 'Note',
  markdown: 'Markdown',
  files: 'For your tools',
  bibtex: 'BibTeX',
  ris: 'RIS',
  csl: 'CSL-JSON',
  download: (name: string) => `Download ${name}`,
  none: 'This style prints nothing here.',
  warnings: 'What you should know',
  address: 'Permanent address',
} as const
