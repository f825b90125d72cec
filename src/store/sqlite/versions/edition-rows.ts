/** What an edition is as rows. Pure: the keys that the store gives come as arguments. */
import type { Edition, EditionBlock, EditionFile } from '../../../edition/edition.ts'
import type { NewRow } from '../tables.ts'

/** The row of an edition's source, or of what was extracted from it. */
export function sourceRow(
  { sha256, mediaType, fileName, bytes }: EditionFile,
  receivedAt: string,
): NewRow<'source'> {
  return {
    sha256,
    media_type: mediaType,
    file_name: fileName,
    byte_length: bytes.length,
    received_at: receivedAt,
    content: bytes,
  }
}

/** The row that says which extraction a version has. */
export function extractionRow(
  { sha256, tool }: NonNullable<Edition['extraction']>,
  versionNo: number,
): NewRow<'extraction'> {
  return { version_no: versionNo, sha256, tool_name: tool.name, tool_version: tool.version }
}

/** The row of a version. */
export function versionRow(
  { document, version, source }: Edition,
  { workNo, createdAt }: { workNo: number; createdAt: string },
): NewRow<'version'> {
  const unresolved = document.repairs.filter((repair) => repair.certainty === 'unresolved').length
  return {
    id: version.id,
    work_no: workNo,
    source_sha256: source.sha256,
    loader_name: document.loader.name,
    loader_version: document.loader.version,
    created_at: createdAt,
    paragraph_count: version.paragraphCount,
    word_count: version.wordCount,
    repair_count: document.repairs.length - unresolved,
    unresolved_count: unresolved,
    warnings: JSON.stringify(document.warnings),
  }
}

/** The rows of the paragraphs that are new to the work. */
export function paragraphRows({ minted }: Edition, workNo: number): NewRow<'paragraph'>[] {
  return minted.map(({ id, wordsSha256, k, derivedFrom }) => ({
    id,
    work_no: workNo,
    genesis_words_sha256: wordsSha256,
    k,
    derived_from: derivedFrom,
  }))
}

/** The row of a block's text. */
export function textRow({ exactSha256, wordsSha256, core, codePoints, text }: EditionBlock): NewRow<'text'> {
  return {
    exact_sha256: exactSha256,
    words_sha256: wordsSha256,
    core,
    code_points: codePoints,
    content: text,
  }
}

/**
 * The rows of the blocks in reading order.
 *
 * @param textNos the key of each block's text
 */
export function blockRows(
  { blocks }: Edition,
  versionNo: number,
  textNos: readonly number[],
): NewRow<'block'>[] {
  const paragraphs = blocks.flatMap(({ paragraph }) => paragraph ?? [])
  return blocks.map(({ kind, level, paragraph, sourceRanges }, ordinal) => ({
    version_no: versionNo,
    ordinal,
    kind,
    level,
    number: paragraph?.number ?? null,
    paragraph: paragraph?.id ?? null,
    previous: paragraph ? (paragraphs[paragraph.number - 2]?.id ?? null) : null,
    next: paragraph ? (paragraphs[paragraph.number]?.id ?? null) : null,
    text_no: textNos[ordinal]!,
    source_ranges: JSON.stringify(sourceRanges),
  }))
}

/** The rows of what became of the paragraphs of the version before. */
export function lineageRows({ changes }: Edition, versionNo: number): NewRow<'lineage'>[] {
  return changes.map(({ paragraph, relation, into, from, fromNumber, toNumber }, ordinal) => ({
    version_no: versionNo,
    ordinal,
    paragraph,
    relation,
    other: into ?? from,
    from_number: fromNumber,
    to_number: toNumber,
  }))
}
