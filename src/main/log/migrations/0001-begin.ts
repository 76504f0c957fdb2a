/**
 * The first tables. A time is kept twice where it is searched by: as text for people, in
 * milliseconds since 1970 for indexes.
 */
export const begin = `
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE,
  role TEXT NOT NULL,
  secret TEXT,
  created_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;
-- A name can be given again when its bearer was removed; the rows of the first one stay his.
CREATE UNIQUE INDEX people_by_name ON people (name) WHERE removed_at IS NULL;

CREATE TABLE recipes (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  document TEXT NOT NULL,
  -- Of the document as canonical JSON.
  sha256 TEXT NOT NULL,
  created_at TEXT NOT NULL,
  person_id TEXT REFERENCES people (id),
  UNIQUE (name, revision)
) STRICT;

CREATE TABLE model_versions (
  sha256 TEXT PRIMARY KEY,
  ref TEXT NOT NULL,
  kind TEXT NOT NULL,
  document TEXT,
  first_used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX model_versions_by_ref ON model_versions (ref);

CREATE TABLE pictures (
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER,
  width INTEGER,
  height INTEGER,
  -- Null where no picture is kept, or not any more.
  evidence_mode TEXT CHECK (evidence_mode IN ('webp', 'original')),
  evidence_bytes INTEGER,
  evidence_verdict TEXT,
  stored_at_ms INTEGER,
  removed_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX pictures_by_age ON pictures (evidence_verdict, stored_at_ms, sha256, evidence_bytes)
  WHERE evidence_mode IS NOT NULL;

CREATE TABLE folders (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  created_at TEXT NOT NULL,
  -- Inspections speak of their folder for ever: it is never deleted.
  removed_at TEXT
) STRICT;

CREATE TABLE inspections (
  -- Without gaps and never used again: a row that was taken out shows.
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL,
  at TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('ok', 'ng', 'review', 'error')),
  source TEXT NOT NULL CHECK (source IN ('command', 'api', 'page', 'folder')),
  folder_id TEXT REFERENCES folders (id),
  relative_path TEXT,
  -- The name that was shown, and where the bytes lay.
  file TEXT NOT NULL,
  path TEXT NOT NULL,
  picture_sha256 TEXT REFERENCES pictures (sha256),
  width INTEGER,
  height INTEGER,
  serial TEXT,
  lot TEXT,
  station TEXT,
  side TEXT,
  part_time TEXT,
  -- Null where nobody asked for a part's identity, 0 where the name told none.
  part_matched INTEGER,
  recipe_id TEXT NOT NULL REFERENCES recipes (id),
  model_sha256 TEXT REFERENCES model_versions (sha256),
  model_ref TEXT,
  device TEXT,
  software TEXT NOT NULL,
  thresholds TEXT NOT NULL,
  reasons TEXT NOT NULL,
  warnings TEXT NOT NULL,
  timings TEXT NOT NULL,
  facts TEXT,
  error_code TEXT,
  error_message TEXT,
  top_score REAL,
  person_id TEXT REFERENCES people (id)
) STRICT;
-- What people look for goes through the search index (0002): one list for each value, any of them
-- together. An index here would be written with each inspection and serve one condition alone.
CREATE INDEX inspections_by_time ON inspections (at_ms);
CREATE INDEX inspections_by_picture ON inspections (picture_sha256) WHERE picture_sha256 IS NOT NULL;

CREATE TABLE detections (
  inspection_seq INTEGER NOT NULL REFERENCES inspections (seq),
  ordinal INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  class_name TEXT NOT NULL,
  score REAL NOT NULL,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  x2 REAL NOT NULL,
  y2 REAL NOT NULL,
  -- COCO's compressed counts; the size is the picture's.
  mask TEXT,
  area_px REAL NOT NULL,
  length_px REAL NOT NULL,
  width_px REAL NOT NULL,
  area_mm2 REAL,
  length_mm REAL,
  width_mm REAL,
  PRIMARY KEY (inspection_seq, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE dispositions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  inspection_seq INTEGER NOT NULL REFERENCES inspections (seq),
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('confirm', 'override', 'withdraw')),
  verdict TEXT,
  reason TEXT,
  remark TEXT,
  -- The id of an earlier one that its author takes back.
  withdraws TEXT REFERENCES dispositions (id),
  person_id TEXT REFERENCES people (id),
  person_name TEXT NOT NULL
) STRICT;
CREATE INDEX dispositions_by_inspection ON dispositions (inspection_seq);

CREATE TABLE ledger (
  id INTEGER PRIMARY KEY,
  folder_id TEXT NOT NULL REFERENCES folders (id),
  relative_path TEXT NOT NULL,
  -- Of the content; empty for a file that could not be read.
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  -- In ns since 1970, as text: a double cannot hold it.
  mtime_ns TEXT NOT NULL,
  ctime_ns TEXT NOT NULL,
  inode TEXT NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  inspection_seq INTEGER REFERENCES inspections (seq),
  move_to TEXT,
  updated_ms INTEGER NOT NULL,
  UNIQUE (folder_id, relative_path, sha256)
) STRICT;
CREATE INDEX ledger_by_fingerprint ON ledger (mtime_ns, inode);
CREATE INDEX ledger_by_state ON ledger (folder_id, state);
CREATE INDEX ledger_by_inspection ON ledger (inspection_seq) WHERE inspection_seq IS NOT NULL;

CREATE TABLE result_files (
  id INTEGER PRIMARY KEY,
  inspection_seq INTEGER NOT NULL REFERENCES inspections (seq),
  folder_id TEXT NOT NULL REFERENCES folders (id),
  document TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  written_at_ms INTEGER
) STRICT;
CREATE INDEX result_files_to_write ON result_files (folder_id, id) WHERE written_at_ms IS NULL;
CREATE INDEX result_files_by_inspection ON result_files (inspection_seq);

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- Canonical JSON, as it was hashed.
  actor TEXT NOT NULL,
  payload TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX audit_by_kind ON audit (kind);

CREATE TABLE seals (
  audit_seq INTEGER PRIMARY KEY REFERENCES audit (seq),
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  -- 16 bytes of each inspection's digest, in order: they tell which one is wrong, the chain that
  -- they are right.
  marks BLOB NOT NULL
) STRICT;
`;
