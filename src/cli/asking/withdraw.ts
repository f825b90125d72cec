import type { Tombstone } from '../../archive/withdraw.ts'
import { type AskApi, askJson, ToolFailure, withQuery } from '../../mcp/api.ts'
import { nameOfWork } from '../../mcp/named.ts'
import type { Withdrawing } from '../withdrawing.ts'

/** Withdraws works of a server's archive. */
export function withdrawingAt(ask: AskApi): Withdrawing {
  return {
    async find(typed) {
      const path = `/works/${encodeURIComponent(nameOfWork(typed))}`
      try {
        const { id, title } = await askJson<{ id: string; title: string }>(ask, {
          path: `${path}?format=json`,
        })
        return { work: id, title }
      } catch (error) {
        // Of what is withdrawn already nobody tells the title; a second time may erase.
        if (error instanceof ToolFailure && error.status === 410)
          return { work: nameOfWork(typed), title: '' }
        throw error
      }
    },
    async withdraw({ work, version, reason, erase }) {
      const place = version === null ? '' : `/versions/${encodeURIComponent(version)}`
      const path = withQuery(`/works/${encodeURIComponent(work)}${place}`, {
        reason,
        erase: erase ? 'true' : '',
      })
      const { url: _, ...tombstone } = await askJson<Tombstone & { url: string }>(ask, {
        method: 'DELETE',
        path,
      })
      return tombstone
    },
  }
}
