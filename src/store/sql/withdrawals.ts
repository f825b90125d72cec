/** Statements over withdrawals, as SQLite and PostgreSQL both take them. */

export const WITHDRAWAL_COLUMNS = 'withdrawal.reason, withdrawal.withdrawn_at AS "withdrawnAt"'

export const WITHDRAWN_WORK = `SELECT ${WITHDRAWAL_COLUMNS} FROM withdrawal JOIN work ON work.no = withdrawal.work_no
  WHERE work.id = ? AND NOT EXISTS
  (SELECT 1 FROM present_version WHERE present_version.work_no = work.no)
  ORDER BY withdrawal.no DESC LIMIT 1`

export const WITHDRAWN_VERSION = `SELECT ${WITHDRAWAL_COLUMNS} FROM version
       CROSS JOIN withdrawn_version ON withdrawn_version.version_no = version.no
       CROSS JOIN withdrawal ON withdrawal.no = withdrawn_version.withdrawal_no
       WHERE version.work_no = @workNo AND (version.id = @version OR @version IS NULL)
       ORDER BY withdrawal.no DESC LIMIT 1`
