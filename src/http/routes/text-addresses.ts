import { Type } from 'typebox'
import type { WorkRecord } from '../../store/works.ts'
import { VersionParams, WorkParams } from '../../wire/schemas/common.ts'

const TextParams = Type.Object({
  ...WorkParams.properties,
  version: Type.Optional(VersionParams.properties.version),
})

/** Where a text of a work is read: its newest under the work's own address, each under its version's. */
export interface TextAddress {
  /** Beginning of the route. */
  base: string
  params: typeof TextParams
  /** End of the operation's name. */
  suffix: string
}

/** The path of a text's address, under the work's or under the version's as it was asked for. */
export function textPath({ id, version }: WorkRecord, asked: { version?: string }): string {
  return asked.version === undefined ? `/works/${id}` : `/works/${id}/versions/${version.id}`
}

/** What is said of a work's newest text can be asked of each of its versions. */
export const TEXT_ADDRESSES: readonly TextAddress[] = [
  { base: '/works/:work', params: WorkParams as unknown as typeof TextParams, suffix: '' },
  {
    base: '/works/:work/versions/:version',
    params: VersionParams as unknown as typeof TextParams,
    suffix: 'OfVersion',
  },
]
