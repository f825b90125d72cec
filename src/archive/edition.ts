// src/mirror names them from here until its imports are changed.
export { copiedEdition, type Edition, editionOf } from '../edition/edition.ts'
