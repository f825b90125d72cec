/** What several tools take. */
import { Type } from 'typebox'
import { LONGEST_LOCALE, LONGEST_STYLE } from '../../wire/schemas/citation.ts'

export const Work = Type.Optional(
  Type.String({ maxLength: 200, description: 'Look only in this work: its id, readable name or address.' }),
)

export const Style = {
  style: Type.Optional(
    Type.String({
      maxLength: LONGEST_STYLE,
      description: 'Citation style, such as apa, mla, chicago. Default: apa.',
    }),
  ),
  locale: Type.Optional(
    Type.String({ maxLength: LONGEST_LOCALE, description: 'Language of the citations, such as de-DE.' }),
  ),
}
