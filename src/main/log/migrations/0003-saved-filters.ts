/** Conditions of History that somebody gave a name, for themselves or (without an owner) for everybody. */
export const savedFilters = `
CREATE TABLE saved_filters (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  owner_id TEXT REFERENCES people (id),
  created_at TEXT NOT NULL
) STRICT;
-- Everybody's are one owner of their own.
CREATE UNIQUE INDEX saved_filters_by_name ON saved_filters (coalesce(owner_id, ''), name COLLATE NOCASE);
`;
