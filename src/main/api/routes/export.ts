import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { PitchlineError } from '../../../shared/errors.ts';
import { csvLine } from '../../../shared/export/csv.ts';
import { TABLE_HEAD, tableCells } from '../../../shared/export/inspection-table.ts';
import {
  type ExportFormat,
  ExportFormatSchema,
  SeqRangesSchema,
} from '../../../shared/export/wish.ts';
import { HistoryFilterSchema, type HistoryRow } from '../../../shared/history.ts';
import { newRoutes, problems } from '../openapi.ts';
import { flag } from '../query.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';
import { textStream } from '../text-stream.ts';

const TYPE: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl; charset=utf-8',
};

const file = { schema: { type: 'string' as const, format: 'binary' } };

const getExport = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/inspections/export',
  summary: 'All inspections that meet the conditions, as a file',
  description:
    'CSV by RFC 4180, an inspection a line, where a text that a spreadsheet would run as a formula has an apostrophe in front; or JSON Lines, an inspection a line as the list has it. Newest recorded first. It is made while it is read, however long; ending the request ends the work.',
  request: {
    query: HistoryFilterSchema.extend({
      format: ExportFormatSchema,
      seqs: SeqRangesSchema.optional().describe(
        'Only these places in the log, instead of conditions: 3-7,12',
      ),
      bom: flag.optional().describe('CSV: with the mark by which Excel knows UTF-8'),
      masks: flag.optional().describe('JSON Lines: also the masks of the detections'),
    }),
  },
  responses: {
    200: { description: 'The file', content: { 'text/csv': file, 'application/jsonl': file } },
    ...problems(400, 503),
  },
});

export function exportRoutes({ stationLog }: Pick<Services, 'stationLog'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getExport, async (context) => {
    const { format, seqs, bom, masks, ...filter } = context.req.valid('query');
    if (seqs !== undefined && Object.keys(filter).length > 0) {
      throw new PitchlineError(
        'BAD_REQUEST',
        'Ask by conditions, or by places in the log (seqs), and not by both.',
      );
    }
    const shown = { masks: format === 'jsonl' && masks === true };
    const body = await textStream((signal) => {
      const rows =
        seqs === undefined
          ? stationLog.search.all(filter, shown, signal)
          : stationLog.search.named(seqs, shown, signal);
      return format === 'csv' ? csv(rows, bom === true) : jsonl(rows);
    });
    const day = new Date().toISOString().slice(0, 10);
    return context.body(body, 200, {
      'content-type': TYPE[format],
      'content-disposition': `attachment; filename="inspections-${day}.${format}"`,
      'cache-control': 'no-store',
    }) as never;
  });
  return routes;
}

async function* csv(rows: AsyncGenerator<HistoryRow>, bom: boolean): AsyncGenerator<string> {
  // With the first row, so that a search that fails is refused and not an empty file.
  let head = `${bom ? '\uFEFF' : ''}${csvLine(TABLE_HEAD)}`;
  for await (const row of rows) {
    yield `${head}${csvLine(tableCells(row))}`;
    head = '';
  }
  if (head !== '') yield head;
}

async function* jsonl(rows: AsyncGenerator<HistoryRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}
