import { Type } from 'typebox'
import { closed, named, nullable, Sha256, Url } from './common.ts'
import { VersionReference, WorkReference } from './paragraph.ts'

const Certainty = Type.String({ enum: ['certain', 'probable', 'unresolved'] })

export const SegmentSchema = named(
  'Segment',
  closed(
    {
      start: Type.Integer({ description: 'Byte of the source, inclusive.' }),
      end: Type.Integer({ description: 'Byte of the source, exclusive.' }),
      kind: Type.String(),
      role: Type.String(),
      op: Type.String({ enum: ['copy', 'drop', 'replace', 'insert'] }),
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
    { description: 'A byte range of the source, and what became of it. Together they are the whole source.' },
  ),
)

const RepairSchema = named(
  'Repair',
  closed(
    {
      rule: Type.String(),
      op: Type.String(),
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
      origin: Type.String({ enum: ['parsed', 'given', 'inferred'] }),
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
    source: closed({
      sha256: Sha256('Of the bytes as received.'),
      bytes: Type.Integer(),
      mediaType: Type.String(),
      fileName: nullable(Type.String()),
      url: Url('The bytes as received.'),
    }),
    loader: closed({ name: Type.String(), version: Type.String() }),
    warnings: Type.Array(Type.String()),
    statements: Type.Array(Type.Ref('Statement')),
    repairs: Type.Array(Type.Ref('Repair')),
    relocations: Type.Array(
      closed({
        what: Type.String(),
        start: Type.Integer(),
        end: Type.Integer(),
        from: Type.String(),
        to: Type.String(),
      }),
    ),
    segments: Type.Array(Type.Ref('Segment')),
  }),
)

export const LoadReportSchema = named(
  'LoadReport',
  closed(
    {
      work: Type.Ref('Work'),
      version: closed({ id: Type.String(), url: Url('The version that the source became.') }),
      diff: nullable(Url('What changed since the version before; null in the first.')),
      known: Type.Boolean({ description: 'These bytes were here already; nothing changed.' }),
      title: Type.String(),
      paragraphs: Type.Integer(),
      repairs: Type.Array(Type.Ref('Repair')),
      unresolved: Type.Array(Type.Ref('Repair'), {
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
