/**
 * What may be said of a text beside title, authors, date and the places it comes from: the variables of CSL-JSON 1.0.2
 * (csl-data.json) that fit a text. One table: manifests, front matter, metadata and CSL items follow from it.
 */

/** Fields that hold a text or a number → the variable of CSL. */
export const TEXT_DETAILS = {
  titleShort: 'title-short',
  containerTitleShort: 'container-title-short',
  volumeTitle: 'volume-title',
  collectionTitle: 'collection-title',
  collectionNumber: 'collection-number',
  volume: 'volume',
  issue: 'issue',
  number: 'number',
  page: 'page',
  section: 'section',
  chapterNumber: 'chapter-number',
  edition: 'edition',
  version: 'version',
  numberOfPages: 'number-of-pages',
  numberOfVolumes: 'number-of-volumes',
  publisherPlace: 'publisher-place',
  eventTitle: 'event-title',
  eventPlace: 'event-place',
  genre: 'genre',
  medium: 'medium',
  status: 'status',
  authority: 'authority',
  originalTitle: 'original-title',
  originalPublisher: 'original-publisher',
  originalPublisherPlace: 'original-publisher-place',
  reviewedTitle: 'reviewed-title',
  archivePlace: 'archive-place',
  archiveLocation: 'archive_location',
  archiveCollection: 'archive_collection',
  callNumber: 'call-number',
  doi: 'DOI',
  isbn: 'ISBN',
  issn: 'ISSN',
  pmid: 'PMID',
  pmcid: 'PMCID',
  abstract: 'abstract',
  note: 'note',
} as const

/** Fields that hold names → the variable of CSL. */
export const NAME_DETAILS = {
  editors: 'editor',
  translators: 'translator',
  compilers: 'compiler',
  contributors: 'contributor',
  illustrators: 'illustrator',
  interviewers: 'interviewer',
  recipients: 'recipient',
  chairs: 'chair',
  organizers: 'organizer',
  directors: 'director',
  performers: 'performer',
  composers: 'composer',
  collectionEditors: 'collection-editor',
  editorialDirectors: 'editorial-director',
  containerAuthors: 'container-author',
  originalAuthors: 'original-author',
  reviewedAuthors: 'reviewed-author',
} as const

/** Fields that hold a date → the variable of CSL. */
export const DATE_DETAILS = {
  originalDate: 'original-date',
  eventDate: 'event-date',
  availableDate: 'available-date',
  submitted: 'submitted',
} as const

export type TextDetail = keyof typeof TEXT_DETAILS
export type NameDetail = keyof typeof NAME_DETAILS
export type DateDetail = keyof typeof DATE_DETAILS

export const TEXT_FIELDS = Object.keys(TEXT_DETAILS) as TextDetail[]
export const NAME_FIELDS = Object.keys(NAME_DETAILS) as NameDetail[]
export const DATE_FIELDS = Object.keys(DATE_DETAILS) as DateDetail[]
