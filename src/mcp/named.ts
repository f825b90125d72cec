import { type ApiAnswer, type AskApi, askText, ToolFailure } from './api.ts'

const QUOTE = /^[0-9a-z-]{16,}\.[0-9a-z-]{24,}(?:\.\d+)?$/i
/** Of a work or a paragraph, in any spelling. */
const ID = /^(?:-?[0-9a-z]){16}$/i
const COLLECTIONS = ['works', 'paragraphs', 'quotes']
/** What a path is resolved against; nobody is asked there. */
const ANYWHERE = 'http://archive.invalid'
const EXTENSION = /\.(?:json|html|md|txt)$/

/** A place of the API under which what somebody named may be found. */
export interface Named {
  path: string
  /** What of the query tells where the words of a quote stand. */
  query: string
}

/**
 * Where what somebody named may be, the likeliest first: an address says what it names, the shape of an id that of a quote;
 * other ids may be a paragraph's or a work's, as readable names are.
 *
 * @throws ToolFailure for what can be no name
 */
function placesNamed(typed: string): Named[] {
  const addressed = addressIn(typed)
  if (addressed) return [addressed]
  const name = typed.trim()
  if (name === '' || /[/?#]/.test(name)) throw unknownName(typed)
  const collections = QUOTE.test(name) ? ['quotes'] : ID.test(name) ? ['paragraphs', 'works'] : ['works']
  return collections.map((each) => ({ path: `/${each}/${encodeURIComponent(name)}`, query: '' }))
}

/** An address here, whole or from its root on. */
function addressIn(typed: string): Named | undefined {
  const address = URL.canParse(typed, ANYWHERE) ? new URL(typed, ANYWHERE) : undefined
  const steps = address?.pathname.split('/') ?? []
  const at = steps.findIndex((step) => COLLECTIONS.includes(step))
  if (!address || at < 1 || !steps[at + 1]) return undefined
  const path = `/${steps.slice(at).join('/')}`.replace(EXTENSION, '')
  const place = address.searchParams.get('at')
  return { path, query: place === null ? '' : `?${new URLSearchParams({ at: place })}` }
}

/** The first answer under a name. @throws ToolFailure when there is none */
export async function firstAnswered(
  typed: string,
  ask: (named: Named) => Promise<ApiAnswer>,
): Promise<{ path: string; answer: ApiAnswer }> {
  let missing: ToolFailure | undefined
  for (const named of placesNamed(typed)) {
    try {
      return { path: named.path, answer: await ask(named) }
    } catch (error) {
      if (!(error instanceof ToolFailure) || error.status !== 404) throw error
      missing = error
    }
  }
  throw missing ?? unknownName(typed)
}

/** What a name stands for, as JSON. */
export async function firstNamed<T>(ask: AskApi, typed: string): Promise<{ path: string; found: T }> {
  const { path, answer } = await firstAnswered(typed, (named) =>
    askText(ask, { path: named.path + named.query }),
  )
  return { path, found: JSON.parse(answer.body) as T }
}

/** The id or readable name of a work, which may be given by its address. */
export function nameOfWork(typed: string): string {
  const [, collection, id] = addressIn(typed)?.path.split('/') ?? []
  return collection === 'works' && id !== undefined ? decoded(id) : typed.trim()
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

function unknownName(typed: string): ToolFailure {
  return new ToolFailure(
    'not_found',
    `${JSON.stringify(typed.slice(0, 200))} names nothing here. It must be the id or the address of a work, paragraph or quote, as answers name them.`,
    { status: 404, retryAfter: null },
  )
}
