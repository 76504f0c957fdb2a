/**
 * The search index: for each inspection one document of words and facets, by its seq, and for each
 * block of inspections the span of time that they were judged in. Both hold nothing that the rows do
 * not say, and are filled by the code that reads them (`search/search-index.ts`).
 *
 * Contentless, because the rows are there already; without positions, because only whole words and
 * their beginnings are asked for: some 75 bytes an inspection.
 */
export const search = `
CREATE VIRTUAL TABLE search USING fts5(
  words, facets,
  content = '', contentless_delete = 1, detail = none, prefix = '2 3 4 5 6',
  tokenize = "unicode61 remove_diacritics 2"
);
-- Merges are rarer and never large enough to be felt by the one who waits for a verdict.
INSERT INTO search (search, rank) VALUES ('automerge', 8);

CREATE TABLE search_spans (
  block INTEGER PRIMARY KEY,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX search_spans_by_time ON search_spans (last_ms, first_ms);
`;
