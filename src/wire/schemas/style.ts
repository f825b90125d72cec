import { Type } from 'typebox'
import { closed, list, named, nullable, Url } from './common.ts'

const ofList = {
  id: Type.String({ description: 'What `style` takes.' }),
  title: Type.String(),
  category: Type.String({ enum: ['author', 'author-date', 'label', 'note', 'numeric', 'unknown'] }),
  locale: nullable(Type.String({ description: 'That it is written for; null when any will do.' })),
  source: Type.String({
    enum: ['package', 'colophon', 'directory'],
    description:
      'Where its file is: in a package of styles, among our own, or in the directory of the setting.',
  }),
  updated: nullable(Type.String({ description: 'When its authors last changed it, as they wrote it.' })),
  url: Url('The style.'),
}

const ListedStyleSchema = named(
  'ListedStyle',
  closed(ofList, { description: 'A citation style, as it is listed.' }),
)

const StyleSchema = named(
  'Style',
  closed(
    {
      ...ofList,
      rules: Type.String({ description: 'The style whose rules it follows: itself, or its parent.' }),
      aliases: Type.Array(Type.String(), { description: 'Other names that `style` takes for it.' }),
    },
    { description: 'A citation style.' },
  ),
)

export const STYLE_SCHEMAS = [
  ListedStyleSchema,
  StyleSchema,
  named('StyleList', list(Type.Ref('ListedStyle'))),
]
