import { Type } from 'typebox'
import { closed, nullable, ref, Url } from './common.ts'
import { WorkReference } from './paragraph.ts'
import { WordEditSchema } from './version.ts'

/** What differs between a quotation and its work. */
export const Diff = Type.Array(ref(WordEditSchema), {
  description: 'From the words as they were quoted to those of the work.',
})

/** The passage that is most like a quotation that was not found. */
export const NearestPassage = closed(
  {
    work: WorkReference(),
    paragraph: nullable(Url('The paragraph.')),
    number: nullable(Type.Integer()),
    text: Type.String(),
    diff: Diff,
  },
  { description: 'Where nothing is surely the passage: the likest one, which may be another.' },
)
