/** Statements over the words of texts and the languages of works, as SQLite and PostgreSQL both take them. */

export const WORDS_FROM = 'SELECT word, texts FROM term WHERE word >= ? AND word < ? ORDER BY word LIMIT ?'

/** Works by which it is told what languages an archive is in. */
export const MOST_WORKS = 1000
export const LANGUAGES = `SELECT metadata.language FROM work
  JOIN metadata ON metadata.work_no = work.no
    AND metadata.revision = (SELECT max(revision) FROM metadata AS each WHERE each.work_no = work.no)
  ORDER BY work.no DESC LIMIT ?`

/** Each once, the commonest first. */
export function byFrequency(languages: readonly (string | null)[]): (string | null)[] {
  const counts = new Map<string | null, number>()
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([language]) => language)
}
