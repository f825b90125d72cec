import { Type } from 'typebox'
import { closed, named, Url } from './common.ts'

export const EntrySchema = named(
  'Entry',
  closed({
    name: Type.String(),
    description: Type.String(),
    version: Type.String({ description: 'Of the software.' }),
    counts: closed({
      works: Type.Integer(),
      versions: Type.Integer(),
      paragraphs: Type.Integer(),
      quotes: Type.Integer({ description: 'Registered.' }),
    }),
    links: Type.Record(Type.String(), Url('An address.')),
    templates: Type.Record(Type.String(), Type.String(), { description: 'URI templates (RFC 6570).' }),
  }),
)

export const ProblemSchema = named(
  'Problem',
  Type.Object(
    {
      type: Url('The kind of problem; a page that says more.'),
      title: Type.String(),
      status: Type.Integer(),
      detail: Type.String({ description: 'What was wrong, and what to do.' }),
    },
    { additionalProperties: true, description: 'RFC 9457.' },
  ),
)

const PROBLEM_KIND = { type: Url('The kind of problem.'), title: Type.String(), status: Type.Integer() }

export const ProblemKindSchema = named('ProblemKind', closed(PROBLEM_KIND))

export const ExplainedProblemSchema = named(
  'ExplainedProblem',
  closed({
    ...PROBLEM_KIND,
    when: Type.String({ description: 'When it is met.' }),
    cure: Type.String({ description: 'What to do then.' }),
  }),
)

export const HealthSchema = named(
  'Health',
  closed({ status: Type.String(), works: Type.Optional(Type.Integer()) }),
)
