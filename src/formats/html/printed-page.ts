/** The attribute by which a page that was extracted says that a page of the printed edition begins, and what that is called. */
export const PRINTED_PAGE = 'data-printed-page'
