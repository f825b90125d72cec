/** The first line of the comment before a post that was extracted. */
export const HEADING = 'Exported from WordPress'
