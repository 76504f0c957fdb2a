import type Database from 'better-sqlite3';
import type { Correction, CorrectionSummary } from '../../../shared/corrections.ts';
import type { HistoryCount, HistoryFilter, HistoryRow, Order } from '../../../shared/history.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import type { Statistics } from '../../../shared/statistics.ts';
import type { Control } from './control.ts';
import { CorrectionReader, type CorrectionRequest } from './correction-reader.ts';
import { EntryReader } from './entry.ts';
import { InspectionRows, type Shown } from './inspection-rows.ts';
import { matchOf } from './match.ts';
import { Scanner } from './scan.ts';
import { StatisticsReader, type StatisticsRequest } from './statistics.ts';
import { readTrial, type TrialAnswer, type TrialRequest } from './trial.ts';

export interface PageRequest extends Shown {
  readonly filter: HistoryFilter;
  readonly order: Order;
  /** Inspections that come after this one in that order; without it from the list's beginning. */
  readonly beyond?: number | undefined;
  readonly limit: number;
  readonly counted: boolean;
}

export interface NamedRequest extends Shown {
  /** Places in the log; there are as many rows as there are such places. */
  readonly seqs: readonly number[];
}

export interface PageAnswer {
  readonly rows: readonly HistoryRow[];
  /** Where the next page begins; null on the last one. */
  readonly next: number | null;
  /** Null where it was not asked for. */
  readonly count: HistoryCount | null;
}

/** What the reader thread can be asked: argument and result of each read. */
interface Reads {
  readonly page: { readonly argument: PageRequest; readonly result: PageAnswer };
  readonly named: { readonly argument: NamedRequest; readonly result: readonly HistoryRow[] };
  readonly entry: { readonly argument: string; readonly result: HistoryEntry | null };
  readonly corrections: {
    readonly argument: string;
    readonly result: readonly CorrectionSummary[];
  };
  readonly correction: {
    readonly argument: CorrectionRequest;
    readonly result: Correction | null;
  };
  readonly statistics: { readonly argument: StatisticsRequest; readonly result: Statistics };
  readonly trial: { readonly argument: TrialRequest; readonly result: TrialAnswer };
}
export type ReadName = keyof Reads;
export type ReadArguments<Name extends ReadName> = Reads[Name]['argument'];
export type ReadResult<Name extends ReadName> = Reads[Name]['result'];

export type Read = <Name extends ReadName>(
  name: Name,
  argument: ReadArguments<Name>,
  control: Control,
) => ReadResult<Name>;

/** Prepares every read on a connection. */
export function openReads(connection: Database.Database): Read {
  const rows = new InspectionRows(connection);
  const entries = new EntryReader(connection, rows);
  const corrections = new CorrectionReader(connection);
  const scanner = new Scanner(connection);
  const statistics = new StatisticsReader(connection, scanner);
  const reads: {
    readonly [Name in ReadName]: (
      argument: ReadArguments<Name>,
      control: Control,
    ) => ReadResult<Name>;
  } = {
    // One transaction: the count is that of the page's moment.
    page: connection.transaction((request: PageRequest, control: Control) =>
      readPage(scanner, rows, request, control),
    ),
    named: connection.transaction(({ seqs, masks, weak }: NamedRequest) =>
      rows.histories(seqs, { masks, weak }),
    ),
    entry: connection.transaction((id: string) => entries.read(id)),
    corrections: (id) => corrections.of(id),
    correction: (request) => corrections.one(request),
    statistics: connection.transaction((request: StatisticsRequest, control: Control) =>
      statistics.read(request, control),
    ),
    trial: connection.transaction((request: TrialRequest, control: Control) =>
      readTrial(scanner, rows, request, control),
    ),
  };
  return (name, argument, control) => reads[name](argument, control);
}

function readPage(
  scanner: Scanner,
  rows: InspectionRows,
  { filter, order, beyond, limit, masks, weak, counted }: PageRequest,
  control: Control,
): PageAnswer {
  const match = matchOf(filter);
  // One more than asked for tells whether there is a next page.
  const seqs =
    order === 'oldest'
      ? scanner.pageUp(match, beyond ?? 0, limit + 1, control)
      : scanner.page(match, beyond ?? Number.MAX_SAFE_INTEGER, limit + 1, control);
  const shown = seqs.slice(0, limit);
  return {
    rows: rows.histories(shown, { masks, weak }),
    next: seqs.length > limit ? (shown.at(-1) ?? null) : null,
    count: counted ? scanner.count(match, control) : null,
  };
}
