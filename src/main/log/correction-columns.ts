/** The fields of a `CorrectionSummary`, also where the table is joined with another one. */
export const CORRECTION_FIELDS = `corrections.id AS id, corrections.at AS at, kept, deleted, changed,
  added, remark, corrections.person_id AS personId, person_name AS personName`;
