import { Type } from 'typebox'
import { CitationSchema, FormattedSchema } from './citation.ts'
import { CITATION_LIST_SCHEMAS } from './citation-list.ts'
import { list, named } from './common.ts'
import { EntrySchema, HealthSchema, ProblemKindSchema, ProblemSchema } from './entry.ts'
import { ParagraphListSchema, ParagraphSchema } from './paragraph.ts'
import { PROVENANCE_SCHEMAS } from './provenance.ts'
import { QuoteListSchema, QuoteRequestSchema, QuoteSchema, SpanSchema } from './quote.ts'
import { STYLE_SCHEMAS } from './style.ts'
import { NameSchema, VersionSchema, WorkListSchema, WorkSchema } from './work.ts'

/** Every named component of the OpenAPI document. */
export const COMPONENTS = [
  EntrySchema,
  NameSchema,
  WorkSchema,
  WorkListSchema,
  VersionSchema,
  ParagraphSchema,
  ParagraphListSchema,
  SpanSchema,
  QuoteSchema,
  QuoteListSchema,
  QuoteRequestSchema,
  FormattedSchema,
  CitationSchema,
  ...CITATION_LIST_SCHEMAS,
  ...STYLE_SCHEMAS,
  ...PROVENANCE_SCHEMAS,
  HealthSchema,
  ProblemSchema,
  ProblemKindSchema,
  named('ProblemKindList', list(Type.Ref('ProblemKind'))),
]
