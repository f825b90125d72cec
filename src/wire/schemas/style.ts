import { Type } from 'typebox'
import { STYLE_CATEGORIES, STYLE_SOURCES } from '../../citing/styles/style.ts'
import { closed, list, named, nullable, ref, Url, word } from './common.ts'

const ofList = {
  id: Type.String({ description: 'What `style` takes.' }),
  title: Type.String(),
  category: word(STYLE_CATEGORIES),
  locale: nullable(Type.String({ description: 'That it is written for; null when any will do.' })),
  source: word(
    STYLE_SOURCES,
    'Who its file comes from: the CSL project (`package`), Colophon, or the directory of the setting.',
  ),
  updated: nullable(Type.String({ description: 'When its authors last changed it, as they wrote it.' })),
  url: Url('The style.'),
}

export const ListedStyleSchema = named(
  'ListedStyle',
  closed(ofList, { description: 'A citation style, as it is listed.' }),
)

export const StyleSchema = named(
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
  named('StyleList', list(ref(ListedStyleSchema))),
]
