/**
 * What people made of an inspection's detections, each save a row that stays; the newest counts. The
 * detections themselves are never touched.
 */
export const corrections = `
CREATE TABLE corrections (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  inspection_seq INTEGER NOT NULL REFERENCES inspections (seq),
  at TEXT NOT NULL,
  kept INTEGER NOT NULL CHECK (kept >= 0),
  deleted INTEGER NOT NULL CHECK (deleted >= 0),
  changed INTEGER NOT NULL CHECK (changed >= 0),
  added INTEGER NOT NULL CHECK (added >= 0),
  -- Canonical JSON; the chain has its sha256.
  document TEXT NOT NULL,
  remark TEXT,
  person_id TEXT REFERENCES people (id),
  person_name TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_by_inspection ON corrections (inspection_seq);
`;
