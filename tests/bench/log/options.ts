import { parseArgs } from 'node:util';

export const HELP = `Usage: npm run bench -- log [options]

Builds an inspection log of many rows in a temporary folder, through the station's own store, and
measures what the station does with it: a page with its count, pages by several conditions, searches
by serial number and by words, and the commit of one more inspection. Reads go through the reader
thread, as the API's do.

  --rows N          inspections (1000000)
  --samples N       measurements of each kind (200)
  --folder PATH     keep the log there, and use the one that is there already
  --json            one JSON object on standard output
`;

export interface LogBenchOptions {
  readonly help: boolean;
  readonly json: boolean;
  readonly rows: number;
  readonly samples: number;
  readonly folder: string | null;
}

/** @throws Error with a sentence for the person at the command line */
export function parseOptions(args: readonly string[]): LogBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      rows: { type: 'string', default: '1000000' },
      samples: { type: 'string', default: '200' },
      folder: { type: 'string' },
    },
  });
  return {
    help: values.help,
    json: values.json,
    rows: wholeNumber('--rows', values.rows),
    samples: wholeNumber('--samples', values.samples),
    folder: values.folder ?? null,
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new Error(`${name} must be a whole number over 0.`);
  return Number(text);
}
