/** The numbers of the paragraphs that a version shares with another of its work, in its own order. */
export const SHARED = `SELECT here.number, there.number
  FROM version AS this
  JOIN version AS other ON other.work_no = this.work_no AND other.id = ?
  JOIN block AS here ON here.version_no = this.no AND here.paragraph IS NOT NULL
  JOIN block AS there ON there.paragraph = here.paragraph AND there.version_no = other.no
  WHERE this.no = ? ORDER BY here.number`
