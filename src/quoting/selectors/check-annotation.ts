import { asArray, isIri, isObject, type Members, refuse } from './refusal.ts'

/** The context that every Web Annotation names (model §3.1), and the profile of its JSON-LD. */
export const ANNOTATION_CONTEXT = 'http://www.w3.org/ns/anno.jsonld'

const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)$/
const DIRECTIONS = ['ltr', 'rtl', 'auto']
const SETS = ['Choice', 'Composite', 'List', 'Independents']
const MOST_VALUES = 100

/** A rule for a member that may be absent: what it must be when the value breaks the rule. */
type Rule = (value: unknown) => string | false

const oneIri: Rule = (value) => !isIri(value) && 'must be one IRI.'
const iris: Rule = (value) => !each(value, isIri) && 'must be IRIs.'
const oneText: Rule = (value) => typeof value !== 'string' && 'must be one text.'
const texts: Rule = (value) => !each(value, (one) => typeof one === 'string') && 'must be texts.'
const agents: Rule = (value) =>
  !each(value, (one) => isIri(one) || isObject(one)) && 'must be IRIs or objects.'
const moment: Rule = (value) => !isMoment(value) && 'must be one moment, such as 2026-01-31T12:00:00Z.'
const direction: Rule = (value) =>
  !(typeof value === 'string' && DIRECTIONS.includes(value)) && `must be one of ${DIRECTIONS.join(', ')}.`

/** Of everything that is made by somebody at some time (model §3.3). */
const MADE: Record<string, Rule> = {
  created: moment,
  modified: moment,
  generated: moment,
  creator: agents,
  generator: agents,
  rights: iris,
  canonical: oneIri,
  via: iris,
}
const OF_ANNOTATION: Record<string, Rule> = { ...MADE, id: oneIri, motivation: texts, bodyValue: oneText }
const OF_RESOURCE: Record<string, Rule> = {
  ...MADE,
  id: oneIri,
  format: texts,
  language: texts,
  processingLanguage: oneText,
  textDirection: direction,
}

/**
 * Refuses what breaks the rules of the model (§3) for annotations, their bodies and targets. What it says of
 * selectors is for who reads them.
 *
 * @throws ColophonError `invalid_selector` with the pointer of the first member that is wrong
 */
export function checkAnnotation(annotation: Members): void {
  if (!asArray(annotation['@context']).includes(ANNOTATION_CONTEXT))
    refuse('/@context', `must be or include ${ANNOTATION_CONTEXT}.`)
  if (!asArray(annotation['type']).includes('Annotation')) refuse('/type', 'must be or include Annotation.')
  check(annotation, OF_ANNOTATION, '')
  if (annotation['target'] === undefined) refuse('/target', 'is missing: every annotation has one.')
  if (annotation['body'] !== undefined && annotation['bodyValue'] !== undefined)
    refuse('/bodyValue', 'cannot stand beside "body".')
  for (const name of ['body', 'target']) {
    if (annotation[name] === undefined) continue
    const resources = asArray(annotation[name])
    if (resources.length > MOST_VALUES) refuse(`/${name}`, `has more than ${MOST_VALUES} values.`)
    for (const [index, resource] of resources.entries())
      checkResource(resource, Array.isArray(annotation[name]) ? `/${name}/${index}` : `/${name}`)
  }
}

function checkResource(resource: unknown, pointer: string): void {
  if (isIri(resource)) return
  if (!isObject(resource)) refuse(pointer, 'must be an IRI or an object.')
  check(resource, OF_RESOURCE, pointer)
  const types = asArray(resource['type'])
  if (types.includes('TextualBody') && typeof resource['value'] !== 'string')
    refuse(`${pointer}/value`, 'must be the one text of the body.')
  if (types.includes('SpecificResource') && resource['source'] === undefined)
    refuse(`${pointer}/source`, 'is missing: every specific resource has one.')
  if (resource['items'] !== undefined && !SETS.includes(resource['type'] as string))
    refuse(`${pointer}/type`, `must be one of ${SETS.join(', ')}, for there are "items".`)
}

function check(members: Members, rules: Record<string, Rule>, pointer: string): void {
  for (const [name, rule] of Object.entries(rules)) {
    const fault = members[name] !== undefined && rule(members[name])
    if (fault) refuse(`${pointer}/${name}`, fault)
  }
}

function each(value: unknown, fits: (one: unknown) => boolean): boolean {
  const values = asArray(value)
  return values.length > 0 && values.length <= MOST_VALUES && values.every(fits)
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && DATE_TIME.test(value) && !Number.isNaN(Date.parse(value))
}
