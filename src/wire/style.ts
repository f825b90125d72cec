import type { Static } from 'typebox'
import { type ListedStyle, type Style, styleEntry } from '../citing/styles/style.ts'
import { STYLE_ALIASES } from '../citing/styles/style-aliases.ts'
import type { ListedStyleSchema, StyleSchema } from './schemas/style.ts'
import type { Urls } from './urls.ts'

/** The wire shape of a style in the list. */
export function listedStyleView(urls: Urls, style: ListedStyle): Static<typeof ListedStyleSchema> {
  return { ...style, url: `${urls.base}/styles/${style.id}` }
}

/** The wire shape of a style that was asked for by its id. */
export function styleView(urls: Urls, style: Style): Static<typeof StyleSchema> {
  const aliases = Object.keys(STYLE_ALIASES).filter((alias) => STYLE_ALIASES[alias] === style.id)
  return { ...listedStyleView(urls, styleEntry(style)), rules: style.independent, aliases }
}
