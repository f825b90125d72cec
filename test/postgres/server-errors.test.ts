import t from 'tap'
import { asServerError } from '../../src/store/postgres/server-errors.ts'
import { asStorageError } from '../../src/store/storage-errors.ts'

const failure = (code: string) => Object.assign(new Error('x'), { code })

t.test(
  'what a server says is told by its SQLSTATE (PostgreSQL, appendix A), and what a socket says by its code',
  (t) => {
    // connection_exception, admin_shutdown, too_many_connections, read_only_sql_transaction, and sockets.
    for (const code of ['08006', '57P01', '53300', '25006', 'ECONNREFUSED', 'CONNECT_TIMEOUT'])
      t.match(asServerError(failure(code)), { code: 'busy' }, code)
    for (const code of ['57014', '40001', '40P01', '55P03'])
      t.match(asServerError(failure(code)), { code: 'busy' }, code)
    t.match(asServerError(failure('53100')), { code: 'storage_full' }, 'disk_full')
    t.match(asServerError(failure('XX001')), { code: 'busy' }, 'data_corrupted')
    const other = failure('22P02')
    t.equal(asServerError(other), other)
    t.end()
  },
)

t.test('a connection of another kind that breaks is no fault of the storage', (t) => {
  const broken = Object.assign(failure('ECONNRESET'), { syscall: 'read' })
  t.equal(asStorageError(broken), broken)
  t.end()
})
