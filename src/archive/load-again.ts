import { ColophonError } from '../errors.ts'
import { type Decision, decisionsIn, isDecision } from '../loading/decisions/decision.ts'
import type { LoadRequest } from '../loading/document.ts'
import { givenAgain } from '../loading/metadata/given-again.ts'
import type { Reads } from '../store/store.ts'
import type { WorkRecord } from '../store/works.ts'

/** The source of a work's version with all that was said and decided when it was made, to be loaded once more. */
export async function requestAgain(
  { versions, provenance }: Pick<Reads, 'versions' | 'provenance'>,
  { source, version }: WorkRecord,
): Promise<LoadRequest & { decisions: Decision[] }> {
  const bytes = await versions.source(source.sha256)
  if (!bytes || bytes.length !== source.byteLength)
    throw new ColophonError(
      'archive_damaged',
      `The source ${source.sha256} is not there as it was received. Run colophon verify.`,
    )
  const statements = await provenance.statements(version.no)
  return {
    bytes,
    mediaType: source.mediaType,
    ...(source.fileName !== null && { fileName: source.fileName }),
    manifest: givenAgain(statements.filter((statement) => !isDecision(statement))),
    decisions: decisionsIn(statements),
  }
}
