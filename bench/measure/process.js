/** What Linux knows about a process. */
import { readdirSync, readFileSync } from 'node:fs'

/** CPU time of all its threads until now, in microseconds. */
export function cpuMicros(pid) {
  let nanoseconds = 0
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    nanoseconds += Number(read(`/proc/${pid}/task/${task}/schedstat`).split(' ')[0])
  }
  return nanoseconds / 1000
}

/** A field of its status in megabytes: `VmRSS`, all that is in memory, `RssAnon`, what no file backs. */
export function memoryMegabytes(pid, field) {
  const match = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`))
  return Number(match?.[1] ?? Number.NaN) / 1024
}

/** A thread may end between being listed and being read. */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '0'
  }
}
