import { Type } from 'typebox'
import { closed, list, named, ref, Url } from './common.ts'

export const ListedAuthorSchema = named(
  'ListedAuthor',
  closed(
    {
      key: Type.String({ description: 'The name without case, accents and punctuation.' }),
      name: Type.String({ description: 'As a work has it.' }),
      works: Type.Integer({ description: 'How many works have an author of this name.' }),
      url: Url('The works.'),
    },
    { description: 'A name under which there are works.' },
  ),
)

export const AUTHOR_SCHEMAS = [ListedAuthorSchema, named('AuthorList', list(ref(ListedAuthorSchema)))]
