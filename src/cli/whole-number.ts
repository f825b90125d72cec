import { InvalidArgumentError } from 'commander'

/** Reads a number of things, at least 1. */
export function wholeNumber(typed: string): number {
  if (/^[1-9]\d{0,8}$/.test(typed)) return Number(typed)
  throw new InvalidArgumentError('It is a whole number, at least 1.')
}
