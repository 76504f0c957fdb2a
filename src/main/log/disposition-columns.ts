/** The fields of a `Disposition`, also where the table is joined with another one. */
export const DISPOSITION_FIELDS = `dispositions.id AS id, dispositions.at AS at,
  dispositions.kind AS kind, dispositions.verdict AS verdict, dispositions.reason AS reason,
  dispositions.remark AS remark, dispositions.withdraws AS withdraws,
  dispositions.person_id AS personId, dispositions.person_name AS personName`;
