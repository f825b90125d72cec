import { Type } from 'typebox'
import { closed, list, named, nullable, ref, Url } from './common.ts'

export const MetadataRevisionSchema = named(
  'MetadataRevision',
  closed(
    {
      work: Url('The work.'),
      revision: Type.Integer({ minimum: 1 }),
      recordedAt: Type.String({ format: 'date-time' }),
      metadata: Type.Object({}, { additionalProperties: true, description: 'What is said of the work.' }),
      warnings: Type.Optional(
        Type.Array(Type.String(), {
          description: 'In the answer to a correction alone: what of it a person should look at.',
        }),
      ),
    },
    { description: 'What was said of a work from a time on.' },
  ),
)

export const TombstoneSchema = named(
  'Tombstone',
  closed(
    {
      work: Type.String({ description: 'Its id, which is never used again.' }),
      version: nullable(Type.String({ description: 'Id of the version; null for the whole work.' })),
      url: Url('The address that answers 410 from now on.'),
      reason: Type.String(),
      withdrawnAt: Type.String({ format: 'date-time' }),
      erased: Type.Boolean({ description: "Whether the source's bytes are gone too." }),
    },
    { description: 'What stands in the place of something withdrawn.' },
  ),
)

/** The components of corrections and withdrawals. */
export const CORRECTION_SCHEMAS = [
  MetadataRevisionSchema,
  named('MetadataRevisionList', list(ref(MetadataRevisionSchema))),
  TombstoneSchema,
]
