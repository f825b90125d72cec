/** UTF-16 offsets where the lines of a source begin. */
export function lineStartsOf(source: string): number[] {
  const starts = [0]
  for (const end of source.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length)
  return starts
}
