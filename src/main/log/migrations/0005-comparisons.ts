/**
 * What another model made of a picture that was inspected. Beside the inspections and none of them:
 * a part is counted once, however often it is looked at.
 */
export const comparisons = `
CREATE TABLE comparisons (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  inspection_seq INTEGER NOT NULL REFERENCES inspections (seq),
  at TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('ok', 'ng', 'review')),
  model_sha256 TEXT NOT NULL REFERENCES model_versions (sha256),
  model_ref TEXT NOT NULL,
  -- Reasons, detections, device: canonical JSON, whose sha256 is in the audit trail.
  document TEXT NOT NULL,
  person_id TEXT REFERENCES people (id),
  -- The same version says the same again.
  UNIQUE (inspection_seq, model_sha256)
) STRICT;
`;
