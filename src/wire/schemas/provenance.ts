import { Type } from 'typebox'
import { CERTAINTIES } from '../../loading/certainty.ts'
import { STATEMENT_ORIGINS } from '../../loading/metadata/statement.ts'
import { SEGMENT_OPS, SEGMENT_ROLES } from '../../loading/segment.ts'
import { closed, named, nullable, ref, Url, word } from './common.ts'
import { VersionReference, WorkReference } from './paragraph.ts'
import { SourceSchema } from './source.ts'
import { WorkSchema } from './work.ts'

const Certainty = word(CERTAINTIES)

export const SegmentSchema = named(
  'Segment',
  closed(
    {
      start: Type.Integer({ description: 'Byte of the source, inclusive.' }),
      end: Type.Integer({ description: 'Byte of the source, exclusive.' }),
      kind: Type.String(),
      role: word(SEGMENT_ROLES),
      op: word(SEGMENT_OPS),
      rule: Type.Optional(Type.String()),
      target: Type.Optional(
        closed({
          block: Type.Optional(Type.Integer({ description: '0-based place of the block.' })),
          field: Type.Optional(Type.String({ description: 'Field of the metadata.' })),
          start: Type.Integer({ description: 'Code points of the target, inclusive.' }),
          end: Type.Integer({ description: 'Code points of the target, exclusive.' }),
        }),
      ),
      text: Type.Optional(Type.String({ description: 'What stands in place of the bytes.' })),
    },
    {
      description:
        'A byte range of the source, or of what was extracted from it, and what became of it. Together they are all of it.',
    },
  ),
)

export const RepairSchema = named(
  'Repair',
  closed(
    {
      rule: Type.String(),
      op: word(SEGMENT_OPS),
      segment: Type.Integer({ description: '0-based place in `segments`.' }),
      start: Type.Integer(),
      end: Type.Integer(),
      paragraph: nullable(
        closed(
          { id: Type.String(), number: Type.Integer(), url: Url('The paragraph.') },
          { description: 'That it touches.' },
        ),
      ),
      block: Type.Integer(),
      at: Type.Integer({ description: 'Code points into the block.' }),
      before: Type.String(),
      after: Type.String(),
      certainty: Certainty,
    },
    { description: 'A place where a page break had cut the text, or may have.' },
  ),
)

const StatementSchema = named(
  'Statement',
  closed(
    {
      field: Type.String(),
      value: Type.Unknown(),
      raw: Type.Optional(Type.String()),
      start: Type.Optional(Type.Integer()),
      end: Type.Optional(Type.Integer()),
      certainty: Certainty,
      origin: word(STATEMENT_ORIGINS),
      rule: Type.Optional(Type.String()),
    },
    { description: 'Something said about the work, as it was said, with the bytes that say it.' },
  ),
)

export const ProvenanceSchema = named(
  'Provenance',
  closed({
    work: WorkReference(),
    version: VersionReference(),
    source: closed({ ...SourceSchema.properties, fileName: nullable(Type.String()) }),
    loader: closed({ name: Type.String(), version: Type.String() }),
    warnings: Type.Array(Type.String()),
    statements: Type.Array(ref(StatementSchema)),
    repairs: Type.Array(ref(RepairSchema)),
    relocations: Type.Array(
      closed({
        what: Type.String(),
        start: Type.Integer(),
        end: Type.Integer(),
        from: Type.String(),
        to: Type.String(),
      }),
    ),
    segments: Type.Array(ref(SegmentSchema)),
  }),
)

export const LoadReportSchema = named(
  'LoadReport',
  closed(
    {
      work: ref(WorkSchema),
      version: closed({ id: Type.String(), url: Url('The version that the source became.') }),
      diff: nullable(Url('What changed since the version before; null in the first.')),
      known: Type.Boolean({ description: 'These bytes were here already; nothing changed.' }),
      title: Type.String(),
      paragraphs: Type.Integer(),
      repairs: Type.Array(ref(RepairSchema)),
      unresolved: Type.Array(ref(RepairSchema), {
        description: 'For a person to decide; the text stands as it was.',
      }),
      warnings: Type.Array(Type.String()),
    },
    { description: 'What was made of a source.' },
  ),
)

export const PROVENANCE_SCHEMAS = [
  SegmentSchema,
  RepairSchema,
  StatementSchema,
  ProvenanceSchema,
  LoadReportSchema,
]
