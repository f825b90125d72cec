import { Type } from 'typebox'
import { closed, named } from './common.ts'

export const FormatSchema = named(
  'Format',
  closed({
    name: Type.String({ description: 'As it stands in the provenance of what was read in it.' }),
    version: Type.String({
      description: 'Of its loader: another one may make other texts of the same bytes.',
    }),
    title: Type.String(),
    mediaTypes: Type.Array(Type.String(), { description: 'The first is its own.' }),
    extensions: Type.Array(Type.String(), { description: 'Of file names, without the dot.' }),
    keeps: Type.String({ description: 'What of a source is in its text or beside it.' }),
    leavesOut: Type.String({ description: 'What of a source is in its bytes alone.' }),
  }),
)
