import { Type } from 'typebox'
import { DUMP_FORMATS } from '../../files/dump-files.ts'
import { closed, named, ref, Sha256, Url } from './common.ts'

const Count = (description?: string) => Type.Integer({ minimum: 0, ...(description && { description }) })

export const DumpSchema = named(
  'Dump',
  closed({
    url: Url('Where to get it.'),
    file: Type.String({ description: 'The name of the file.' }),
    format: Type.Enum(Object.keys(DUMP_FORMATS), {
      description: '`ndjson` are lines of JSON in brotli, `sqlite` is a database.',
    }),
    bytes: Count(),
    sha256: Sha256('Of the file.'),
    madeAt: Type.String({ format: 'date-time' }),
    logSize: Count('How many entries of the log it speaks for.'),
    checkpoint: Type.String({ description: 'The signed checkpoint of the log at that size.' }),
    counts: closed(
      { entries: Count(), works: Count(), versions: Count(), paragraphs: Count(), quotes: Count() },
      { description: 'What it holds; the paragraphs of each version are counted.' },
    ),
  }),
)

export const DUMP_SCHEMAS = [
  DumpSchema,
  named('DumpList', closed({ items: Type.Array(ref(DumpSchema), { description: 'The newest first.' }) })),
]
