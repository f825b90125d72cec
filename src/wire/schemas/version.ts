import { Type } from 'typebox'
import { BLOCK_CHANGES } from '../../lineage/version-diff.ts'
import { WORD_EDIT_OPS } from '../../text/word-diff.ts'
import { closed, list, named, nullable, ref, Url, word } from './common.ts'
import { WorkReference } from './paragraph.ts'
import { SourceSchema } from './source.ts'

/** One step of a word diff. */
export const WordEditSchema = named(
  'WordEdit',
  closed({
    op: word(WORD_EDIT_OPS),
    text: Type.String(),
  }),
)

export const VersionSchema = named(
  'Version',
  closed(
    {
      id: Type.String({ description: 'Computed from the text alone.' }),
      url: Url('This version, for ever.'),
      work: WorkReference(),
      createdAt: Type.String({ format: 'date-time' }),
      paragraphCount: Type.Integer(),
      wordCount: Type.Integer(),
      source: SourceSchema,
      loader: closed({ name: Type.String(), version: Type.String() }),
      repairs: Type.Integer({ description: 'Places where a page break was repaired.' }),
      unresolved: Type.Integer({ description: 'Places that a person must decide.' }),
      links: closed({
        text: Url('The text as it was.'),
        markdown: Url('The text with its structure.'),
        paragraphs: Url('Its paragraphs.'),
        provenance: Url('Every repair and every byte accounted for.'),
        citation: Url('The citation of the work.'),
      }),
    },
    { description: 'One text of a work. It never changes.' },
  ),
)

export const BlockChangeSchema = named(
  'BlockChange',
  closed(
    {
      change: word(BLOCK_CHANGES, '`merged` into and `split` from `other`.'),
      kind: Type.String(),
      paragraph: nullable(closed({ id: Type.String(), url: Url('The paragraph.') })),
      from: nullable(Type.Integer({ description: 'Number of the paragraph in the first version.' })),
      to: nullable(Type.Integer({ description: 'Number of the paragraph in the second version.' })),
      other: nullable(closed({ id: Type.String(), url: Url('The other paragraph.') })),
      diff: Type.Array(ref(WordEditSchema), { description: 'What changed, word by word.' }),
    },
    { description: 'A block that is not the same in two versions.' },
  ),
)

const VersionReference = closed({ id: Type.String(), url: Url('The version.') })

export const VersionDiffSchema = named(
  'VersionDiff',
  closed(
    {
      work: WorkReference(),
      from: VersionReference,
      to: VersionReference,
      same: Type.Integer({ description: 'Blocks that are the same in both.' }),
      changes: Type.Array(ref(BlockChangeSchema)),
    },
    { description: 'How two versions of a work differ.' },
  ),
)

/** The components of versions. */
export const VERSION_SCHEMAS = [
  WordEditSchema,
  VersionSchema,
  named('VersionList', list(ref(VersionSchema))),
  BlockChangeSchema,
  VersionDiffSchema,
]
