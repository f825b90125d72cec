import { GivenMetadataSchema } from '../../loading/metadata/given-metadata-schema.ts'
import { AUTHOR_SCHEMAS } from './author.ts'
import { CHECKED_DOCUMENT_SCHEMAS } from './checked-document.ts'
import { CitationSchema, FormattedSchema } from './citation.ts'
import { CITATION_LIST_SCHEMAS } from './citation-list.ts'
import { list, named, ref } from './common.ts'
import { CORRECTION_SCHEMAS } from './correction.ts'
import { DUMP_SCHEMAS } from './dump.ts'
import {
  EntrySchema,
  ExplainedProblemSchema,
  HealthSchema,
  ProblemKindSchema,
  ProblemSchema,
} from './entry.ts'
import { FormatSchema } from './format.ts'
import { ArchiveDescriptionSchema } from './log.ts'
import { ParagraphItemSchema, ParagraphListSchema, ParagraphSchema } from './paragraph.ts'
import { PROVENANCE_SCHEMAS } from './provenance.ts'
import { QuoteListSchema, QuoteRequestSchema, QuoteSchema, ResolvedQuoteSchema, SpanSchema } from './quote.ts'
import { SelectorSchema } from './selector.ts'
import { STYLE_SCHEMAS } from './style.ts'
import { SEARCHING_SCHEMAS } from './verification.ts'
import { VERSION_SCHEMAS } from './version.ts'
import { NameSchema, WorkItemSchema, WorkListSchema, WorkSchema } from './work.ts'

/** Every named component of the OpenAPI document. */
export const COMPONENTS = [
  EntrySchema,
  named('Manifest', GivenMetadataSchema),
  NameSchema,
  WorkSchema,
  WorkItemSchema,
  WorkListSchema,
  ...VERSION_SCHEMAS,
  ParagraphSchema,
  ParagraphItemSchema,
  ParagraphListSchema,
  SpanSchema,
  SelectorSchema,
  QuoteSchema,
  ResolvedQuoteSchema,
  QuoteListSchema,
  QuoteRequestSchema,
  FormattedSchema,
  CitationSchema,
  ...CITATION_LIST_SCHEMAS,
  ...STYLE_SCHEMAS,
  FormatSchema,
  named('FormatList', list(ref(FormatSchema))),
  ...AUTHOR_SCHEMAS,
  ...SEARCHING_SCHEMAS,
  ...CHECKED_DOCUMENT_SCHEMAS,
  ...CORRECTION_SCHEMAS,
  ...PROVENANCE_SCHEMAS,
  ArchiveDescriptionSchema,
  ...DUMP_SCHEMAS,
  HealthSchema,
  ProblemSchema,
  ProblemKindSchema,
  ExplainedProblemSchema,
  named('ProblemKindList', list(ref(ProblemKindSchema))),
]
